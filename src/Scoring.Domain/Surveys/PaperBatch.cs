// Paper ballots in a stack: read in twice, blind, by two people; what differs is decided by a third. Must not know who filled one in.
namespace Scoring.Domain.Surveys;

/// <summary>A stack of filled-in paper ballots of one estate, numbered by hand from 1.</summary>
public sealed class PaperBatch
{
    /// <summary>The most of a stack: what one reads in at a sitting.</summary>
    public const int Most = 100;

    public int Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary>1–<see cref="Most"/>.</summary>
    public int Count { get; init; }

    /// <summary>The local day on which they were collected; it decides which cycles count them.</summary>
    public DateOnly CollectedOn { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <exception cref="Refused">Too many or none, more than the households, or a day outside the cycle's window or still to come.</exception>
    public static void Demand(int count, int households, DateOnly collectedOn, SurveyWindow window, DateOnly today)
    {
        if (count is < 1 or > Most)
            throw Refused.Input($"一批请登记 1 到 {Most} 份，多的分成几批。");
        if (count > households)
            throw Refused.Input($"本小区 {households} 户，一批纸质问卷不能多于户数。");
        if (!window.Contains(collectedOn) || collectedOn > today)
            throw Refused.Input($"收回日期要在 {Calendars.ChinaTime.MonthDay(window.First)} 至 {Calendars.ChinaTime.MonthDay(window.Last)} 之间，并且不晚于今天。");
    }
}

/// <summary>What one person read off a stack: the first or the second, blind to the other. Never edited.</summary>
public sealed class PaperReading
{
    public int Id { get; init; }

    public int BatchId { get; init; }

    /// <summary>1 or 2; the third is a <see cref="PaperDecision"/>.</summary>
    public int Place { get; init; }

    public int ById { get; init; }

    /// <summary>One a ballot, in the stack's order: question code → answer code.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Sheets { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>That a stack is settled and its ballots are counted: by the second reading when both are equal, or by a third person. Once a stack.</summary>
public sealed class PaperDecision
{
    public int Id { get; init; }

    public int BatchId { get; init; }

    /// <summary>Null when both readings were equal.</summary>
    public int? ById { get; init; }

    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Sheets { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Where two readings of a stack differ.</summary>
/// <param name="Number">Of the ballot, from 1.</param>
/// <param name="First">Null: left out by the first reader.</param>
public sealed record PaperDifference(int Number, string Question, string? First, string? Second);

/// <summary>Compares readings.</summary>
public static class PaperReadings
{
    /// <summary>Every ballot and question on which the two do not agree, in order; empty when they are equal.</summary>
    /// <exception cref="ArgumentException">They are not of the same number of ballots.</exception>
    public static IReadOnlyList<PaperDifference> Differences(PaperReading first, PaperReading second)
    {
        if (first.Sheets.Count != second.Sheets.Count)
            throw new ArgumentException("readings of different stacks", nameof(second));
        return
        [
            .. from i in Enumerable.Range(0, first.Sheets.Count)
               from question in first.Sheets[i].Keys.Union(second.Sheets[i].Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let a = first.Sheets[i].GetValueOrDefault(question)
               let b = second.Sheets[i].GetValueOrDefault(question)
               where !string.Equals(a, b, StringComparison.Ordinal)
               select new PaperDifference(i + 1, question, a, b),
        ];
    }

    /// <exception cref="Refused">This person has read the stack already, or both places are taken.</exception>
    public static int DemandPlace(IReadOnlyCollection<PaperReading> readings, int byId)
    {
        if (readings.Any(r => r.ById == byId))
            throw new Refused("您已经录过这一批了。第二遍要由另一位同志录入。");
        return readings.Count < 2 ? readings.Count + 1 : throw new Refused("这一批已经录了两遍，不用再录。");
    }

    /// <exception cref="Refused">Not yet read twice, or by one of the readers.</exception>
    public static void DemandThird(IReadOnlyCollection<PaperReading> readings, int byId)
    {
        if (readings.Count < 2)
            throw new Refused("这一批还没有录完两遍，不能裁定。");
        if (readings.Any(r => r.ById == byId))
            throw new Refused("您录过这一批，不能再裁定差异。请由第三位同志对照原件裁定。");
    }
}
