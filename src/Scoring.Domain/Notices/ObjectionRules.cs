// Until when an objection may be filed, until when it must be answered, and what its receipt is. Must not know tables, and no clock: `now` is an argument.
using System.Security.Cryptography;
using System.Text;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Notices;

/// <summary>The rules of objections, as far as the scheme's numbers and the calendar decide them.</summary>
public static class ObjectionRules
{
    /// <summary>No 0, 1, I, L, O, U: what is read out over the telephone is heard as it was said. Thirty of them, twelve a number: 58 bits.</summary>
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The end of the last day on which objections to a notice are taken (UTC): 18:00 of the n-th working day after posting, within the notice.</summary>
    public static DateTimeOffset Deadline(Notice notice, Objections rule, WorkingDays calendar)
    {
        var last = calendar.AddWorkingDays(ChinaTime.DateOf(notice.PostedAt), rule.WorkingDays);
        return ChinaTime.At(last < notice.LastDay ? last : notice.LastDay, new TimeOnly(18, 0));
    }

    /// <summary>Until when an objection that came in on a day is to be answered (UTC): 18:00 of the n-th working day after it.</summary>
    public static DateTimeOffset AnswerBy(DateOnly receivedOn, Objections rule, WorkingDays calendar) =>
        ChinaTime.At(calendar.AddWorkingDays(receivedOn, rule.VerifyWorkingDays), new TimeOnly(18, 0));

    /// <summary>Refuses an objection that comes outside the days of its notice.</summary>
    /// <param name="notice">The notice it is about.</param>
    /// <param name="rule">The scheme's.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="receivedOn">The local day it came in.</param>
    /// <param name="now">The time of the write.</param>
    /// <param name="paper">Typed by an operator from a paper: then the day it was handed over counts, not the moment of typing.</param>
    /// <exception cref="Refused">Too early, too late, or in the future.</exception>
    public static void DemandOpen(Notice notice, Objections rule, WorkingDays calendar, DateOnly receivedOn, DateTimeOffset now, bool paper)
    {
        var deadline = Deadline(notice, rule, calendar);
        if (receivedOn > ChinaTime.DateOf(now))
            throw Refused.Input("收到的日期不能晚于今天。");
        if (receivedOn < ChinaTime.DateOf(notice.PostedAt))
            throw Refused.Input($"收到的日期不能早于张贴公示的 {ChinaTime.Words(ChinaTime.DateOf(notice.PostedAt))}。");
        if (paper ? receivedOn > ChinaTime.DateOf(deadline) : now >= deadline)
            throw new Refused($"这次公示的异议受理已于 {ChinaTime.Words(deadline)} 截止。");
    }

    /// <summary>The receipt number of a form's key, "7F3A-9KQ2-D5XE": the same form sent twice gets the same number and is one objection.</summary>
    /// <param name="key">122 random bits that only the form knew.</param>
    public static string Receipt(Guid key)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"receipt:{key:N}"));
        var text = string.Concat(Enumerable.Range(0, 12).Select(i => Letters[((hash[2 * i] << 8) | hash[(2 * i) + 1]) % Letters.Length]));
        return $"{text[..4]}-{text[4..8]}-{text[8..]}";
    }

    /// <summary>What the row keeps of a receipt number, however it was typed: SHA-256, lower-case hex.</summary>
    public static string HashOf(string receipt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(receipt.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));

    /// <summary>How far an objection has come.</summary>
    /// <param name="assigned">Whether somebody looks into it.</param>
    /// <param name="answers">Its answers, in order.</param>
    /// <param name="decisions">The words on them.</param>
    public static ObjectionState StateOf(bool assigned, IReadOnlyCollection<ObjectionAnswer> answers, IReadOnlyCollection<ObjectionDecision> decisions) =>
        decisions.Any(d => d.Accepted) ? ObjectionState.Settled
        : answers.Any(a => decisions.All(d => d.AnswerId != a.Id)) ? ObjectionState.Answered
        : assigned ? ObjectionState.Assigned : ObjectionState.Filed;
}
