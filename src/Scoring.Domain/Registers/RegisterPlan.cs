namespace Scoring.Domain.Registers;

/// <summary>What taking a row in would do.</summary>
public enum RowEffect
{
    New,
    Changed,
    Same,

    /// <summary>It cannot be taken in; the whole table waits until it is mended.</summary>
    Refused,
}

/// <summary>What a row would do, or why it cannot be taken in.</summary>
/// <param name="Number">The row's number in the table.</param>
/// <param name="Name">Whom or what the row is about, as far as it says.</param>
/// <param name="Effect">What it would do.</param>
/// <param name="Words">What is wrong, each a sentence; or what changes; empty for a row that is as the register is.</param>
public sealed record PlannedRow(int Number, string Name, RowEffect Effect, IReadOnlyList<string> Words);

/// <summary>What a whole table would do to a register: everything, or, where any row is refused, nothing.</summary>
/// <param name="Rows">In the order of the table.</param>
public sealed record RegisterPlan(IReadOnlyList<PlannedRow> Rows)
{
    /// <summary>How many rows would have an effect.</summary>
    public int Count(RowEffect effect) => Rows.Count(r => r.Effect == effect);

    /// <summary>Whether there is something to take in and nothing that stands in the way.</summary>
    public bool Ready => Count(RowEffect.Refused) == 0 && Rows.Any(r => r.Effect is RowEffect.New or RowEffect.Changed);

    /// <exception cref="Refused">A row cannot be taken in, or there is nothing to take in.</exception>
    public void Demand()
    {
        if (Rows.FirstOrDefault(r => r.Effect == RowEffect.Refused) is { } refused)
            throw new Refused($"有 {Count(RowEffect.Refused)} 行要改（第 {refused.Number} 行：{refused.Words[0]}），一行也没有导入。请改好表格再传一次。");
        if (!Ready)
            throw new Refused("表里的内容和名册一样，没有要导入的。");
    }

    /// <summary>A row as planned: refused with its faults, else new, changed or the same.</summary>
    internal static PlannedRow Planned(int number, string name, List<string> faults, bool isNew, List<string> changes) =>
        faults.Count > 0 ? new(number, name, RowEffect.Refused, faults)
        : isNew ? new(number, name, RowEffect.New, [])
        : new(number, name, changes.Count > 0 ? RowEffect.Changed : RowEffect.Same, changes);

    /// <summary>Says a change of one field, where there is one.</summary>
    internal static void Say(List<string> changes, string field, string before, string after)
    {
        if (before != after)
            changes.Add(before.Length == 0 ? $"{field}填为“{after}”" : after.Length == 0 ? $"{field}由“{before}”改为空" : $"{field}由“{before}”改为“{after}”");
    }
}
