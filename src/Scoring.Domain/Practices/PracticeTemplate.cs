// 经验库: what worked somewhere, written so that others can do it too. Must not know scores: that it comes from a published entry is all it needs.
namespace Scoring.Domain.Practices;

/// <summary>经验模板: problem, steps and effect of a published entry, put in by one person and released to everybody by another. While it waits it may be mended; once released it stays.</summary>
public sealed class PracticeTemplate
{
    /// <summary>The longest of each text, in characters.</summary>
    public const int LongestTitle = 40, LongestText = 800, MostFiles = 5;

    public int Id { get; init; }

    /// <summary>The published entry it comes from; one template an entry (a unique index).</summary>
    public int EntryId { get; init; }

    public int CycleId { get; init; }

    /// <summary>The entry's street, which may write it too.</summary>
    public int StreetId { get; init; }

    /// <summary>The winner as published.</summary>
    public required string Winner { get; init; }

    /// <summary>In which programme and period, as published.</summary>
    public required string From { get; init; }

    public required string Title { get; set; }

    public required string Problem { get; set; }

    public required string Steps { get; set; }

    public required string Effect { get; set; }

    public int PutInById { get; set; }

    public DateTimeOffset PutInAt { get; set; }

    public int? ReleasedById { get; private set; }

    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>Why it was given back; null while it waits or is released.</summary>
    public string? ReturnReason { get; private set; }

    public List<PracticeFile> Files { get; init; } = [];

    public bool Released => ReleasedAt is not null;

    /// <summary>Whether it waits for a second person.</summary>
    public bool Waiting => !Released && ReturnReason is null;

    /// <summary>Writes it anew; it then waits again.</summary>
    /// <exception cref="Refused">It is released, or a text is missing or too long.</exception>
    public void Write(string? title, string? problem, string? steps, string? effect, int byId, DateTimeOffset now)
    {
        if (Released)
            throw new Refused("已经发布的经验不能再改。");
        (Title, Problem, Steps, Effect) = (Read(title, "题目", LongestTitle), Read(problem, "难题", LongestText), Read(steps, "做法", LongestText), Read(effect, "成效", LongestText));
        (PutInById, PutInAt, ReturnReason) = (byId, now, null);
    }

    /// <summary>Released to everybody, or given back with a reason.</summary>
    /// <exception cref="Refused">It does not wait, the same person speaks, or it is given back without a reason.</exception>
    public void Settle(bool release, string? reason, int byId, DateTimeOffset now)
    {
        if (!Waiting)
            throw new Refused(Released ? "已经发布，不用再审。" : "已经退回，等修改后再审。");
        if (byId == PutInById)
            throw new Refused("审核人不能是整理人本人。请另一位同志审核。");
        if (!release && string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("退回的，请写明要改什么。");
        if (release)
            (ReleasedById, ReleasedAt) = (byId, now);
        else
            ReturnReason = reason!.Trim();
    }

    private static string Read(string? text, string name, int longest) => text?.Trim() switch
    {
        null or "" => throw Refused.Input($"请填写{name}。"),
        var t when t.Length > longest => throw Refused.Input($"{name}请不超过 {longest} 字。"),
        var t => t,
    };
}

/// <summary>A file beside a template, in the file store under its content hash.</summary>
public sealed class PracticeFile
{
    public int Id { get; init; }

    public int TemplateId { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; init; }
}
