// What a unit says it did for the estate it has adopted, and what the estate says to that. Must not know how help is scored.
namespace Scoring.Domain.Pairings;

/// <summary>帮扶记录: one thing done for an estate on one day. Kept as filed; the estate's or community's word is added once.</summary>
public sealed class HelpRecord
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 500;

    /// <summary>The most files a record can have.</summary>
    public const int MostFiles = 3;

    public int Id { get; init; }

    public int PairingId { get; init; }

    /// <summary>The local day on which it was done.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Which kind of help, as the scheme names it.</summary>
    public required string Kind { get; init; }

    public required string Text { get; init; }

    public int FiledById { get; init; }

    public DateTimeOffset FiledAt { get; init; }

    /// <summary>The branch or community whose word it is; null while it waits.</summary>
    public int? AnsweredForId { get; set; }

    public int? AnsweredById { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Whether the estate or community says that it was so; false while it waits.</summary>
    public bool Confirmed { get; set; }

    /// <summary>Why it was not confirmed; null otherwise.</summary>
    public string? AnswerReason { get; set; }

    public List<HelpFile> Files { get; init; } = [];

    /// <summary>A record as it may be filed.</summary>
    /// <exception cref="Refused">The day lies outside the pairing or ahead, or the text will not do.</exception>
    public static HelpRecord Of(Organisation.PairingAssignment pairing, DateOnly? day, string? kind, string? text, int byId, DateOnly today, DateTimeOffset now)
    {
        if (day is not { } done)
            throw Refused.Input("请选择帮扶日期。");
        if (done > today)
            throw Refused.Input("帮扶日期不能晚于今天。做了再记。");
        if (!pairing.Holds(done))
            throw Refused.Input("这一天不在包联期内，请核对日期。");
        if (string.IsNullOrWhiteSpace(kind))
            throw Refused.Input("请选择帮的是哪一项。");
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > Longest)
            throw Refused.Input($"请写明做了什么、结果怎样，不超过 {Longest} 字。");
        return new HelpRecord { PairingId = pairing.Id, Day = done, Kind = kind, Text = text.Trim(), FiledById = byId, FiledAt = now };
    }

    /// <summary>The word of whoever lives with it.</summary>
    /// <exception cref="Refused">It has been answered, or is denied without a reason.</exception>
    public void Answer(bool confirmed, string? reason, int forUnitId, int byId, DateTimeOffset now)
    {
        if (AnsweredAt is not null)
            throw new Refused("这一条已经有人答复过，不能再改。");
        if (!confirmed && string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("不确认的，请写明哪里不符，单位看得到。");
        (Confirmed, AnswerReason, AnsweredForId, AnsweredById, AnsweredAt) = (confirmed, confirmed ? null : reason!.Trim(), forUnitId, byId, now);
    }
}

/// <summary>佐证 of a help record, in the file store under its content hash.</summary>
public sealed class HelpFile
{
    public int Id { get; init; }

    public int RecordId { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; init; }
}
