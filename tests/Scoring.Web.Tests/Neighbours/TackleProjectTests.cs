using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Web.Features.Nominations;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>A year of projects: filed by their titles, checked by departments, presented before seven judges.</summary>
public sealed class TackleProject : Neighbourhood
{
    protected override string Programme => "TACKLE_PROJECT";

    public override DateTimeOffset Begins => China(2026, 10, 29, 9);
}

public sealed class TackleProjectTests(TackleProject app) : IClassFixture<TackleProject>
{
    private static readonly string[] Titles = ["老楼装电梯", "飞线充电清零", "小广场共治"];

    [Fact]
    public async Task A_street_files_projects_and_the_best_three_tenths_become_models()
    {
        var cycle = await app.Open("2026", WebApp.China(2026, 11, 2, 9));
        await File(cycle);
        await Check(cycle);
        await app.MoveTo(WebApp.China(2026, 11, 25, 10));
        await app.RunJobs();
        foreach (var judge in District.Departments)
        {
            foreach (var (title, clear, useful) in new[] { (Titles[0], "7", "6"), (Titles[1], "6", "4"), (Titles[2], "4", "4") })
                await app.Rate($"judge-{judge.Code.ToLowerInvariant()}", await app.Entry(cycle, title), ("clear", clear), ("useful", useful));
        }

        await app.TallyAndApprove(cycle, WebApp.China(2026, 11, 26, 10));
        // 3 of 10 of three projects is none: the first gets no model, the third is below 60 and is not named.
        (await app.Publish(cycle)).ShouldBe(["老楼装电梯 东门街道 通过结项 88.00", "飞线充电清零 东门街道 通过结项 72.00"]);
        (await app.Visit().Get($"/results/{cycle}")).Says(HttpStatusCode.OK, "老楼装电梯", "服务群众").Text.ShouldNotContain("小广场共治");
        (await app.Visit().Get($"/notices/{cycle}")).Says(HttpStatusCode.OK, "拟通报以下 2 个攻关课题");
    }

    private async Task File(int cycle)
    {
        var street = await app.SignIn("street-1");
        (await street.Get("/nominations")).Says(HttpStatusCode.OK, "填写攻关课题");
        (await street.Get($"/nominations/{cycle}/new?slot=1")).Says(HttpStatusCode.OK, "攻关课题名称", "领办人", "服务群众").Text.ShouldNotContain("从名册选");
        foreach (var (title, n) in Titles.Select((t, n) => (t, n)))
        {
            var entry = await app.Send(new Create.Command { CycleId = cycle, Slot = n + 1, Name = title, Composition = "SERVICE", Title = "书记甲", BranchId = District.Branches(1)[n], Key = Guid.NewGuid() }, "street-1");
            await app.Send(new Edit.Command
            {
                EntryId = entry, PersonName = title, Composition = "SERVICE", PersonTitle = "书记甲", Key = Guid.NewGuid(),
                Texts = new() { ["problem"] = new string('难', 30), ["steps"] = new string('做', 40), ["effect"] = new string('成', 30) },
            }, "street-1");
            await app.Send(new Submit.Command { EntryId = entry, Key = Guid.NewGuid() }, "street-1");
        }
    }

    private async Task Check(int cycle)
    {
        foreach (var entry in await app.Db(db => db.Entries.AsNoTracking().Where(e => e.CycleId == cycle).ToListAsync()))
            await app.Send(new Features.Reviews.Decide.Command { EntryId = entry.Id, Version = entry.Version, Verdict = EntryState.Accepted, Gates = ["LED", "DONE"], Key = Guid.NewGuid() }, "operator-1");
        foreach (var department in District.Departments)
            await app.Send(new Features.Panels.Appoint.Command { CycleId = cycle, Panel = "live", Group = "department", UnitId = District.Department(department.Code), AccountId = District.Account($"judge-{department.Code.ToLowerInvariant()}"), Key = Guid.NewGuid() }, "operator-1");
        foreach (var (title, topic, work, effect) in new[] { (Titles[0], ("12", "6"), ("12", "10"), ("16", "10", "9")), (Titles[1], ("10", "5"), ("10", "7"), ("15", "8", "7")), (Titles[2], ("6", "4"), ("7", "5"), ("10", "5", "5")) })
        {
            var entry = await app.Entry(cycle, title);
            async Task Enter(string who, string block, params (string Code, string Points)[] items) =>
                await app.Send(new Features.Reviews.Enter.Command { EntryId = entry, Block = block, Note = "看过现场", Items = items.ToDictionary(i => i.Code, i => (string?)i.Points), Key = Guid.NewGuid() }, who);
            await Enter("evidence-org", "TOPIC", ("NEED", topic.Item1), ("HARD", topic.Item2));
            await Enter("evidence-org", "WORK", ("PLAN", work.Item1), ("MIDTERM", work.Item2));
            await Enter("evidence-civil", "EFFECT", ("SOLVED", effect.Item1), ("LASTS", effect.Item2), ("COPIED", effect.Item3));
        }

        (await app.Db(db => db.Cycles.Where(c => c.Id == cycle).Select(c => c.State).SingleAsync())).ShouldBe(CycleState.Nominating);
        (await app.Db(db => db.Judges.CountAsync(j => j.CycleId == cycle))).ShouldBe(7);
    }
}
