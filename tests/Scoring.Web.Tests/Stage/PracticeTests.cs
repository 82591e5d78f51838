using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Stage;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Stage;

/// <summary>A practice before the first candidate, where the scheme has one.</summary>
public sealed class PracticeTests
{
    private static void WithPractice(JsonNode scheme) => scheme["judging"]!["calibration"] = new JsonObject { ["practice"] = "看一段上一期的演示，按同样的标准试打一张。" };

    private static void KeepingItBack(JsonNode scheme) => scheme["judging"]!["calibration"] = new JsonObject { ["practice"] = "试打一张。", ["spread"] = false };

    [Fact]
    public async Task Shows_the_panel_how_far_apart_it_is_counts_nowhere_and_is_gone_with_the_first_call()
    {
        await using var hall = await Hall.Open(WithPractice);
        await hall.Press(StageAct.Practise);
        (await hall.Judge()).Practice.ShouldBe(new JudgeState.Trial(2, true));
        (await HandIn(hall, "judge-org", "9", "9", "9", "5")).Status.ShouldBe(HttpStatusCode.Found);
        (await HandIn(hall, "judge-civil", "10", "9", "8", "5")).Status.ShouldBe(HttpStatusCode.Found);
        (await HandIn(hall, "judge-street-1", "13", "9", "8", "5")).Says(HttpStatusCode.BadRequest, "满分 12").Value("Marks[work]").ShouldBe("13");
        (await HandIn(hall, "judge-street-1", "12", "9", "8", "7.5")).Status.ShouldBe(HttpStatusCode.Found);
        (await HandIn(hall, "judge-street-1", "11", "9", "8", "7.5")).Status.ShouldBe(HttpStatusCode.Found, "may be changed until it ends");
        var console = await hall.Console();
        (console.Waiting, console.Buttons[0].Act).ShouldBe((new SheetCount(3, 4), StageAct.EndPractice));
        console.Judges.Count(j => j.Standing == SheetStanding.HandedIn).ShouldBe(3);
        (await Page(hall, "judge-org")).Text.ShouldNotContain("最低");

        await hall.Press(StageAct.EndPractice);
        // Work 9, 10, 11; the sums 32, 32, 35.5: their mean is 99.5 / 3 = 33.1667.
        Rows(await Page(hall, "judge-org")).ShouldBe(["比工作 满分 12 9 9 10.00 11", "比服务 满分 10 9 9 9.00 9", "比创新 满分 10 9 8 8.33 9", "比干劲 满分 8 5 5 5.83 7.5", "合计 满分 40 32 32 33.17 35.5"]);
        Rows(await Page(hall, "judge-street-2"))[0].ShouldBe("比工作 满分 12 — 9 10.00 11");
        (await HandIn(hall, "judge-street-2", "9", "9", "9", "5")).Says(HttpStatusCode.Conflict, "已经结束");

        await hall.Press(StageAct.Call, hall.First);
        (await hall.App.Db(async db => (await db.PracticeSheets.CountAsync(), await db.Sheets.CountAsync(), await db.SheetDrafts.CountAsync()))).ShouldBe((0, 0, 0));
        (await hall.Judge()).Practice.ShouldBeNull();
    }

    [Fact]
    public async Task Keeps_the_spread_back_where_the_scheme_says_so()
    {
        await using var hall = await Hall.Open(KeepingItBack);
        await hall.Press(StageAct.Practise);
        foreach (var judge in new[] { "judge-org", "judge-civil", "judge-street-1" })
            await HandIn(hall, judge, "9", "9", "9", "5");
        await hall.Press(StageAct.EndPractice);
        (await Page(hall, "judge-org")).Says(HttpStatusCode.OK, "试评的分不公开").Text.ShouldNotContain("最低");
    }

    [Fact]
    public async Task Is_not_offered_where_the_scheme_has_none()
    {
        await using var hall = await Hall.Open();
        (await hall.Console()).Buttons.ShouldNotContain(b => b.Act == StageAct.Practise);
        (await Should.ThrowAsync<Refused>(() => hall.Press(StageAct.Practise))).Message.ShouldBe("方案没有规定试评。");
    }

    [Fact]
    public async Task Its_film_is_given_by_the_host_and_sent_to_the_hall_only_during_it()
    {
        await using var hall = await Hall.Open(WithPractice);
        const string key = "0123456789abcdef0123456789abcdef";
        await hall.App.Send(new Features.Screens.OpenScreen.Command(hall.CycleId, key), "operator-1");
        await using (var bytes = new MemoryStream([0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8, .. new byte[64]]))
        {
            var kept = await hall.App.Services.GetRequiredService<Features.Shared.Files.FileStore>().Keep(bytes, "试评.mp4", Clip.Types, Clip.MostBytes, default);
            await hall.App.Send(new Clip.Command(hall.CycleId, "试评.mp4", kept, Guid.NewGuid()), "operator-1");
        }

        var anybody = hall.App.Visit();
        (await anybody.Get($"/screen/{key}/materials/0")).Status.ShouldBe(HttpStatusCode.NotFound);
        await hall.Press(StageAct.Practise);
        (await anybody.Get($"/screen/{key}/materials/0")).Status.ShouldBe(HttpStatusCode.OK);
        (await Screen()).Material.ShouldBeNull("nothing plays before the host says so");
        (await Should.ThrowAsync<Refused>(() => hall.App.Send(new Clip.Remove(hall.CycleId, Guid.NewGuid()), "operator-1"))).Message.ShouldContain("正在试评");
        await hall.Press(StageAct.PlayMaterial);
        (await Screen()).Material!.Type.ShouldBe("video");
        await hall.Press(StageAct.HoldMaterial, value: 0);
        (await Screen()).Material.ShouldBeNull();
        (await Screen()).Practice.ShouldBe(new Features.Screens.PracticePart(true, 0, 4));
        await hall.Press(StageAct.EndPractice);
        (await anybody.Get($"/screen/{key}/materials/0")).Status.ShouldBe(HttpStatusCode.NotFound);

        async Task<Features.Screens.ScreenState> Screen() => (Features.Screens.ScreenState)await hall.App.Send(new Features.Screens.Snapshot.Query(hall.CycleId));
    }

    private static List<string> Rows(Page page) =>
        [.. Regex.Matches(page.Text, "<tr[^>]*><th scope=\"row\">.*?</tr>").Select(m => Regex.Replace(Regex.Replace(m.Value, "<[^>]+>", " "), @"\s+", " ").Trim())];

    private static async Task<Page> HandIn(Hall hall, string judge, params string[] marks) =>
        await (await hall.App.SignIn(judge)).Post($"/judging/practice/{hall.CycleId}", [.. Contest.Marks(marks[0], marks[1], marks[2], marks[3]), ("Step", "2")]);

    private static async Task<Page> Page(Hall hall, string judge) => await (await hall.App.SignIn(judge)).Get($"/judging/practice/{hall.CycleId}");
}
