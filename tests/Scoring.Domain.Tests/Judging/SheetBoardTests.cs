using Scoring.Domain.Entries;
using Scoring.Domain.Judging;

namespace Scoring.Domain.Tests.Judging;

public sealed class SheetBoardTests
{
    /// <summary>
    /// J01 handed in for both; J02 was reopened for E01 and has handed in again, and was reopened for E02 and has not; J03 is recused from E01 and owes
    /// E02; J04 was removed; E03 has withdrawn after J01 had handed in.
    /// </summary>
    private static SheetBoard Board()
    {
        Judge[] judges = [Field.Judge(1), Field.Judge(2), Field.Judge(3), Field.Judge(4)];
        judges[3].RemovedAt = Field.Before;
        Entry[] entries = [Field.Entry(1), Field.Entry(2), Field.Entry(3, state: EntryState.Withdrawn)];
        (entries[0].RunningNumber, entries[1].RunningNumber) = (2, 1);
        ScoreSheet[] sheets =
        [
            Field.Sheet(judges[0], entries[0], id: 1), Field.Sheet(judges[0], entries[1], id: 2), Field.Sheet(judges[0], entries[2], id: 3),
            Field.Sheet(judges[1], entries[0], id: 4), Field.Sheet(judges[1], entries[0], revision: 2, id: 5), Field.Sheet(judges[1], entries[1], id: 6),
        ];
        return new SheetBoard(judges, entries, [new Recusal { JudgeId = 3, EntryId = 1, Ground = RecusalGround.SameStreet }], sheets, new HashSet<int> { 4, 6 });
    }

    [Fact]
    public void Counts_the_newest_revision_that_is_not_reopened() => Board().Counting.Select(s => s.Id).Order().ShouldBe([1, 2, 3, 5]);

    [Fact]
    public void Lists_what_is_owed_reopened_sheets_included() =>
        Board().Owed.Select(o => $"{o.Judge.Code} {o.Entry.Code} {o.Reopened}").ShouldBe(["J02 E02 True", "J03 E02 False"]);

    [Fact]
    public void Lists_reopened_sheets_by_themselves() => Board().Reopened.ShouldHaveSingleItem().Judge.Code.ShouldBe("J02");

    [Fact]
    public void Leaves_out_removed_judges_and_keeps_the_running_order()
    {
        Board().Judges.Select(j => j.Code).ShouldBe(["J01", "J02", "J03"]);
        Board().Entries.Select(e => e.Code).ShouldBe(["E02", "E01", "E03"]);
    }
}
