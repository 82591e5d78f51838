using Scoring.Harness;

namespace Scoring.Web.Tests.Judging;

/// <summary>
/// The real program in a process of its own, killed while forty judges hand in. A few small rounds; many full ones are a command:
/// dotnet run --project tests/Scoring.Harness -- hand-in 100
/// </summary>
public sealed class HandInUnderKillTests
{
    private const int Candidates = 8;

    [Fact]
    public async Task An_acknowledged_sheet_is_there_once_and_whole_however_the_program_is_killed()
    {
        var outcome = await Round(seed: 1, kills: 2);
        outcome.Faults.ShouldBeEmpty();
        outcome.Acknowledged.ShouldBe(LiveDay.Judges * Candidates);
        // Otherwise the round showed nothing.
        outcome.KillsInFlight.ShouldBeGreaterThanOrEqualTo(1);
        outcome.Unanswered.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Catches_a_program_that_acknowledges_before_it_commits() =>
        (await Round(seed: 2, kills: 1, EarlyAnswer.Program)).Faults.ShouldContain(f => f.EndsWith("acknowledged, and there 0 times", StringComparison.Ordinal));

    private static async Task<HandInOutcome> Round(int seed, int kills, IReadOnlyList<string>? variant = null)
    {
        using var rounds = new HandInRounds(seed, Candidates, variant);
        await rounds.Prepare();
        return await rounds.Run(kills);
    }
}
