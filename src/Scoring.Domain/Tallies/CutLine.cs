// How much the last place depends on single marks. Must not know names, and changes nothing: it is a note for whoever reads the result.
using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>
/// The line under the last place of a top award: how far the first one below it is away, and how much one step of one judge's mark can move a total.
/// </summary>
/// <param name="Places">How many places there are.</param>
/// <param name="Above">The code of the entry on the last place.</param>
/// <param name="Below">The code of the first entry below it.</param>
/// <param name="Gap">The difference of their published totals, in points; at least 0.</param>
/// <param name="Step">The most that one judge's mark, one step higher or lower, moves the total of either, in points: 100·step/Σmax, over the judges kept, times the group's and the block's weight.</param>
public sealed record CutLine(BigInteger Places, string Above, string Below, Exact Gap, Exact Step)
{
    /// <summary>Whether a single judge's single step weighs more than what separates the two.</summary>
    public bool Close => Gap < Step;

    /// <summary>The line of a result; null where the award is of another kind, nobody stands below the last place, or who does has not reached the minimum.</summary>
    public static CutLine? Of(TallyResult result, AwardRule? award)
    {
        if (award is not TopAward top)
            return null;
        var ranked = result.Entries.Where(e => e.Rank is not null).OrderBy(e => e.Rank).ThenBy(e => e.Code, StringComparer.Ordinal).ToList();
        if (ranked.Count <= top.Places)
            return null;
        var (above, below) = (ranked[(int)top.Places - 1], ranked[(int)top.Places]);
        return below.Total < top.Minimum ? null : new CutLine(top.Places, above.Code, below.Code, above.Total!.Value - below.Total!.Value, Exact.Max(StepOf(above), StepOf(below)));
    }

    private static Exact StepOf(EntryResult entry)
    {
        var most = Exact.Zero;
        foreach (var section in entry.Sections.Where(s => s.ApplicableWeight > Exact.Zero))
        {
            foreach (var block in section.Blocks)
            {
                if (block.Trace is not JudgesTrace judges)
                    continue;
                foreach (var group in judges.Groups.Where(g => g.Mean is not null))
                {
                    var share = group.Weight / judges.WeightSum * block.Weight / Exact.Hundred * section.Weight / section.ApplicableWeight / group.Judges.Count(j => j.Dropped == Dropped.No);
                    foreach (var judge in group.Judges)
                    {
                        foreach (var step in judge.Marks.Select(m => m.Criterion.Step).OfType<Exact>())
                            most = Exact.Max(most, step * Exact.Hundred / judge.SumOfMaxima * share);
                    }
                }
            }
        }

        return most;
    }
}
