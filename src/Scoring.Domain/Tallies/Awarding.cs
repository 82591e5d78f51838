using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>What a group of equals is awarded, and whether a lot would have to settle more.</summary>
internal readonly record struct GroupAward(string? Award, bool LotNeeded);

/// <summary>The three kinds of award. It reads totals and ranks and changes neither.</summary>
internal static class Awarding
{
    /// <summary>The award of every group, in rank order.</summary>
    public static IEnumerable<GroupAward> Groups<T>(AwardRule? rule, IReadOnlyList<RankGroup<T>> groups) => rule switch
    {
        TopAward top => groups.Select(group => Top(top, group.Rank, group.Items.Count, group.Total)),
        BandsAward bands => Bands(bands, groups),
        _ => groups.Select(_ => default(GroupAward)),
    };

    /// <summary>LEVEL_n of a ranked entry.</summary>
    public static string Level(LevelsAward rule, IReadOnlyList<SectionResult> sections)
    {
        var won = sections.Where(section => section.Won == true).Select(section => section.Code).ToList();
        var level = rule.LevelOf(won, sections.Count, sections.Aggregate((Exact?)Exact.Zero, (total, section) => total + section.Score));
        return $"{LevelsAward.Prefix}{level}";
    }

    // A group below the minimum has nothing to win, so no lot is called for.
    private static GroupAward Top(TopAward rule, int rank, int size, Exact total)
    {
        if (total < rule.Minimum || rank > rule.Places) return default;
        return rank + size - 1 <= rule.Places ? new GroupAward("WINNER", false) : new GroupAward(null, true);
    }

    private static List<GroupAward> Bands<T>(BandsAward rule, IReadOnlyList<RankGroup<T>> groups)
    {
        var ranked = groups.Sum(group => group.Items.Count);
        var room = rule.Bands.Select(band => band.Share is { } share ? (share * ranked).Floor() : (BigInteger?)null).ToList();
        var awards = new List<GroupAward>(groups.Count);
        foreach (var group in groups)
        {
            string? award = null;
            var lotNeeded = false;
            for (var b = 0; b < rule.Bands.Count && award is null; b++)
            {
                if (group.Total < rule.Bands[b].Minimum) continue;
                if (room[b] is not { } left || left >= group.Items.Count)
                {
                    room[b] -= group.Items.Count;
                    award = rule.Bands[b].Code;
                }
                else
                {
                    // Turned away: the band is closed, so that no lower item passes this group.
                    lotNeeded |= left.Sign > 0;
                    room[b] = 0;
                }
            }

            awards.Add(new GroupAward(award, lotNeeded));
        }

        return awards;
    }
}
