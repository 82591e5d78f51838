using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Scoring.Domain.Judging;
using Scoring.Domain.Papers;
using Scoring.Domain.Reviews;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Minutes;
using Scoring.Web.Features.Shared.Word;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Minutes;

/// <summary>
/// The minutes of the month that <see cref="Scored"/> works out by hand, with a short day on top: E01 called at 10:00:00, talks from 10:00:30, pauses for a
/// minute after two, ends after 5:42; a mistaken stop is undone; E02 is not there. One paper, on which two scorers differed.
/// </summary>
public sealed class MinutesTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private static readonly DateTimeOffset Ten = WebApp.China(2026, 10, 14, 10);

    public async Task InitializeAsync()
    {
        await app.Reset();
        await app.Db(Day);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Tell_the_day_and_every_mark_as_worked_out_by_hand_in_a_valid_file()
    {
        await app.Run();
        using var file = await Read("operator-1");
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        var (rows, text) = (Rows(file), file.MainDocumentPart!.Document.InnerText);

        // Order: the first twelve digits of SHA-256("…:E01"), so that anyone can repeat it (printf '%s' 00000000000000000000000000000001:E01 | sha256sum).
        text.ShouldContain("种子：00000000000000000000000000000001");
        rows.ShouldContain($"1 | E01 | {Scored.Name(1)} | 东门街道 | 和顺2111小区党支部 | {Check("E01")} | 1");
        text.ShouldContain($"10:08:00 {Scored.Name(2)}：缺席，按弃权处理。理由：两次点名不到。经手：经办甲。");
        rows.ShouldContain($"J06 judge-street-1 | {string.Join("、", Enumerable.Range(1, 4).Select(Scored.Name))} | 本街道的候选人 | ");

        // Talk: 2:00 before the pause and 3:42 after it.
        rows.ShouldContain($"1 | {Scored.Name(1)} | 10:00:00 | 10:00:30 | 5 分 42 秒 | 已评分");
        rows.ShouldContain($"2 | {Scored.Name(2)} | — | — | — | 缺席，弃权");
        rows.ShouldContain($"10:02:30 | 暂停计时 | {Scored.Name(1)} | 话筒没有声音 | 计时甲");
        rows.ShouldContain($"10:07:20 | 撤销 | {Scored.Name(1)} | 撤销 10:07:15 的“停止计时” | 经办甲");
        rows.ShouldContain($"{Scored.Name(1)} | −0.5 | 演示超时 | 经办甲 12:00 | 监督甲 13:00");
        rows.ShouldContain($"{Scored.Name(2)} | −1 | 演示超时 40 秒 | 计时甲 10:11 | 监督甲 10:12 不扣，理由：话筒没有声音");

        // What came after closing, and what the supervisor said.
        rows.ShouldContain($"10:09 | J02 | {Scored.Name(1)} | 不计入：没有网络不是理由（监督甲 10:20）");

        // Paper: who read it, who decided, what became of it.
        rows.ShouldContain($"J06/E05/1 | {Scored.Name(5)} | 计分甲、计分乙 | 经办甲（1 处不一致） | 不计入：评委已用手机交表（监督甲）");

        // Marks of E01: 39 is the highest and 35 the lowest of the departments; both are struck through.
        rows.ShouldContain("部门评委 | J01 | 38 / 40 | 95 | ");
        rows.ShouldContain("部门评委 | J03 | 39 / 40 | ~97.5 | 最高，去掉");
        rows.ShouldContain("部门评委 | J04 | 35 / 40 | ~87.5 | 最低，去掉");
        rows.ShouldContain("街镇评委 | J06 | — | — | 回避");
        text.ShouldContain("部门评委均分 92.9166…，权重 0.6；街镇评委均分 89.0625，权重 0.4。加权 91.375，折算 91.375 × 40 ÷ 100 = 36.55 分。");
        text.ShouldNotContain("演练");
    }

    [Fact]
    public async Task Hold_no_mark_before_the_tally_and_exist_for_nobody_before_the_end()
    {
        using (var file = await Read("supervisor"))
        {
            var text = file.MainDocumentPart!.Document.InnerText;
            text.ShouldContain("还没有核算");
            text.ShouldNotContain("97.5");
        }

        await app.MoveTo(WebApp.China(2026, 10, 14, 15));
        var page = await (await app.SignIn("operator-1")).Get($"/minutes/{Judging.Contest.Text(app.CycleId)}");
        page.Says(HttpStatusCode.Conflict, "还没有收场");
    }

    [Fact]
    public void A_word_that_a_file_may_not_hold_does_not_break_it()
    {
        var bytes = new WordFile().Title("题\u0001目").Text("一\n二").Table([("甲", 1)], [[new Cell("a\u0002b", true)]]).Save("演练，不作评选依据");
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        file.MainDocumentPart!.Document.InnerText.ShouldBe("题 目一 二甲a b");
        file.MainDocumentPart.HeaderParts.Single().Header.InnerText.ShouldBe("演练，不作评选依据");
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).ShouldBeEmpty();
    }

    private static string Check(string code) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"00000000000000000000000000000001:{code}")))[..12];

    private async Task<WordprocessingDocument> Read(string userName)
    {
        var response = await (await app.SignIn(userName)).Http.GetAsync($"/minutes/{Judging.Contest.Text(app.CycleId)}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(Download.ContentType);
        return WordprocessingDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
    }

    /// <summary>Every row of every table, "~" before what is struck through.</summary>
    private static List<string> Rows(WordprocessingDocument file) =>
        [.. file.MainDocumentPart!.Document.Descendants<TableRow>().Select(r => string.Join(" | ", r.Elements<TableCell>().Select(c => (c.Descendants<Strike>().Any() ? "~" : string.Empty) + c.InnerText)))];

    private async Task Day(Data.ScoringDb db)
    {
        var (first, second, fifth) = (await app.EntryId(1), await app.EntryId(2), await app.EntryId(5));
        db.Draws.Add(new Draw { CycleId = app.CycleId, Kind = RunningOrder.Kind, Seed = "00000000000000000000000000000001", Order = ["E01"], ById = District.Account("operator-1"), At = WebApp.China(2026, 10, 13, 9) });
        var number = 0;
        Step(StageAct.Open, -600);
        Step(StageAct.Call, 0, first);
        Step(StageAct.StartClock, 30);
        Step(StageAct.PauseClock, 150, reason: "话筒没有声音", who: "计时甲");
        Step(StageAct.ResumeClock, 210);
        Step(StageAct.StopClock, 435);
        Step(StageAct.Undo, 440, value: 6);
        Step(StageAct.StopClock, 432);
        Step(StageAct.OpenScoring, 450);
        Step(StageAct.CloseScoring, 470, value: 0);
        Step(StageAct.NoShow, 480, second, "两次点名不到");
        await db.SaveChangesAsync();

        var another = db.Judges.Single(j => j.CycleId == app.CycleId && j.Code == "J02").Id;
        var late = new LateSheet { JudgeId = another, EntryId = first, Revision = 2, Round = 1, Marks = new Dictionary<string, string> { ["work"] = "12" }, Key = Guid.NewGuid(), ArrivedAt = Ten.AddMinutes(9) };
        db.LateSheets.Add(late);
        await db.SaveChangesAsync();
        db.LateDecisions.Add(new LateDecision { LateSheetId = late.Id, Reason = "没有网络不是理由", ById = District.Account("supervisor"), At = Ten.AddMinutes(20) });

        var form = new PaperForm { CycleId = app.CycleId, Subject = "J06/E05/1", Fields = [new("work", "比工作", 12, 0.5m, [])], At = Ten };
        db.PaperForms.Add(form);
        await db.SaveChangesAsync();
        var judge = db.Judges.Single(j => j.CycleId == app.CycleId && j.Code == "J06").Id;
        db.PaperSheets.Add(new PaperSheet { FormId = form.Id, JudgeId = judge, EntryId = fifth, Number = 1 });
        foreach (var (ordinal, by, mark) in new[] { (1, "scorer-1", "11"), (2, "scorer-2", "12") })
            db.FormReadings.Add(new FormReading { FormId = form.Id, Ordinal = ordinal, ById = District.Account(by), Values = new Dictionary<string, string> { ["work"] = mark }, At = Ten });
        await db.SaveChangesAsync();
        db.PaperSettlements.Add(new PaperSettlement
        {
            FormId = form.Id, FirstById = District.Account("scorer-1"), SecondById = District.Account("scorer-2"), ResolvedById = District.Account("operator-1"),
            Values = new Dictionary<string, string> { ["work"] = "12" }, At = Ten,
        });
        db.PaperSheetOutcomes.Add(new PaperSheetOutcome { FormId = form.Id, ById = District.Account("supervisor"), Reason = "评委已用手机交表", At = Ten });
        await db.SaveChangesAsync();

        var aside = new Adjustment { EntryId = second, Kind = "deduction", Code = Adjustment.Overtime, Amount = 1m, Reason = "演示超时 40 秒", ProposedById = District.Account("timekeeper"), ProposedAt = Ten.AddMinutes(11) };
        aside.Cancel(District.Account("supervisor"), "话筒没有声音", Ten.AddMinutes(12));
        db.Adjustments.Add(aside);
        await db.SaveChangesAsync();

        void Step(StageAct act, int second, int? entry = null, string? reason = null, string who = "经办甲", int? value = null) => db.StageSteps.Add(new StageStep
        {
            CycleId = app.CycleId, Number = ++number, Act = act, EntryId = entry, Value = value, Reason = reason, ById = District.Account("operator-1"), Who = who, At = Ten.AddSeconds(second),
        });
    }
}
