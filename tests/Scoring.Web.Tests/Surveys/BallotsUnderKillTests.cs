using Scoring.Harness.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>
/// The real program in a process of its own, killed while residents hand in. A few rounds; two hundred are a command:
/// dotnet run --project tests/Scoring.Harness -- ballots 200
/// </summary>
public sealed class BallotsUnderKillTests
{
    [Fact]
    public async Task A_ballot_that_was_thanked_for_is_there_once_however_the_program_is_killed()
    {
        using var rounds = new BallotRounds(seed: 1, slips: 20_000);
        rounds.Prepare();
        var outcomes = new List<BallotOutcome>();
        for (var round = 0; round < 3; round++)
            outcomes.Add(await rounds.Run());
        outcomes.SelectMany(o => o.Faults).ShouldBeEmpty();
        (await rounds.Finish()).ShouldBeEmpty();
        // Otherwise the rounds showed nothing.
        outcomes.Sum(o => o.Acknowledged).ShouldBeGreaterThan(50);
        outcomes.Count(o => o.Unanswered > 0).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Catches_a_program_that_thanks_before_it_stores()
    {
        using var rounds = new BallotRounds(seed: 2, slips: 20_000, BallotRounds.Planted);
        rounds.Prepare();
        (await rounds.Run()).Faults.ShouldContain(f => f.EndsWith("was thanked for, and is not there", StringComparison.Ordinal));
    }
}
