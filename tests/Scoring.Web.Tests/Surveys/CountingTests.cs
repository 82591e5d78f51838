using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Data.Surveys;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>Counts by day, totals by estate and the ballots themselves say the same, and a recount finds where they do not.</summary>
public sealed class CountingTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_recount_agrees_and_names_every_planted_difference()
    {
        const int estate = 2111;
        await Give(estate, "satisfied", "satisfied", "basically");
        var found = await app.Db(db => Task.FromResult(Recount.Run(db)));
        found.Differences.ShouldBeEmpty();
        found.Ballots.ShouldBeGreaterThanOrEqualTo(3);

        await app.Db(db => db.BallotCounts.Where(c => c.EstateId == estate && c.Answer == "basically").ExecuteUpdateAsync(s => s.SetProperty(c => c.Count, 7)));
        await app.Db(db => db.EstateTotals.Where(t => t.EstateId == estate).ExecuteUpdateAsync(s => s.SetProperty(t => t.Counts, "overall satisfied 1 9\noverall basically 1 1\n")));
        var october = await app.October();
        (await app.Db(db => Task.FromResult(Recount.Run(db)))).Differences.Where(d => d.Contains("2111", StringComparison.Ordinal)).ShouldBe(
        [
            "estate 2111, 2026-10-08, TOP10_SECRETARY overall basically, Slip: 7 kept, 1 by the ballots",
            $"total of cycle {october}, estate 2111, overall satisfied, Slip: 9 kept, 2 by the ballots",
        ]);
        await app.Db(db => db.BallotCounts.Where(c => c.EstateId == estate && c.Answer == "basically").ExecuteUpdateAsync(s => s.SetProperty(c => c.Count, 1)));
        await app.Db(db => db.EstateTotals.Where(t => t.EstateId == estate).ExecuteUpdateAsync(s => s.SetProperty(t => t.Counts, "overall satisfied 1 2\noverall basically 1 1\n")));
    }

    [Fact]
    public async Task Totals_follow_a_window_that_was_extended()
    {
        const int estate = 2112;
        var entry = await app.PutUp(estate, slot: 1);
        await app.Given(estate, new(2026, 9, 20), "satisfied", 5);
        await Give(estate, "satisfied");
        (await Read(entry)).ShouldBe("satisfied 6");
        // The totals were made when the first ballot came; what was given for that day before is in them.
        (await app.Db(db => db.EstateTotals.SingleAsync(t => t.EstateId == estate))).Counts.ShouldContain("overall satisfied 1 1");

        await app.Db(async db =>
        {
            var cycle = await db.Cycles.SingleAsync(c => c.Period == "2026-10");
            cycle.Phase(PhaseCode.Survey).StartsAt = WebApp.China(2026, 10, 1);
            await db.SaveChangesAsync();
        });
        // Out of date: read from the days. Then up to date again.
        (await Read(entry)).ShouldBe("satisfied 1");
        await Give(estate, "basically");
        (await Read(entry)).ShouldBe("basically 1, satisfied 1");
        (await app.Db(db => db.EstateTotals.SingleAsync(t => t.EstateId == estate))).Counts.ShouldBe("overall satisfied 1 1\noverall basically 1 1\n");
        await app.Db(async db =>
        {
            (await db.Cycles.SingleAsync(c => c.Period == "2026-10")).Phase(PhaseCode.Survey).StartsAt = WebApp.China(2026, 9, 14);
            await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task Two_programmes_that_ask_the_same_of_one_estate_share_no_count()
    {
        const int estate = 2121;
        var entry = await app.PutUp(estate, slot: 2);
        await Give(estate, "satisfied");
        await app.Db(async db =>
        {
            var seeded = await db.SchemeVersions.AsNoTracking().FirstAsync();
            db.SchemeVersions.Add(new SchemeVersion { Id = 901, Code = "OTHER", Name = "另一项", Version = 1, Hash = new string('8', 64), Json = seeded.Json, CreatedAt = app.Begins, CreatedBy = "test" });
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var other = new Questionnaire(901, "OTHER", Scheme.Parse(seeded.Json).Survey!);
            BallotBox.Put(db, other, estate, BallotChannel.Paper, new(2026, 10, 8), new Dictionary<string, string>(StringComparer.Ordinal) { ["overall"] = "dissatisfied" });
            await transaction.CommitAsync();
        });
        (await Read(entry)).ShouldBe("satisfied 1");
        (await app.Counts(estate)).ShouldBe(["10-08 overall dissatisfied Paper 1", "10-08 overall satisfied Slip 1"]);
        (await app.Db(db => Task.FromResult(Recount.Run(db)))).Differences.Where(d => d.Contains("2121", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private async Task Give(int estate, params string[] answers)
    {
        var writer = app.Services.GetRequiredService<BallotWriter>();
        var hashes = await app.PutSlips(10, estate);
        foreach (var (answer, i) in answers.Select((a, i) => (a, i)))
            (await writer.HandIn(Tokens.Slip(hashes[i], answer))).Taken.ShouldBeTrue();
    }

    private Task<string> Read(int entry) => app.Db(async (ScoringDb db) =>
        string.Join(", ", (await BallotsOfCycle.Read(db, await db.Cycles.SingleAsync(c => c.Period == "2026-10"))).Where(c => c.EntryId == entry).Select(c => $"{c.Answer} {c.Count}")));
}
