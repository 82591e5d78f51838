// How what departments and the operator enter is held to the scheme. Must not know totals: the tally does.
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Reviews;

public sealed partial class EvidenceMark
{
    /// <summary>The next revision of one entry's mark in one block.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="rules">The block's indicators and how they are entered.</param>
    /// <param name="full">The block's full mark.</param>
    /// <param name="amounts">Indicator code → points given (or taken off), 0..maximum, every indicator once.</param>
    /// <param name="note">On what it rests; demanded.</param>
    /// <param name="revision">From 1.</param>
    /// <param name="attachmentId">The proof; null when there is none.</param>
    /// <param name="departmentId">The department that answers.</param>
    /// <param name="byId">The account.</param>
    /// <param name="at">The moment of the write.</param>
    /// <exception cref="Refused">An indicator is missing, unknown or outside 0..maximum, the sum exceeds the full mark, or the note is empty.</exception>
    public static EvidenceMark Of(
        int entryId, EvidenceBlock rules, decimal full, IReadOnlyDictionary<string, decimal> amounts, string? note, int revision, int? attachmentId, int departmentId, int byId, DateTimeOffset at)
    {
        var wrong = rules.Indicators.Select(i => Lack(i, rules.Entry, amounts.TryGetValue(i.Code, out var amount) ? amount : null)).Where(l => l is not null).ToList();
        if (wrong.Count > 0)
            throw Refused.Input(string.Join(string.Empty, wrong));
        if (amounts.Keys.FirstOrDefault(k => rules.Indicators.All(i => i.Code != k)) is { } unknown)
            throw Refused.Input($"方案里没有指标“{unknown}”。请刷新页面后重新填写。");
        if (string.IsNullOrWhiteSpace(note))
            throw Refused.Input("请写明依据：看了什么材料、到了哪里、发现了什么。");
        var sum = amounts.Values.Sum();
        if (sum > full)
            throw Refused.Input($"各项合计 {sum:0.###}，超过这一块的满分 {full:0.###}。");
        return new EvidenceMark
        {
            EntryId = entryId,
            Block = rules.Block,
            Revision = revision,
            Points = rules.Entry == EvidenceEntry.Points ? sum : null,
            Deductions = rules.Entry == EvidenceEntry.Deductions ? [.. rules.Indicators.Select(i => amounts[i.Code]).Where(a => a > 0)] : null,
            Items = amounts,
            Note = note.Trim(),
            AttachmentId = attachmentId,
            DepartmentId = departmentId,
            ById = byId,
            At = at,
        };
    }

    /// <summary>What the mark comes to out of the full mark.</summary>
    public decimal PointsOf(decimal full) => Points ?? Math.Max(0, full - (Deductions ?? []).Sum());

    /// <summary>What is wrong with one indicator's figure; null when nothing is.</summary>
    public static string? Lack(Indicator indicator, EvidenceEntry entry, decimal? amount)
    {
        var word = entry == EvidenceEntry.Points ? "得分" : "扣分";
        return amount switch
        {
            null => $"“{indicator.Name}”还没有填{word}。",
            < 0 => $"“{indicator.Name}”的{word}不能是负数。",
            { } a when a > indicator.Maximum => $"“{indicator.Name}”最多 {indicator.Maximum:0.###} 分，不能填 {a:0.###}。",
            { } a when decimal.Round(a, 3) != a => $"“{indicator.Name}”最多三位小数。",
            _ => null,
        };
    }
}

public sealed partial class Adjustment
{
    public const string Overtime = "overtime";

    public const string Bonus = "bonus";

    public const string Absence = "absence";

    /// <summary>A deduction for having talked too long, by the scheme's rule.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="rules">The scheme's adjustments.</param>
    /// <param name="secondsBeyond">Seconds after the time was up, at least 1.</param>
    /// <param name="byId">Who proposes.</param>
    /// <param name="at">The moment of the write.</param>
    /// <exception cref="Refused">The scheme has no such rule, or nothing is to be taken off.</exception>
    public static Adjustment ForOvertime(int entryId, Adjustments rules, int secondsBeyond, int byId, DateTimeOffset at)
    {
        var overtime = rules.Overtime ?? throw new Refused("本期方案没有超时扣分。");
        if (secondsBeyond is < 1 or > 3600)
            throw Refused.Input("请填写超时秒数，从 1 到 3600。");
        var amount = overtime.Deduct(TimeSpan.FromSeconds(secondsBeyond));
        if (amount == 0)
            throw Refused.Input($"超时 {secondsBeyond} 秒在 {overtime.GraceSeconds} 秒的宽限以内，不扣分，不用登记。");
        return new Adjustment { EntryId = entryId, Kind = "deduction", Code = Overtime, Amount = amount, Reason = $"演示超时 {secondsBeyond} 秒", ProposedById = byId, ProposedAt = at };
    }

