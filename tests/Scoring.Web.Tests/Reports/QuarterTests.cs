using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Web.Features.Pairings;
using Scoring.Web.Features.Reports;
using Scoring.Web.Features.Reviews;
using Answer = Scoring.Web.Features.Reports.Answer;

namespace Scoring.Web.Tests.Reports;

/// <summary>A whole quarter with two streets and both offices, from the ledger to the year's page.</summary>
public sealed class QuarterTests(Quarter app) : IClassFixture<Quarter>
{
    private static readonly string[] Helps = ["h_branch", "h_self", "h_property", "h_dispute", "h_funds"];
    private int cycle;

    [Fact]
    public async Task A_quarter_goes_from_the_ledger_over_two_streets_and_both_offices_to_the_published_grades()
    {
        await app.RunJobs();
        await Ledger();
        await Absence();
        await app.MoveTo(WebApp.China(2026, 10, 8, 9));
        await app.RunJobs();
        cycle = await app.Db(db => db.Cycles.Where(c => c.Period == "2026-Q3").Select(c => c.Id).SingleAsync());
        (await app.Db(db => db.Entries.Where(e => e.CycleId == cycle).OrderBy(e => e.Code).Select(e => e.PersonName).ToListAsync())).ShouldBe(["甲局·和顺2111小区", "甲局·和顺2112小区", "乙局·和顺2211小区"]);
        await Rate();
        await app.Survey();
        await NotApplicable();
        await Gates();
        await Finish();
        await TheUnitSeesMeansOnly();
        await Publish();
    }

