using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scoring.Web.Tests.Reminders;

/// <summary>A group's robot on this machine: keeps what it was sent and answers what it was told to.</summary>
public sealed class Robot : IAsyncDisposable
{
    private readonly WebApplication server;

    private Robot(WebApplication server) => this.server = server;

    public ConcurrentQueue<(IQueryCollection Query, string Body)> Heard { get; } = new();

    /// <summary>Status and body of the answers to come; when it is empty, the message is taken.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = new();

    public string Address => server.Urls.First();

    public static async Task<Robot> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var robot = new Robot(builder.Build());
        robot.server.MapPost("/robot/send", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            robot.Heard.Enqueue((context.Request.Query, await reader.ReadToEndAsync()));
            var (status, body) = robot.Answers.TryDequeue(out var answer) ? answer : (200, """{"errcode":0,"errmsg":"ok"}""");
            return TypedResults.Text(body, "application/json", statusCode: status);
        });
        await robot.server.StartAsync();
        return robot;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
