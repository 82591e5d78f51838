using Scoring.Domain.Judging;
using Scoring.Domain.Papers;
using Scoring.Domain.Stages;

namespace Scoring.Domain.Tests.Judging;

/// <summary>When a paper sheet is wanted, when it counts by itself, and when only the supervisor may take it in.</summary>
public sealed class PaperSheetsTests
{
    private static readonly Guid Key = new("11111111-2222-3333-4444-555555555555");
    private readonly Judge judge = Field.Judge();
    private readonly Scoring.Domain.Entries.Entry entry = Field.Entry();

    [Fact]
    public void Prints_the_panels_criteria_and_keeps_it_from_the_judge()
    {
        var form = PaperSheets.Form(Cell(), Field.Form, 2, Field.Live);
        form.Subject.ShouldBe("J03/E07/2");
        form.KeptFromId.ShouldBe(judge.AccountId);
        form.Fields.Select(f => $"{f.Code}: {f.Limits}").ShouldBe(["work: 0 到 12，每 0.5 一档", "service: 0 到 10，每 0.5 一档", "innovation: 0 到 10，每 0.5 一档", "drive: 0 到 8，每 0.5 一档"]);
    }

    [Fact]
    public void Counts_by_itself_while_the_judge_could_hand_in()
    {
        var sheet = PaperSheets.Sheet(Cell(), Field.Cycle(), Field.Form, Settled("11", "9.5", "8", "7.5"), Key, Field.Live)!;
        sheet.Revision.ShouldBe(1);
        // As SheetCellTests: a sheet from paper has the fingerprint of what was written, like any other.
        sheet.Fingerprint.ShouldBe("6525 4A86 610C");
    }

    [Theory]
    [InlineData(18, "11", null, "评分已经关闭")]
    [InlineData(10, "-", null, "只能不计入")]
    [InlineData(10, "11", 1, "须先退回那一张")]
    public void Waits_for_the_supervisor_when_late_blank_or_beside_another_sheet(int hour, string work, int? revision, string why)
    {
        var cell = Cell(revision);
        var settled = Settled(work, "9.5", "8", "7.5");
        PaperSheets.Sheet(cell, Field.Cycle(), Field.Form, settled, Key, Field.At(14, hour)).ShouldBeNull();
        PaperSheets.Why(cell, settled).ShouldContain(why);
    }

    [Fact]
    public void Is_taken_in_late_at_the_moment_at_which_it_was_settled()
    {
        var settled = Settled("11", "9.5", "8", "7.5");
        PaperSheets.TakeIn(Cell(), Field.Cycle(), Field.Form, settled, Key, Field.Late.AddHours(1)).HandedInAt.ShouldBe(settled.At);
    }

    [Theory]
    [InlineData(1, "11", null, "先退回那一张")]
    [InlineData(null, "-", null, "不能替评委补分")]
    [InlineData(null, "11", RecusalGround.Declared, "回避")]
    public void Refuses_to_take_in_beside_another_sheet_with_a_blank_or_for_who_stands_aside(int? revision, string work, RecusalGround? ground, string sentence) =>
        Should.Throw<Refused>(() => PaperSheets.TakeIn(Cell(revision, ground), Field.Cycle(), Field.Form, Settled(work, "9.5", "8", "7.5"), Key, Field.Late)).Message.ShouldContain(sentence);

    [Theory]
    [InlineData(13, 9, null, null, "现场评选开始后")]
    [InlineData(14, 10, 1, null, "以先到的为准")]
    [InlineData(14, 10, null, RecusalGround.SameStreet, "不能计分")]
    public void Refuses_a_paper_that_could_not_count_before_anybody_reads_it(int day, int hour, int? revision, RecusalGround? ground, string sentence) =>
        Should.Throw<Refused>(() => PaperSheets.DemandWanted(Cell(revision, ground), Field.Cycle(), Field.At(day, hour))).Message.ShouldContain(sentence);

    [Theory]
    [InlineData(SheetWindow.NotYet, "还没有开放评分")]
    [InlineData(SheetWindow.Open, null)]
    [InlineData(SheetWindow.Closed, null)]
    public void Wants_a_paper_once_the_stage_has_taken_sheets_for_the_candidate(SheetWindow window, string? sentence)
    {
        var cell = Cell() with { Window = window };
        if (sentence is null)
            PaperSheets.DemandWanted(cell, Field.Cycle(), Field.Live);
        else
            Should.Throw<Refused>(() => PaperSheets.DemandWanted(cell, Field.Cycle(), Field.Live)).Message.ShouldContain(sentence);
        (PaperSheets.Sheet(cell, Field.Cycle(), Field.Form, Settled("11", "9.5", "8", "7.5"), Key, Field.Live) is not null).ShouldBe(window == SheetWindow.Open);
    }

    [Fact]
    public void Wants_a_paper_while_scoring_and_until_the_tally() => PaperSheets.DemandWanted(Cell(), Field.Cycle(), Field.Late.AddHours(1));

    [Fact]
    public void Keeps_out_judges_of_the_cycle_and_the_candidates_own_street()
    {
        PaperSheets.DemandOutsider(false, [22], 21);
        Should.Throw<Refused>(() => PaperSheets.DemandOutsider(true, [], 21)).Message.ShouldContain("您是本期评委");
        Should.Throw<Refused>(() => PaperSheets.DemandOutsider(false, [22, 21], 21)).Message.ShouldContain("您所在街道");
    }

    private SheetCell Cell(int? revision = null, RecusalGround? ground = null) =>
        SheetCell.Of(judge, entry, revision is { } number ? Field.Sheet(judge, entry, number) : null, false, ground);

    private static PaperSettlement Settled(string work, string service, string innovation, string drive) =>
        new() { FormId = 1, FirstById = 1, SecondById = 2, Values = Field.Marks(work, service, innovation, drive), At = Field.Live.AddMinutes(5) };
}
