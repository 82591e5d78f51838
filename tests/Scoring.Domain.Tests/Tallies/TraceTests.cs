using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>Every figure opens into where it came from; the first worked sum, by hand.</summary>
public class TraceTests
{
    private static readonly EntryResult Entry = Tally.Run(TallyRecord.Parse(GoldenTests.Text("01-top10-full-total"))).Entries[0];

    [Fact]
    public void Judges_show_marks_what_was_dropped_and_the_groups()
    {
        var trace = Block("LIVE").Trace.ShouldBeOfType<JudgesTrace>();
        var department = trace.Groups[0];
        department.Judges.Count.ShouldBe(7);
        department.Judges.Count(judge => judge.Dropped == Dropped.High).ShouldBe(1);
        department.Judges.Count(judge => judge.Dropped == Dropped.Low).ShouldBe(1);
        department.Judges.Single(judge => judge.Dropped == Dropped.High).X.ShouldBe(department.Judges.Max(judge => judge.X));
        department.Judges[0].X.ShouldBe(92);
        department.Judges[0].Marks.Select(mark => mark.Mark).ShouldBe([11.04m, 9.2m, 9.2m, 7.36m]);
        department.Drop.ShouldBe(new DropRule(5, 1, 1));
        trace.Groups[1].Recused.ShouldBe(["S7"]);
        trace.WeightSum.ShouldBe(1);
        (trace.WeightedSum * 40 / 100).ShouldBe(Block("LIVE").ExactPoints!.Value);
    }

    [Fact]
    public void Residents_show_counts_need_and_satisfaction()
    {
        var trace = Block("SATISFACTION").Trace.ShouldBeOfType<ResidentsTrace>();
        trace.Need.ShouldBe(20);
        trace.Satisfaction.ShouldBe(88);
        trace.Outcome.ShouldBe(SampleOutcome.Full);
        trace.Answers.Last().Coefficient.ShouldBeNull();
    }

    [Fact]
    public void A_low_sample_shows_what_it_was_drawn_to()
    {
        // Golden 06: μ = mean of E4 and E5, (86 1/9 + 83 1/3)/2 = 84 13/18.
        var entry = Tally.Run(TallyRecord.Parse(GoldenTests.Text("06-low-sample"))).Entries[0];
        var trace = entry.Sections[0].Blocks[0].Trace.ShouldBeOfType<ResidentsTrace>();
        trace.Mean.ShouldBe(new Exact(1525, 18));
        trace.MeanOf.ShouldBe(2);
        (trace.Counted, trace.Need, trace.Least, trace.Outcome).ShouldBe((12, 20, 10, SampleOutcome.Low));
    }

    [Fact]
    public void The_total_shows_sections_caps_and_limit()
    {
        Entry.Trace!.Sections.ShouldBe(90.68m);
        Entry.Trace.DeductionGiven.ShouldBe(1);
        Entry.Trace.DeductionCap.ShouldBe(2);
        Entry.Trace.Limit.ShouldBe(100);
        Entry.Trace.Unheld.ShouldBe(89.68m);
        Entry.Ties.ShouldBeEmpty();
    }

    private static BlockResult Block(string code) => Entry.Sections[0].Blocks.Single(block => block.Code == code);
}
