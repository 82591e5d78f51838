// What a street sums up, signs and reports, and what the departments that receive it say. Must not know how a total comes about.
namespace Scoring.Domain.Reports;

/// <summary>
/// 汇总: a street's part of a cycle as it stood, word for word. Summed up by one person and signed by another (a check constraint); one stands at a
/// time for a street and cycle (a unique index), and what was returned or summed up anew is set aside, never overwritten.
/// </summary>
public sealed class StreetReport
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int StreetId { get; init; }

    /// <summary>From 1 within street and cycle.</summary>
    public int Version { get; init; }

    /// <summary>The street's part of the record, as printed.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Hash { get; init; }

    public string? Note { get; init; }

    public int SummedUpById { get; init; }

    public DateTimeOffset SummedUpAt { get; init; }

    public int? SignedById { get; set; }

    /// <summary>The signature sends it to the departments.</summary>
    public DateTimeOffset? SignedAt { get; set; }

    public DateTimeOffset? SetAsideAt { get; set; }

    public List<ReportAnswer> Answers { get; init; } = [];

    /// <exception cref="Refused">It is signed or set aside, or by the wrong person.</exception>
    public void Sign(int byId, DateTimeOffset now)
    {
        if (SetAsideAt is not null)
            throw new Refused("这一稿已经作废，请签最新的一稿。");
        if (SignedAt is not null)
            throw new Refused("这一稿已经签过字。");
        if (byId == SummedUpById)
            throw new Refused("签字人不能是汇总人本人。请换一位同志签字。");
        (SignedById, SignedAt) = (byId, now);
    }

    /// <summary>One department's word. A return sets the report aside, so that the street sums up anew and every department looks at the same version.</summary>
    /// <exception cref="Refused">Not signed, set aside, answered before, or returned without a reason.</exception>
    public ReportAnswer Answer(int departmentId, bool accepted, string? reason, int byId, DateTimeOffset now)
    {
        if (SignedAt is null)
            throw new Refused("街道还没有签字报送，不能签收。");
        if (SetAsideAt is not null)
            throw new Refused("这一稿已经退回或作废，请等街道重新报送。");
        if (Answers.Exists(a => a.DepartmentId == departmentId))
            throw new Refused("本部门已经签收过这一稿。");
        if (!accepted && string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("退回的，请写明哪里要改，街道看得到。");
        if (!accepted)
            SetAsideAt = now;
        var answer = new ReportAnswer { ReportId = Id, DepartmentId = departmentId, Accepted = accepted, Reason = accepted ? null : reason!.Trim(), ById = byId, At = now };
        Answers.Add(answer);
        return answer;
    }
}

/// <summary>签收 or 退回 of one version by one department; at most one each.</summary>
public sealed class ReportAnswer
{
    public int Id { get; init; }

    public int ReportId { get; init; }

    public int DepartmentId { get; init; }

    public bool Accepted { get; init; }

    /// <summary>Why it was returned; null when accepted.</summary>
    public string? Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>单位反馈: what a unit says to the figures it was shown, and the answer.</summary>
public sealed class UnitFeedback
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 500;

    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>The unit that says it.</summary>
    public int UnitId { get; init; }

    public required string Text { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    public string? Reply { get; set; }

    public int? RepliedById { get; set; }

    public DateTimeOffset? RepliedAt { get; set; }
}
