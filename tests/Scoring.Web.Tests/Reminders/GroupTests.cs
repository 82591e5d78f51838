using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Domain.Reminders;
using Scoring.Web.Jobs;

namespace Scoring.Web.Tests.Reminders;

/// <summary>Messages to groups: both robots' formats, the signature, and trying again.</summary>
public sealed class GroupTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Secret = "SECthis-is-a-test";

    /// <summary>Reckoned by another program: Python's hmac and base64 over the time, a line end and the secret.</summary>
    [Fact]
    public void A_signature_is_that_of_the_documentation()
    {
        var channel = Channel.Of("群", ChannelKind.DingTalk, "https://robot.example/send?access_token=t", Secret, 1, default);
        channel.SignedAddress(DateTimeOffset.FromUnixTimeMilliseconds(1577262236757)).ShouldBe("https://robot.example/send?access_token=t&timestamp=1577262236757&sign=NJSuXF1oG%2FL%2FHmpfdQAN4AbgsOLhq6mi19owUbq4%2FX4%3D");
    }

    [Fact]
    public async Task Sends_in_the_robots_own_formats_and_shows_nobody_the_address()
    {
        await using var robot = await Robot.Start();
        var visitor = await app.SignIn("administrator");
        await Add(visitor, "联络群", ChannelKind.WeCom, $"{robot.Address}/robot/send?key=the-wecom-key", null);
        await Add(visitor, "工作群", ChannelKind.DingTalk, $"{robot.Address}/robot/send?access_token=the-ding-token", Secret);
        foreach (var group in await Groups())
            (await visitor.Submit($"/reminders/groups/{group}/try")).Says(HttpStatusCode.OK, "请到群里看看");

        robot.Heard.Count.ShouldBe(2);
        robot.Heard.TryDequeue(out var wecom);
        wecom.Query["key"].ToString().ShouldBe("the-wecom-key");
        Read(wecom.Body, "markdown", "content").ShouldBe("**试发**\n\n擂台已经接入这个群，临近截止时会在这里提醒。");
        robot.Heard.TryDequeue(out var ding);
        Read(ding.Body, "msgtype").ShouldBe("markdown");
        Read(ding.Body, "markdown", "title").ShouldBe("试发");
        var stamp = ding.Query["timestamp"].Single()!;
        // The world's time, though the clock of the test stands in October 2026.
        (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(stamp, null)) - app.Clock.Unmoved).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        ding.Query["sign"].Single().ShouldBe(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}\n{Secret}"))));

        var page = (await (await app.SignIn("operator-1")).Get("/reminders")).Says(HttpStatusCode.OK, "联络群", "钉钉", "送到");
        page.Text.ShouldNotContain("the-wecom");
        page.Text.ShouldNotContain("the-ding");
        page.Text.ShouldNotContain(Secret);
        page.Text.ShouldNotContain("发一条试试");
        (await app.Db(db => db.AuditEvents.CountAsync(a => a.Text.Contains("the-")))).ShouldBe(0);
        foreach (var group in await Groups())
            await visitor.Submit($"/reminders/groups/{group}/stop");
        (await Groups()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tries_again_after_a_growing_wait_gives_up_in_the_end_and_starts_afresh_when_asked()
    {
        await using var robot = await Robot.Start();
        var visitor = await app.SignIn("administrator");
        await Add(visitor, "不通的群", ChannelKind.WeCom, $"{robot.Address}/robot/send?key=k", null);
        var group = (await Groups()).Single();
        robot.Answers.Enqueue((500, "down"));
        robot.Answers.Enqueue((200, """{"errcode":93000,"errmsg":"invalid webhook url"}"""));
        robot.Answers.Enqueue((200, "<html>"));
        (await visitor.Submit($"/reminders/groups/{group}/try")).Says(HttpStatusCode.OK, "没有收到", "对方回答 500", "第 1 次没送到，会再试");
        await Pass();
        robot.Heard.Count.ShouldBe(1);

        // One, then two minutes later.
        await Later(TimeSpan.FromSeconds(61));
        (await Fault()).ShouldBe("机器人没有收：invalid webhook url（93000）");
        await Later(TimeSpan.FromSeconds(61));
        robot.Heard.Count.ShouldBe(2);
        await Later(TimeSpan.FromSeconds(61));
        (await Fault()).ShouldBe("对方的回答不是群机器人的格式，请核对地址");
        foreach (var minutes in new[] { 4, 8, 16, 32, 64 })
        {
            robot.Answers.Enqueue((404, string.Empty));
            await Later(TimeSpan.FromMinutes(minutes + 1));
        }

        (await visitor.Get("/reminders")).Says(HttpStatusCode.OK, "没有送到", "对方回答 404");
        await Later(TimeSpan.FromDays(1));
        robot.Heard.Count.ShouldBe(Delivery.MostAttempts);

        var sent = await app.Db(db => db.Deliveries.Where(d => d.ChannelId == group).Select(d => d.Id).SingleAsync());
        (await visitor.Submit($"/reminders/sent/{sent}/again")).Says(HttpStatusCode.OK, "请到群里看看");
        (await visitor.Post($"/reminders/sent/{sent}/again")).Says(HttpStatusCode.Conflict, "已经送到");
        await visitor.Submit($"/reminders/groups/{group}/stop");
    }

    [Theory]
    [InlineData("", "WeCom", "https://robot.example/send?key=k", "", "起个名字")]
    [InlineData("群", "WeCom", "ftp://robot.example/send?key=k", "", "https:// 开头")]
    [InlineData("群", "WeCom", "https://robot.example/send", "", "https:// 开头")]
    [InlineData("群", "DingTalk", "https://robot.example/send?access_token=k", "", "加签")]
    public async Task Refuses_what_no_robot_has(string name, string kind, string address, string secret, string sentence) =>
        (await (await app.SignIn("administrator")).Post("/reminders/groups", ("Name", name), ("Kind", kind), ("Address", address), ("Secret", secret))).Says(HttpStatusCode.BadRequest, sentence);

    private static async Task Add(Visitor visitor, string name, ChannelKind kind, string address, string? secret) =>
        (await visitor.Submit("/reminders/groups", ("Name", name), ("Kind", kind.ToString()), ("Address", address), ("Secret", secret ?? string.Empty))).Says(HttpStatusCode.OK, $"已接入“{name}”");

    private Task<List<int>> Groups() => app.Db(db => db.Channels.Where(c => c.StoppedAt == null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());

    private Task<string?> Fault() => app.Db(db => db.Deliveries.OrderByDescending(d => d.Id).Select(d => d.Fault).FirstAsync());

    private async Task Later(TimeSpan by)
    {
        await app.MoveTo(app.Clock.Now + by);
        await Pass();
    }

    private Task Pass() => app.Services.GetRequiredService<JobRunner>().RunOne(SendToGroups.Title);

    private static string? Read(string json, params string[] path)
    {
        using var read = JsonDocument.Parse(json);
        return path.Aggregate(read.RootElement, (at, name) => at.GetProperty(name)).GetString();
    }
}
