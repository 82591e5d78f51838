using Scoring.Domain.Cycles;

namespace Scoring.Domain.Tests.Cycles;

/// <summary>What was finished early no longer falls due: the clock would otherwise announce a deadline nobody waits for.</summary>
public sealed class NextMomentTests
{
    [Theory]
    [InlineData(CycleState.Approved)]
    [InlineData(CycleState.PublicNotice)]
    public void Passes_over_the_deadlines_of_what_is_done(CycleState state) =>
        October.Cycle(state).NextMoment(October.At(1))!.Words.ShouldBe("公示开始");

    [Fact]
    public void Waits_for_approval_once_the_tally_has_run() =>
        October.Cycle(CycleState.Tallied).NextMoment(October.At(1))!.Words.ShouldBe("审定开始");
}
