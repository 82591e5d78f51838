using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Stages;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>A cycle's stage with what every view of it says about the candidates. Holds no mark.</summary>
internal sealed record OnStage(Cycle Cycle, Scheme Scheme, Show Show, IReadOnlyDictionary<int, Entry> Entries, IReadOnlyDictionary<int, string> Streets)
{
    public static async Task<OnStage> Read(ScoringDb db, SchemeShelf shelf, Cycle cycle, CancellationToken cancellationToken)
    {
        var scheme = await shelf.Of(cycle, cancellationToken);
        var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted).WithoutDossier().ToDictionaryAsync(e => e.Id, cancellationToken);
        var streets = await db.Units.AsNoTracking().Where(u => u.StreetId == u.Id).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        var show = await ShowOfCycle.Read(db, cycle.Id, scheme, cancellationToken);
        if (show.Scene.Kind == SceneKind.Final)
            show.Reveal((await FinalOrder.Read(db, cycle, scheme, show, cancellationToken)).Places.Count);
        return new OnStage(cycle, scheme, show, entries, streets);
    }

    /// <inheritdoc cref="Read(ScoringDb, SchemeShelf, Cycle, CancellationToken)"/>
    public static async Task<OnStage> Read(ScoringDb db, SchemeShelf shelf, int cycleId, CancellationToken cancellationToken) =>
        await Read(db, shelf, await db.Cycles.AsNoTracking().Wanted(cycleId, cancellationToken), cancellationToken);

    public TimeSpan Limit => TimeSpan.FromMinutes(Scheme.Talk?.Minutes ?? 0);

    public int PlaceOf(int entryId) => Show.Turns.ToList().FindIndex(t => t.EntryId == entryId) + 1;

    public string StreetOf(Entry entry) => Streets.GetValueOrDefault(entry.StreetId, string.Empty);

    public Current? Current => Show.Current is { } turn && Entries.TryGetValue(turn.EntryId, out var entry)
        ? new Current(entry.Id, PlaceOf(entry.Id), Show.Turns.Count, entry.PersonName, StreetOf(entry), entry.BranchName, turn.State, turn.Round)
        : null;

    public TalkClock? Clock => Show.Current is { } turn && Scheme.Talk is { } talk
        ? new TalkClock(
            (long)turn.Clock.Ran.TotalMilliseconds, turn.Clock.Since?.ToUnixTimeMilliseconds(), talk.Minutes * 60_000, talk.WarnSeconds * 1000, (Scheme.Adjustments.Overtime?.GraceSeconds ?? 0) * 1000)
        : null;
}

/// <summary>Who is on stage.</summary>
/// <param name="Place">From 1, in today's order.</param>
/// <param name="Count">How many candidates there are today.</param>
public sealed record Current(int EntryId, int Place, int Count, string Name, string Street, string Branch, TurnState State, int Round);

/// <summary>The talk's clock, in milliseconds: a screen adds what has run since <paramref name="SinceMs"/> by the server's time.</summary>
/// <param name="SinceMs">UTC; null while it stands still.</param>
public sealed record TalkClock(long RanMs, long? SinceMs, long LimitMs, long WarnMs, long GraceMs);
