using Microsoft.EntityFrameworkCore;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Reports;

/// <summary>Where one street stands with its report.</summary>
/// <param name="Report">The version that stands; null when there is none, or the last one was set aside.</param>
/// <param name="Stale">Whether something has changed in the street's part since it was summed up.</param>
/// <param name="Late">Whether it is past the day by which streets sign, and this one has not.</param>
/// <param name="Returned">The newest return, while the street has not summed up anew; null otherwise.</param>
public sealed record StreetStanding(Unit Street, int Entries, StreetReport? Report, bool Stale, bool Late, ReportAnswer? Returned)
{
    /// <summary>The departments of the scheme that have not acknowledged yet.</summary>
    public required IReadOnlyList<Unit> Missing { get; init; }

    /// <summary>Signed, unchanged since, and acknowledged by every department.</summary>
    public bool Done => Report is { SignedAt: not null } && !Stale && Missing.Count == 0;
}

/// <summary>What the streets of a cycle have summed up, signed and reported, and who has acknowledged it. One answer for the tally, the to-do pages and the room of reports.</summary>
/// <param name="Recipients">The departments that must acknowledge.</param>
/// <param name="Streets">Every street with something rated in it, by code.</param>
public sealed record ReportsOfCycle(IReadOnlyList<Unit> Recipients, IReadOnlyList<StreetStanding> Streets)
{
    /// <summary>Null where the scheme has streets report nothing.</summary>
    public static async Task<ReportsOfCycle?> Load(ScoringDb db, Cycle cycle, Scheme scheme, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (scheme.Reporting is not { } rule)
            return null;
        var units = await db.Units.AsNoTracking().Where(u => rule.To.Contains(u.Code) || db.Entries.Any(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted && e.StreetId == u.Id)).ToListAsync(cancellationToken);
        var entries = (await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted).Select(e => e.StreetId).ToListAsync(cancellationToken)).ToLookup(s => s);
        var reports = await db.StreetReports.AsNoTracking().Include(r => r.Answers).Where(r => r.CycleId == cycle.Id).OrderBy(r => r.Version).ToListAsync(cancellationToken);
        // A recipient that is not on the roster cannot acknowledge: it is asked for all the same, so that nobody tallies round it.
        IReadOnlyList<Unit> recipients = [.. rule.To.Select(code => units.Find(u => u.Code == code && u.Kind == UnitKind.Department) ?? new Unit { Code = code, Name = scheme.DepartmentName(code), Kind = UnitKind.Department })];
        // What was approved stays what it was; until then a change shows.
        var record = cycle.State is CycleState.Scoring or CycleState.Tallied && reports.Exists(r => r.SetAsideAt is null) ? await RecordOfCycle.Build(db, cycle, scheme, cancellationToken) : null;
        var codes = record is null ? null : await CodesByStreet(db, cycle, cancellationToken);
        var due = cycle.PhaseOrNull(PhaseCode.SumUp)?.Deadline;
        return new ReportsOfCycle(recipients, [.. units.Where(u => u.Kind == UnitKind.Street).OrderBy(u => u.Code, StringComparer.Ordinal).Select(street =>
        {
            var own = reports.Where(r => r.StreetId == street.Id).ToList();
            var standing = own.Find(r => r.SetAsideAt is null);
            return new StreetStanding(
                street, entries[street.Id].Count(), standing,
                standing is not null && record is not null && RunOfCycle.Hash(PartOf(record, codes![street.Id]).Print()) != standing.Hash,
                standing?.SignedAt is null && due is { } day && now >= day && cycle.State is CycleState.Scoring,
                standing is null ? own.LastOrDefault()?.Answers.Find(a => !a.Accepted) : null)
            {
                Missing = [.. recipients.Where(r => standing?.Answers.Exists(a => a.DepartmentId == r.Id && a.Accepted) != true)],
            };
        })]);
    }

    /// <summary>What a street reports as it stands now, printed: its part of the cycle's record, its entries with everything that was handed in about them.</summary>
    public static async Task<string> Content(ScoringDb db, Cycle cycle, Scheme scheme, int streetId, CancellationToken cancellationToken = default) =>
        PartOf(await RecordOfCycle.Build(db, cycle, scheme, cancellationToken), (await CodesByStreet(db, cycle, cancellationToken))[streetId]).Print();

    /// <summary>What stands in the way of a tally, as one sentence; null when nothing does.</summary>
    public string? Obstacle()
    {
        var open = Streets.Where(s => !s.Done).ToList();
        if (open.Count == 0)
            return null;
        string?[] words =
        [
            Say(open.Where(s => s.Report?.SignedAt is null), "还没有汇总签字"),
            Say(open.Where(s => s.Report?.SignedAt is not null && s.Stale), "签字以后数据有变动，要重新汇总"),
            .. Recipients.Select(r => Say(open.Where(s => s.Report?.SignedAt is not null && !s.Stale && s.Missing.Any(m => m.Code == r.Code)), $"等{r.Name}签收")),
        ];
        return $"街道报送没有齐：{string.Join("；", words.OfType<string>())}。";

        static string? Say(IEnumerable<StreetStanding> streets, string what) => streets.ToList() is { Count: > 0 } some ? $"{string.Join("、", some.Select(s => s.Street.Name))}{what}" : null;
    }

    private static async Task<ILookup<int, string>> CodesByStreet(ScoringDb db, Cycle cycle, CancellationToken cancellationToken) =>
        (await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).Select(e => new { e.StreetId, e.Code }).ToListAsync(cancellationToken)).ToLookup(e => e.StreetId, e => e.Code!);

    private static TallyRecord PartOf(TallyRecord whole, IEnumerable<string> codes)
    {
        var own = codes.ToHashSet(StringComparer.Ordinal);
        var sheets = whole.Sheets.Where(s => own.Contains(s.Entry)).ToList();
        var judges = sheets.Select(s => s.Judge).ToHashSet(StringComparer.Ordinal);
        return new TallyRecord(
            whole.Scheme,
            [.. whole.Entries.Where(e => own.Contains(e.Code))],
            [.. whole.Judges.Where(j => judges.Contains(j.Code))],
            [.. whole.Recusals.Where(r => own.Contains(r.Entry) && judges.Contains(r.Judge))],
            sheets,
            [.. whole.Evidence.Where(e => own.Contains(e.Entry))],
            [.. whole.Ballots.Where(b => own.Contains(b.Entry))],
            [.. whole.Metrics.Where(m => own.Contains(m.Entry))],
            [.. whole.Adjustments.Where(a => own.Contains(a.Entry))],
            [.. whole.Vetoes.Where(v => own.Contains(v.Entry))]);
    }
}
