// Who may be nominated: the quota of a street, and the months a winner waits. Must not know tables or the clock: `now` is an argument.
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Entries;

/// <summary>名额: how many a street may file in one cycle.</summary>
public static class Quota
{
    /// <param name="rules">The scheme's nomination rules.</param>
    /// <param name="slot">The slot asked for, from 1.</param>
    /// <param name="taken">The street's live slots in this cycle.</param>
    /// <exception cref="Refused">There is no such slot, or it is taken; the sentence says what is still free.</exception>
    public static void Demand(Nomination rules, int slot, IReadOnlyCollection<int> taken)
    {
        if (slot < 1 || slot > rules.QuotaPerStreet)
            throw new Refused($"每个街道每期申报 {rules.QuotaPerStreet} 名，没有第 {slot} 个名额。");
        if (!taken.Contains(slot))
            return;
        var free = Free(rules, taken);
        throw new Refused(free.Count == 0
            ? $"本街道的 {rules.QuotaPerStreet} 个名额都已用完。要换人，请先撤回其中一位。"
            : $"第 {slot} 个名额刚刚已被使用。请改用第 {string.Join('、', free)} 个名额。");
    }

    /// <summary>Slots not taken, in order.</summary>
    public static IReadOnlyList<int> Free(Nomination rules, IReadOnlyCollection<int> taken) =>
        [.. Enumerable.Range(1, rules.QuotaPerStreet).Where(s => !taken.Contains(s))];

    /// <summary>The reason a street gives when it files fewer than its quota.</summary>
    /// <returns>The reason to keep; null when the quota is full or no reason is asked.</returns>
    /// <exception cref="Refused">A reason is due and missing, or a draft would be left behind.</exception>
    public static string? FewerReason(Nomination rules, IReadOnlyCollection<Entry> entries, string? reason)
    {
        var open = entries.Where(e => e.Editable).ToList();
        if (open.Count > 0)
            throw new Refused($"还有没提交的申报：{string.Join('、', open.Select(e => e.PersonName))}。请先提交或撤回，再确认申报完成。");
        var filed = entries.Count(e => e.Live);
        if (filed >= rules.QuotaPerStreet)
            return null;
        if (rules.FewerNeedsReason && string.IsNullOrWhiteSpace(reason))
            throw Refused.Input($"只申报了 {filed} 名，不足 {rules.QuotaPerStreet} 名。请写明理由。");
        return string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }
}

/// <summary>A past win: in which cycle, and when it was published.</summary>
public sealed record PastWin(string CycleTitle, DateTimeOffset PublishedAt);

/// <summary>间隔期: the months after an award in which a winner does not stand again.</summary>
public static class CoolingOff
{
    /// <summary>The first day on which the person may be nominated again, in Asia/Shanghai.</summary>
    public static DateOnly Ends(DateTimeOffset publishedAt, int months) => ChinaTime.DateOf(publishedAt).AddMonths(months);

    /// <summary>Why the person may not be nominated now; null when they may.</summary>
    /// <param name="name">The person.</param>
    /// <param name="wins">Their wins in this programme, any order.</param>
    /// <param name="months">The scheme's months; 0: none.</param>
    /// <param name="now">The moment of the nomination.</param>
    public static string? Bar(string name, IEnumerable<PastWin> wins, int months, DateTimeOffset now)
    {
        if (months == 0 || wins.MaxBy(w => w.PublishedAt) is not { } last)
            return null;
        var ends = Ends(last.PublishedAt, months);
        return ChinaTime.DateOf(now) >= ends
            ? null
            : $"{name}同志已在“{last.CycleTitle}”当选（{ChinaTime.Words(ChinaTime.DateOf(last.PublishedAt))}发布），{months} 个月内不再申报，{ChinaTime.Words(ends)}起可以申报。";
    }

    /// <exception cref="Refused">The person is barred; with the sentence of <see cref="Bar"/>.</exception>
    public static void Demand(string name, IEnumerable<PastWin> wins, int months, DateTimeOffset now)
    {
        if (Bar(name, wins, months, now) is { } why)
            throw new Refused(why + "请另选一位。");
    }
}
