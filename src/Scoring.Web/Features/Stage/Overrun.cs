using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Reviews;

namespace Scoring.Web.Features.Stage;

/// <summary>A talk that went on beyond the grace, what the scheme takes off for it, and what has become of that.</summary>
/// <param name="Seconds">Whole seconds beyond the time.</param>
/// <param name="Amount">Points.</param>
/// <param name="State">"open": nobody has proposed it yet; "proposed", "confirmed", "aside".</param>
/// <param name="AdjustmentId">The row, once there is one.</param>
/// <param name="Word">Who settled it, when, and, where it was set aside, why; null while it is open.</param>
public sealed record Overrun(int EntryId, string Name, int Seconds, decimal Amount, string State, int? AdjustmentId, string? Word)
{
    internal static async Task<IReadOnlyList<Overrun>> Of(ScoringDb db, OnStage stage, CancellationToken cancellationToken)
    {
        if (stage.Scheme.Adjustments.Overtime is not { } rule || stage.Scheme.Talk is null)
            return [];
        var late = stage.Show.Turns.Where(t => t.TalkedSince is not null && stage.Entries.ContainsKey(t.EntryId) && rule.Deduct(t.Clock.Ran - stage.Limit) > 0).ToList();
        var ids = late.ConvertAll(t => t.EntryId);
        var rows = await db.Adjustments.AsNoTracking().Where(a => ids.Contains(a.EntryId) && a.Code == Adjustment.Overtime).ToListAsync(cancellationToken);
        var by = rows.SelectMany(r => new[] { r.ConfirmedById, r.CancelledById }).OfType<int>().ToList();
        var names = await db.Users.Where(a => by.Contains(a.Id)).Names(cancellationToken);
        return
        [
            .. late.Select(turn =>
            {
                var row = rows.Where(r => r.EntryId == turn.EntryId && r.ProposedAt >= turn.TalkedSince).MaxBy(r => r.Id);
                var state = row is null ? "open" : row.CancelledAt is not null ? "aside" : row.ConfirmedAt is not null ? "confirmed" : "proposed";
                var beyond = turn.Clock.Ran - stage.Limit;
                return new Overrun(turn.EntryId, stage.Entries[turn.EntryId].PersonName, (int)(beyond.Ticks / TimeSpan.TicksPerSecond), rule.Deduct(beyond), state, row?.Id, WordOf(row, names));
            }),
        ];
    }

    private static string? WordOf(Adjustment? row, Dictionary<int, string> names) => row switch
    {
        { CancelledAt: { } at } => $"{(row.CancelReason is { } why ? $"理由：{why}" : "已取消")}（{(row.CancelledById is { } by ? names[by] : "系统")} {ChinaTime.TimeOf(at):HH:mm}）",
        { ConfirmedAt: { } at, ConfirmedById: { } by } => $"{names[by]} {ChinaTime.TimeOf(at):HH:mm} 确认",
        _ => null,
    };
}
