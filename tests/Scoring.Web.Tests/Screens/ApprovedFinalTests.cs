using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Screens;

/// <summary>The final reveal after the approval: by the totals that <see cref="Scored"/> works out by hand, which are those that were approved.</summary>
public sealed class ApprovedFinalTests(Scored app) : IClassFixture<Scored>
{
    private static readonly (int Place, int Entry, string Total)[] ByHand =
        [(1, 4, "95.40"), (2, 2, "92.40"), (3, 3, "91.40"), (4, 5, "90.40"), (5, 1, "90.15"), (6, 6, "89.90"), (7, 7, "89.40"), (8, 8, "88.38"), (9, 9, "87.90"), (10, 10, "86.40")];

    [Fact]
    public async Task Releases_the_approved_totals_and_only_the_places_that_were_shown()
    {
        await app.Reset();
        await app.ReachApproved();
        await Step(1, StageAct.Open);
        await Step(2, StageAct.BeginFinal);
        var before = (await Now()).Final!;
        (before.Basis, before.Approved, before.Places, before.Of, before.Shown.Count).ShouldBe(("总分", true, 10, "100", 0));
        for (var shown = 1; shown <= ByHand.Length; shown++)
        {
            await Step(2 + shown, StageAct.RevealPlace);
            var final = (await Now()).Final!;
            final.Shown.Select(r => (r.Rank, r.Name, r.Score)).ShouldBe(ByHand.Reverse().Take(shown).Select(r => (r.Place, Scored.Name(r.Entry), r.Total)));
            final.Done.ShouldBe(shown == ByHand.Length);
        }

        var approved = (await app.Latest()).Result.Entries.Where(e => e.Award is not null).ToDictionary(e => e.Rank!.Value, e => e.Total!.Value.RoundHalfUp(2));
        ByHand.ShouldAllBe(r => approved[r.Place] == r.Total);
    }

    private async Task<ScreenState> Now() => (ScreenState)await app.Send(new Snapshot.Query(app.CycleId));

    private Task Step(int number, StageAct act) => app.Db(async db =>
    {
        db.StageSteps.Add(new StageStep { CycleId = app.CycleId, Number = number, Act = act, ById = District.Account("operator-1"), Who = "经办甲", At = app.Clock.Now });
        await db.SaveChangesAsync();
    });
}
