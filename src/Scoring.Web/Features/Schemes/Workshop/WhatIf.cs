using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What would have come out of a past cycle under the draft: who would have moved, and why. Nothing of it is kept.</summary>
public static class WhatIf
{
    public sealed record Query(int Id, int? Cycle) : IRequest<View>;

    /// <param name="Impossible">Why it cannot be told; null when it can.</param>
    public sealed record View(int Id, string Name, int Number, IReadOnlyList<Option> Cycles, string? Title, string? Impossible, IReadOnlyList<string> Remarks, IReadOnlyList<Row> Rows)
    {
        public int Moved => Rows.Count(r => r.Way != 0);

        public int In => Rows.Count(r => r.Award == Change.Gained);

        public int Out => Rows.Count(r => r.Award == Change.Lost);
    }

    /// <summary>What became of an award.</summary>
    public enum Change
    {
        Same,
        Gained,
        Lost,
        Other,
    }

    /// <param name="Way">Places up (positive) or down; 0 when it stays or cannot be compared.</param>
    public sealed record Row(string Name, string RankBefore, string RankAfter, int Way, string TotalBefore, string TotalAfter, string AwardBefore, string AwardAfter, Change Award, IReadOnlyList<string> Why);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            var cycles = await db.Contests.AsNoTracking().IgnoreAutoIncludes().Where(c => c.SchemeCode == at.Draft.Code && (c.State == CycleState.Published || c.State == CycleState.Archived))
                .OrderByDescending(c => c.Period).Select(c => new { c.Id, c.Title }).ToListAsync(cancellationToken);
            var cycle = cycles.Find(c => c.Id == request.Cycle) ?? cycles.FirstOrDefault();
            View Told(string? impossible, IReadOnlyList<string>? remarks = null, IReadOnlyList<Row>? rows = null) =>
                new(at.Draft.Id, at.Draft.Name, at.Last.Number, [.. cycles.Select(c => new Option($"{c.Id}", c.Title, c.Id == cycle?.Id))], cycle?.Title, impossible, remarks ?? [], rows ?? []);

            var faults = Faults.Of(at.Root, await DraftAtHand.Departments(db, cancellationToken), shelf.Calendar, ChinaTime.DateOf(clock.Now));
            if (faults.Count > 0)
                return Told($"草案还有 {faults.Count} 处没有填好，填好以后才能试算。");
            if (cycle is null)
                return Told("这个方案还没有发布过结果的期次，没有可以试算的。发布一期以后再来看。");
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw Refused.Missing("这一期没有核算记录。");
            try
            {
                var scheme = Scheme.Parse(at.Last.Json);
                var replay = Replay.Under(run.Record, scheme.Scoring);
                var names = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).Select(e => new { e.Code, e.PersonName, e.BranchName, e.EstateName }).ToListAsync(cancellationToken);
                return Told(null, replay.Remarks, Compared(run.Result, run.Record.Scheme, Tally.Run(replay.Record), scheme.Scoring, names.ToDictionary(n => n.Code!, n => n.PersonName.Length > 0 ? $"{n.PersonName}（{n.BranchName}）" : n.BranchName, StringComparer.Ordinal)));
            }
            catch (InvalidRecord fault)
            {
                return Told($"{cycle.Title}的记录放不进这份草案：{fault.Reason}。");
            }
        }
    }

    private static IReadOnlyList<Row> Compared(TallyResult before, TallyScheme old, TallyResult after, TallyScheme now, Dictionary<string, string> names)
    {
        var was = before.Entries.ToDictionary(e => e.Code, StringComparer.Ordinal);
        return [.. after.Entries.Where(e => e.Status != TallyStatus.Withdrawn).OrderBy(e => e.Rank ?? int.MaxValue).ThenBy(e => was[e.Code].Rank ?? int.MaxValue).Select(e => Line(was[e.Code], old, e, now, names.GetValueOrDefault(e.Code, e.Code)))];
    }

    private static Row Line(EntryResult before, TallyScheme old, EntryResult after, TallyScheme now, string name)
    {
        var (had, has) = (old.Award?.NameOf(before.Award) ?? string.Empty, now.Award?.NameOf(after.Award) ?? string.Empty);
        return new Row(
            name, Rank(before), Rank(after), before.Rank is { } from && after.Rank is { } to ? from - to : 0, Total(before, old.Decimals), Total(after, now.Decimals), had, has,
            had == has ? Change.Same : had.Length == 0 ? Change.Gained : has.Length == 0 ? Change.Lost : Change.Other, Why(before, after));
    }

    /// <summary>The blocks whose points differ, the largest difference first; what else changed after them.</summary>
    private static List<string> Why(EntryResult before, EntryResult after)
    {
        var was = before.Sections.SelectMany(s => s.Blocks).ToDictionary(b => b.Code, StringComparer.Ordinal);
        var now = after.Sections.SelectMany(s => s.Blocks).ToDictionary(b => b.Code, StringComparer.Ordinal);
        var parts = was.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(code => (Name: (now.GetValueOrDefault(code) ?? was[code]).Name ?? code, Before: was.GetValueOrDefault(code)?.Points, After: now.GetValueOrDefault(code)?.Points))
            .Where(p => p.Before != p.After).OrderByDescending(p => Size((p.After ?? Exact.Zero) - (p.Before ?? Exact.Zero)))
            .Select(p => $"{p.Name} {Figure(p.Before)} → {Figure(p.After)}").ToList();
        if (before.Bonus != after.Bonus)
            parts.Add($"加分 {TallyWords.Number(before.Bonus)} → {TallyWords.Number(after.Bonus)}");
        if (before.Deduction != after.Deduction)
            parts.Add($"扣分 {TallyWords.Number(before.Deduction)} → {TallyWords.Number(after.Deduction)}");
        if (parts.Count == 0 && before.Rank != after.Rank)
            parts.Add("本人得分没有变，名次因别人的得分或同分办法而变");
        return parts;
    }

    private static Exact Size(Exact value) => value.Sign < 0 ? -value : value;

    private static string Figure(Exact? points) => points is { } value ? TallyWords.Number(value) : "没有";

    private static string Rank(EntryResult entry) => entry.Rank is { } rank ? $"{rank}" : entry.Status == TallyStatus.Vetoed ? "否决" : "缺分";

    private static string Total(EntryResult entry, int decimals) => entry.Total is { } total ? total.RoundHalfUp(decimals) : "—";
}
