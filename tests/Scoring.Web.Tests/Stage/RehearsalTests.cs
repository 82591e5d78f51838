using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Stage;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Stage;

/// <summary>A rehearsal has the real panel, made-up candidates, and no consequence.</summary>
public sealed class RehearsalTests(Contest app) : IClassFixture<Contest>
{
    [Fact]
    public async Task Runs_on_the_real_panel_is_in_no_list_of_cycles_and_comes_to_nothing()
    {
        await app.Prepare();
        var id = await app.Send(new Rehearse.Command { CycleId = app.CycleId, Key = Guid.NewGuid() }, "operator-1");
        var judges = await app.Db(db => db.Judges.Where(j => j.CycleId == id).OrderBy(j => j.Code).Select(j => j.AccountId).ToListAsync());
        judges.ShouldBe(await app.Db(db => db.Judges.Where(j => j.CycleId == app.CycleId).OrderBy(j => j.Code).Select(j => j.AccountId).ToListAsync()));
        (await app.Db(db => db.Recusals.CountAsync(r => r.Ground == RecusalGround.SameStreet && db.Judges.Any(j => j.Id == r.JudgeId && j.CycleId == id)))).ShouldBeGreaterThan(0);

        var step = 0;
        await Press(StageAct.Open);
        await app.Send(new DrawOnStage.Command { CycleId = id, After = step, Key = Guid.NewGuid() }, "operator-1");
        var state = (ConsoleState.State)await app.Send(new ConsoleState.Query(id));
        state.Rehearsal.ShouldBeTrue();
        state.Order.Select(r => r.Name).ShouldBe(["演练一号", "演练三号", "演练二号", "演练四号"], ignoreOrder: true);
        step = state.Step;
        await Press(StageAct.Call, state.Order[0].EntryId);
        await Press(StageAct.End); // may stop wherever it is

        var host = await app.SignIn("operator-1");
        foreach (var list in new[] { "/todo", "/cycles", "/panels", "/reviews", "/judging/sheets", "/results", "/surveys", "/clock" })
            (await host.Get(list)).Text.ShouldNotContain("演练", Case.Sensitive, list);
        (await host.Get("/stage")).Text.ShouldContain("（演练）");
        await app.RunJobs();
        await Should.ThrowAsync<DbUpdateException>(() => app.Db(async db =>
        {
            db.TallyRuns.Add(new Domain.Tallies.TallyRun { CycleId = id, Number = 1, RecordJson = "{}", ResultJson = "{}", RecordHash = "0", ResultHash = "0", ById = 1, At = app.Clock.Now });
            await db.SaveChangesAsync();
        }));
        (await Should.ThrowAsync<Refused>(() => app.Send(new Rehearse.Command { CycleId = id, Key = Guid.NewGuid() }, "operator-1"))).Message.ShouldContain("本身就是演练");

        async Task Press(StageAct act, int? entry = null) =>
            step = (await app.Send(new Step.Command { CycleId = id, Act = act, After = step, EntryId = entry, Key = Guid.NewGuid() }, "operator-1")).Number;
    }
}
