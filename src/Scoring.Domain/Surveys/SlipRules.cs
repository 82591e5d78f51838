// How many slips may be out, and until when one is good. Must not know who got one.
namespace Scoring.Domain.Surveys;

/// <summary>What a token is good for now.</summary>
public enum SlipStanding
{
    Good,

    /// <summary>Its batch was voided.</summary>
    Voided,

    /// <summary>The last day of the cycle it was printed for is past.</summary>
    Late,
}

/// <summary>The rules of printed slips.</summary>
public static class SlipRules
{
    /// <summary>The fewest slips of a batch: with fewer, one could know who holds them.</summary>
    public const int Fewest = SmallGroups.Smallest;

    /// <summary>The most slips of a batch: what is handed out and signed for in one go.</summary>
    public const int Most = 500;

    /// <summary>Refuses a batch that is too small, too large, or more than the estate's households together with what is out already.</summary>
    /// <param name="households">Households of the estate, at least 1.</param>
    /// <param name="outstanding">Slips of this cycle and estate that are good or have been handed in.</param>
    /// <param name="count">Slips to print.</param>
    /// <exception cref="Refused">With how many may still be printed.</exception>
    public static void DemandIssue(int households, int outstanding, int count)
    {
        if (count is < 1 or > Most || (count < Fewest && count < households))
            throw Refused.Input($"一批请印 {Math.Min(Fewest, households)} 到 {Most} 张：太少会让人猜出是谁填的，太多不便签收。");
        if (outstanding + count > households)
            throw new Refused(outstanding >= households
                ? $"本小区 {households} 户，本期已印 {outstanding} 张，每户一张已经够了。没发出去的，请先作废再重印。"
                : $"本小区 {households} 户，本期已印 {outstanding} 张，最多还能印 {households - outstanding} 张。没发出去的，请先作废再重印。");
    }

    /// <summary>Whether a slip of this batch is taken on this day.</summary>
    public static SlipStanding Standing(TokenBatch batch, SurveyWindow? window, DateOnly today) =>
        batch.VoidedAt is not null ? SlipStanding.Voided
        : window is null || today > window.Last ? SlipStanding.Late
        : SlipStanding.Good;
}