    private async Task Ledger()
    {
        var pairing = await Pairing(2111);
        await Refuses(() => Help("unit-b", pairing, "帮助化解矛盾"), "只能看与本单位");
        await Refuses(() => Help("unit-a", pairing, "帮助化解矛盾", new(2026, 9, 29)), "不能晚于今天");
        await Refuses(() => Help("unit-a", pairing, "别的"), "从列表里选择");
        await Help("unit-a", pairing, "帮助化解矛盾");
        var record = await app.Db(db => db.HelpRecords.Select(h => h.Id).SingleAsync());
        await Refuses(() => Confirm("branch-2211", record, true), "只能看与本单位");
        await Refuses(() => Confirm("branch-2111", record, false), "哪里不符");
        (await (await app.SignIn("branch-2111")).Get("/todo")).Says(HttpStatusCode.OK, "1 条帮扶记录等您确认");
        await Confirm("branch-2111", record, true);
        await Refuses(() => Confirm("community-211", record, false, "没有来过"), "已经有人答复过");
        (await (await app.SignIn("unit-a")).Get($"/pairings/{pairing}")).Says(HttpStatusCode.OK, "修好了单元门", "已确认", "和顺2111小区党支部");
        (await (await app.SignIn("unit-b")).Get($"/pairings/{pairing}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task Absence()
    {
        var (own, other) = (await Pairing(2111), await Pairing(2211));
        await Refuses(() => app.Send(new Meetings.Command { Day = new(2026, 9, 25), Topic = "季度调度会", Absent = [other] }, "street-1"), "没有包联本街道");
        await app.Send(new Meetings.Command { Day = new(2026, 9, 25), Topic = "季度调度会", Absent = [own] }, "street-1");
        var absence = await app.Db(db => db.MeetingAbsences.Select(a => a.Id).SingleAsync());
        await Refuses(() => app.Send(new Meetings.Settle { AbsenceId = absence, Confirm = true }, "street-1"), "确认人不能是登记人本人");
        await app.Send(new Meetings.Settle { AbsenceId = absence, Confirm = true }, "second-1");
    }

    private async Task Rate()
    {
        (await app.Db(db => db.Judges.CountAsync(j => j.CycleId == cycle))).ShouldBe(5);
        (await app.Db(db => db.Adjustments.Where(a => a.Code == "absence").Select(a => a.Amount).SingleAsync())).ShouldBe(5);
        await Sheet("branch-2111", 2111, "good", "fair", "poor", "good", "average");
        await Sheet("community-211", 2111, "fair", "fair", "poor", "good", "fair");
        foreach (var (who, estate) in new[] { ("branch-2112", 2112), ("community-211", 2112), ("branch-2211", 2211), ("community-221", 2211) })
            await Sheet(who, estate, "good", "good", "good", "good", "good");
        await Should.ThrowAsync<Refused>(() => Sheet("branch-2112", 2111, "good", "good", "good", "good", "good"));
        foreach (var (estate, points) in new[] { (2111, new[] { "3", "3", "3" }), (2112, ["4", "3", "3"]), (2211, ["4", "3", "3"]) })
        {
            await app.Send(new Enter.Command
            {
                EntryId = await Entry(estate), Block = "PAIRING", Note = "看过台账", Items = new() { ["LEAD"] = points[0], ["MEMBERS"] = points[1], ["LEDGER"] = points[2] },
            }, "evidence-org");
        }
    }

    private async Task NotApplicable()
    {
        var entry = await Entry(2111);
        await Refuses(() => app.Send(new LeaveOut.Command { EntryId = entry, Block = "PAIRING", Reason = "没有" }, "street-1"), "不能认定不适用");
        await Refuses(() => app.Send(new LeaveOut.Command { EntryId = entry, Block = "H_PROPERTY", Reason = "已有物业" }, "street-2"), "只能为本街道");
        await app.Send(new LeaveOut.Command { EntryId = entry, Block = "H_PROPERTY", Reason = "小区早有物业企业" }, "street-1");
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "1 条“不适用”等您批准");
        await app.Send(new LeaveOut.Settle(await app.Db(db => db.NotApplicables.Select(n => n.Id).SingleAsync()), true, Guid.NewGuid()), "approver");
    }

    private async Task Gates()
    {
        await Refuses(() => SumUp(21, "street-1"), "还没有截止");
        await app.MoveTo(WebApp.China(2026, 10, 19, 19));
        await Refuses(() => Tally(), "东门街道、西门街道还没有汇总签字");
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "2 个街道逾期没有报送", "东门街道、西门街道");
        await Refuses(() => SumUp(21, "street-2"), "只能汇总本街道");
        await SumUp(21, "street-1");
        await Refuses(() => SumUp(21, "second-1"), "不用再汇总");
        await Refuses(() => Sign(21, "street-1"), "签字人不能是汇总人本人");
        await Refuses(() => Answers(21, "office", true), "还没有签字报送");
        await Sign(21, "second-1");
        await SumUp(22, "street-2");
        await Sign(22, "second-2");
        (await (await app.SignIn("street-1")).Get($"/reports/{cycle}/21")).Says(HttpStatusCode.OK, "小区 好，社区 较好", "不适用", "满意 23，不满意 2", "等区委组织部、区创建办签收");
        (await (await app.SignIn("street-1")).Get($"/reports/{cycle}/22")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await app.SignIn("evidence-plc")).Get($"/reports/{cycle}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Refuses(() => Answers(21, "evidence-plc", true), "不在这一期的报送范围");
        await Answers(21, "operator-1", true);
        await Refuses(() => Answers(21, "office", false), "哪里要改");
        await Answers(21, "office", false, "缺席没有写明会议");
        await Refuses(() => Tally(), "东门街道还没有汇总签字");
        await SumUp(21, "second-1");
        await Sign(21, "street-1");
        await Answers(21, "operator-1", true);
        await Answers(22, "operator-1", true);
        await Answers(22, "office", true);
        await Refuses(() => Tally(), "东门街道等区创建办签收");
        await Answers(21, "office", true);
        (await app.Db(db => db.StreetReports.OrderBy(r => r.Id).Select(r => $"{r.StreetId} {r.Version} {r.SetAsideAt != null}").ToListAsync())).ShouldBe(["21 1 True", "22 1 False", "21 2 False"]);
    }

    private async Task Finish()
    {
        await app.MoveTo(WebApp.China(2026, 10, 20, 14));
        // Whoever changes a rating behind a signature is found: the street has to look again.
        var mark = await app.Db(db => db.EvidenceMarks.OrderBy(m => m.Id).FirstAsync());
        await app.Db(async db =>
        {
            db.EvidenceMarks.Add(new() { EntryId = mark.EntryId, Block = mark.Block, Revision = 2, Points = 10, Note = "改", DepartmentId = mark.DepartmentId, ById = mark.ById, At = app.Clock.Now });
            await db.SaveChangesAsync();
        });
        await Refuses(() => Tally(), "东门街道签字以后数据有变动");
        await app.Db(async db =>
        {
            db.EvidenceMarks.Add(new() { EntryId = mark.EntryId, Block = mark.Block, Revision = 3, Points = mark.Points, Note = "改回", DepartmentId = mark.DepartmentId, ById = mark.ById, At = app.Clock.Now });
            await db.SaveChangesAsync();
        });
        await Tally();
        (await (await app.SignIn("operator-1")).Get($"/tallies/{cycle}")).Says(HttpStatusCode.OK, "单位等次", "乙局", "甲局", "98.80", "较好");
        foreach (var flag in (await app.Db(db => Data.Tallying.RunOfCycle.Latest(db, cycle)))!.Unsettled)
            await app.Send(new Features.Tallies.Acknowledge.Command { CycleId = cycle, Key = Guid.NewGuid(), Flag = flag.Key, Reason = "每组只有一个评价单位，已核对" }, "supervisor");
        var run = await app.Db(db => db.TallyRuns.Where(r => r.CycleId == cycle).Select(r => r.Id).SingleAsync());
        await app.Send(new Features.Tallies.Approve.Command { CycleId = cycle, RunId = run, Key = Guid.NewGuid() }, "approver");
        await app.Send(new Features.Notices.Post.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1");
    }

    /// <summary>What 甲局 reads: the means of both ratings, its share left out, its absence; nothing of who said what.</summary>
    private async Task TheUnitSeesMeansOnly()
    {
        var page = (await (await app.SignIn("unit-a")).Get("/reports/mine")).Says(HttpStatusCode.OK, "甲局", "和顺2111小区", "13.88", "11.63", "不适用", "−5.00");
        foreach (var word in new[] { "乙局", "小区 好", "社区 较好", "一般", "满意 23" })
            page.Text.ShouldNotContain(word);
        await app.Send(new Feedback.Command { CycleId = cycle, Text = "缺席的会议我们请过假" }, "unit-a");
        await Refuses(() => app.Send(new Feedback.Command { CycleId = cycle, Text = "与我无关" }, "unit-1"), "不在这一期");
        await app.Send(new Feedback.Reply { Id = await app.Db(db => db.UnitFeedbacks.Select(f => f.Id).SingleAsync()), Text = "请假条未见，维持" }, "operator-1");
        (await (await app.SignIn("unit-a")).Get("/reports/mine")).Says(HttpStatusCode.OK, "请假条未见，维持");
    }

    private async Task Publish()
    {
        await app.MoveTo(WebApp.China(2026, 10, 26, 9, 1));
        await app.RunJobs();
        (await app.Db(db => db.Cycles.Where(c => c.Id == cycle).Select(c => c.State).SingleAsync())).ShouldBe(CycleState.Published);
        // P1: 9.00 + 13.88 + 12.75 + 15.00 + 11.63 + 13.80 = 76.06 of 85: 89.48, less 5: 84.48. The others 10 + 75 + 13.80 = 98.80. Two units: no room for 好.
        var rows = await app.Db(db => db.Publications.Include(p => p.Rows).Where(p => p.CycleId == cycle).SelectMany(p => p.Rows).OrderBy(r => r.Place).Select(r => $"{r.Rank} {r.PersonName} {r.Total} {r.Award} {r.StreetName}").ToListAsync());
        rows.ShouldBe(["1 乙局 98.80 较好 ", "2 甲局 91.64 较好 "]);
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "乙局", "98.80", "较好", "2026年全年");
        (await app.Visit().Get("/results/years/YIBAO_WUBANG/2026")).Says(HttpStatusCode.OK, "甲局", "91.64", "已发布 1 个季度");
        (await app.Visit().Get("/results/years/YIBAO_WUBANG/2026.csv")).Text.ShouldContain("甲局");
    }

    private Task<int> Pairing(int estate) => app.Db(db => db.Pairings.Where(p => p.EstateId == estate).Select(p => p.Id).SingleAsync());

    private Task<int> Entry(int estate) => app.Db(db => db.Entries.Where(e => e.CycleId == cycle && e.EstateId == estate).Select(e => e.Id).SingleAsync());

    private Task<string> Help(string who, int pairing, string kind, DateOnly? day = null) => app.Send(new Help.Command { PairingId = pairing, Day = day ?? new(2026, 9, 20), Kind = kind, Text = "修好了单元门" }, who);

    private Task<string> Confirm(string who, int record, bool yes, string? reason = null) => app.Send(new Confirm.Command { RecordId = record, Confirmed = yes, Reason = reason }, who);

    private async Task Sheet(string who, int estate, params string[] words) =>
        await app.Send(new Features.Judging.Submit.Command { EntryId = await Entry(estate), Marks = Helps.Zip(words).ToDictionary(p => p.First, p => (string?)p.Second), Key = Guid.NewGuid() }, who);

    private Task<string> SumUp(int street, string who) => app.Send(new SumUp.Command { CycleId = cycle, StreetId = street }, who);

    private async Task<string> Sign(int street, string who) => await app.Send(new Sign.Command { CycleId = cycle, StreetId = street, ReportId = await Newest(street) }, who);

    private async Task<string> Answers(int street, string who, bool accept, string? reason = null) =>
        await app.Send(new Answer.Command { CycleId = cycle, StreetId = street, ReportId = await Newest(street), Accept = accept, Reason = reason }, who);

    private Task<int> Newest(int street) => app.Db(db => db.StreetReports.Where(r => r.CycleId == cycle && r.StreetId == street).MaxAsync(r => r.Id));

    private Task<string> Tally() => app.Send(new Features.Tallies.Run.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1");

    private static async Task Refuses(Func<Task> act, string sentence) => (await Should.ThrowAsync<Refused>(act)).Message.ShouldContain(sentence);
}