    /// <summary>A bonus of at least 0.001 points, up to the scheme's cap.</summary>
    /// <exception cref="Refused">The scheme gives no bonus, or the amount or the reason will not do.</exception>
    public static Adjustment ForBonus(int entryId, Adjustments rules, decimal amount, string? reason, int byId, DateTimeOffset at)
    {
        var cap = rules.BonusCap ?? throw new Refused("本期方案没有加分。");
        if (amount <= 0 || amount > cap || decimal.Round(amount, 3) != amount)
            throw Refused.Input($"加分要大于 0，最多 {cap:0.###} 分，最多三位小数。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明加分的依据。");
        return new Adjustment { EntryId = entryId, Kind = "bonus", Code = Bonus, Amount = amount, Reason = reason.Trim(), ProposedById = byId, ProposedAt = at };
    }

    /// <summary>Makes it count. That it is another person than the proposer is also a constraint of the table.</summary>
    /// <exception cref="Refused">It is settled already.</exception>
    public void Confirm(int byId, DateTimeOffset at)
    {
        DemandOpen();
        (ConfirmedById, ConfirmedAt) = (byId, at);
    }

    /// <summary>Drops it, confirmed or not.</summary>
    /// <param name="byId">Who.</param>
    /// <param name="reason">Why, where somebody was asked; null otherwise.</param>
    /// <param name="at">The moment of the write.</param>
    /// <exception cref="Refused">It was dropped before.</exception>
    public void Cancel(int byId, string? reason, DateTimeOffset at)
    {
        if (CancelledAt is not null)
            throw new Refused("这一笔已经取消，不用再取消。");
        (CancelledAt, CancelledById, CancelReason) = (at, byId, reason);
    }

    private void DemandOpen()
    {
        if (CancelledAt is not null)
            throw new Refused("这一笔已经取消，不能再确认。需要的话请经办重新登记。");
        if (ConfirmedAt is not null)
            throw new Refused("这一笔已经确认过。");
    }
}

public sealed partial class Veto
{
    /// <summary>A veto on one of the scheme's grounds.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="ground">The ground, which the department must own.</param>
    /// <param name="departmentCode">The code of the department that enters it.</param>
    /// <param name="document">文号; demanded.</param>
    /// <param name="reason">What happened; demanded.</param>
    /// <param name="departmentId">The department's unit.</param>
    /// <param name="byId">The account.</param>
    /// <param name="at">The moment of the write.</param>
    /// <exception cref="Refused">Another department's ground, or no document, or no reason.</exception>
    public static Veto Of(int entryId, VetoGround ground, string departmentCode, string? document, string? reason, int departmentId, int byId, DateTimeOffset at)
    {
        if (ground.Department != departmentCode)
            throw Refused.NotYours($"“{ground.Name}”不由本部门登记。");
        if (string.IsNullOrWhiteSpace(document))
            throw Refused.Input("一票否决必须有依据文号。请填写认定文件的文号。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明事实：什么时间、什么事、怎样认定。");
        return new Veto
        {
            EntryId = entryId,
            Section = ground.Section,
            Ground = ground.Code,
            Document = document.Trim(),
            Reason = reason.Trim(),
            DepartmentId = departmentId,
            ById = byId,
            At = at,
        };
    }

    /// <summary>Takes it back, with a reason.</summary>
    /// <exception cref="Refused">It was lifted before, or no reason is given.</exception>
    public void Lift(string? reason, DateTimeOffset at)
    {
        if (LiftedAt is not null)
            throw new Refused("这一条否决已经解除。");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused.Input("请写明解除否决的理由。");
        (LiftedAt, LiftReason) = (at, reason.Trim());
    }
}
