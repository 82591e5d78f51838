using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scoring.Benchmarks;

/// <summary>The limit: a server that does nothing but send the bytes of a POST to every open WebSocket. A process of its own, like the program.</summary>
internal static class RawBroadcast
{
    public const string Command = "raw-broadcast";

    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        List<WebSocket> sockets = [];
        app.UseWebSockets();
        app.MapGet("/health", () => "ok");
        app.MapGet("/", async context =>
        {
            var socket = await context.WebSockets.AcceptWebSocketAsync();
            lock (sockets)
                sockets.Add(socket);
            var buffer = new byte[256];
            while ((await socket.ReceiveAsync(buffer, context.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
            }
        });
        app.MapPost("/", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var bytes = body.ToArray();
            WebSocket[] all;
            lock (sockets)
                all = [.. sockets];
            foreach (var socket in all)
                await socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        });
        await app.RunAsync();
        return 0;
    }
}
