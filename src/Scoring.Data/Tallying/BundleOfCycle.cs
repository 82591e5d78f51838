using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Judging;
using Scoring.Domain.Bundles;
using Scoring.Domain.Chains;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tallying;

/// <summary>
/// Everything a bundle of one publication holds, from the rows. No names: judges and entries by code, officials by a token that only tells them apart.
/// No times of sheets and no order of handing in, by which a code could be matched to a person.
/// </summary>
public sealed record BundleOfCycle(BundleSubject Subject, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<ChainLink> Chain)
{
    /// <summary>The head of the chain as of the publication, or of the word that corrected it last; null when the publication is not in the chain.</summary>
    public static async Task<ChainLink?> HeadOf(ScoringDb db, int cycleId, string resultHash, CancellationToken cancellationToken = default)
    {
        var said = await db.AuditEvents.AsNoTracking().Where(e => e.CycleId == cycleId && (e.Act == "Cycles.Advance" || e.Act == "Corrections.Decide") && e.Body.Contains(resultHash))
            .OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        return said is null ? null : new ChainLink(said.Id, said.Previous, said.Body, said.Hash);
    }

    public static async Task<BundleOfCycle> Build(ScoringDb db, Publication publication, ChainLink head, CancellationToken cancellationToken = default)
    {
        var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == publication.CycleId, cancellationToken);
        var scheme = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == cycle.SchemeVersionId, cancellationToken);
        var run = await db.TallyRuns.AsNoTracking().SingleAsync(r => r.Id == publication.TallyRunId, cancellationToken);
        var record = TallyRecord.Parse(run.RecordJson).ForThePublic();
        var first = await db.AuditEvents.Where(e => e.CycleId == cycle.Id).MinAsync(e => e.Id, cancellationToken);
        var chain = await db.AuditEvents.AsNoTracking().Where(e => e.Id >= first && e.Id <= head.Number).OrderBy(e => e.Id)
            .Select(e => new ChainLink(e.Id, e.Previous, e.Body, e.Hash)).ToListAsync(cancellationToken);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["record.json"] = Utf8(record.Print()),
            ["result.json"] = Utf8(run.ResultJson),
            ["scheme.json"] = Utf8(scheme.Json),
            ["sheets.json"] = Utf8(await Sheets(db, cycle, cancellationToken)),
            ["decisions.json"] = Utf8(await Decisions(db, cycle, run, cancellationToken)),
        };
        foreach (var (name, json) in await BundleAftermath.Of(db, publication, cancellationToken))
            files[name] = Utf8(json);
        return new BundleOfCycle(
            new BundleSubject(cycle.Id, $"{cycle.SchemeCode}/{cycle.Period}", publication.Title, publication.PublishedAt, scheme.Code, scheme.Version, scheme.Hash), files, chain);
    }

    private static async Task<string> Sheets(ScoringDb db, Cycle cycle, CancellationToken cancellationToken)
    {
        var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
        var counting = board.Counting.Select(s => s.Id).ToHashSet();
        var sheets = await db.Sheets.AsNoTracking()
            .Join(db.Judges.Where(j => j.CycleId == cycle.Id), s => s.JudgeId, j => j.Id, (s, j) => new { Sheet = s, Judge = j.Code })
            .Join(db.Entries, s => s.Sheet.EntryId, e => e.Id, (s, e) => new { s.Sheet, s.Judge, Entry = e.Code! }).ToListAsync(cancellationToken);
        return BundleWriter.Canonical(new
        {
            sheets = sheets.OrderBy(s => s.Entry, StringComparer.Ordinal).ThenBy(s => s.Judge, StringComparer.Ordinal).ThenBy(s => s.Sheet.Revision).Select(s => new
            {
                judge = s.Judge, entry = s.Entry, revision = s.Sheet.Revision, marks = s.Sheet.Marks, fingerprint = s.Sheet.Fingerprint, counts = counting.Contains(s.Sheet.Id),
            }),
            asked = board.Judges.Any(j => j.ScopeUnitId is not null) ? "own" : "all",
            absences = board.Owed.OrderBy(a => a.Entry.Code, StringComparer.Ordinal).ThenBy(a => a.Judge.Code, StringComparer.Ordinal).Select(a => new { judge = a.Judge.Code, entry = a.Entry.Code }),
        });
    }

    private static async Task<string> Decisions(ScoringDb db, Cycle cycle, TallyRun run, CancellationToken cancellationToken)
    {
        var codes = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null && (e.State == EntryState.Accepted || e.State == EntryState.Withdrawn))
            .ToDictionaryAsync(e => e.Id, e => e.Code!, cancellationToken);
        var ids = codes.Keys.ToList();
        var adjustments = await db.Adjustments.AsNoTracking().Where(a => ids.Contains(a.EntryId) && a.ConfirmedAt != null && a.CancelledAt == null).ToListAsync(cancellationToken);
        var vetoes = await db.Vetoes.AsNoTracking().Where(v => ids.Contains(v.EntryId) && v.LiftedAt == null).ToListAsync(cancellationToken);
        var approval = await db.Approvals.AsNoTracking().SingleAsync(a => a.TallyRunId == run.Id, cancellationToken);
        var acknowledged = await db.Acknowledgements.AsNoTracking().Where(a => a.TallyRunId == run.Id).ToListAsync(cancellationToken);
        var tokens = new Dictionary<int, string>();
        // In the order of the file, so that the tokens follow from nothing but the file.
        string Person(int id) => tokens.TryGetValue(id, out var token) ? token : tokens[id] = $"P{tokens.Count + 1}";
        return BundleWriter.Canonical(new
        {
            approval = new { talliedBy = Person(approval.TalliedById), approvedBy = Person(approval.ApprovedById) },
            adjustments = adjustments.OrderBy(a => codes[a.EntryId], StringComparer.Ordinal).ThenBy(a => a.Kind, StringComparer.Ordinal).ThenBy(a => a.Amount).Select(a => new
            {
                entry = codes[a.EntryId], kind = a.Kind, code = a.Code, amount = a.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture),
                proposedBy = Person(a.ProposedById), confirmedBy = Person(a.ConfirmedById!.Value),
            }).ToList(),
            vetoes = vetoes.OrderBy(v => codes[v.EntryId], StringComparer.Ordinal).ThenBy(v => v.Ground, StringComparer.Ordinal).Select(v => v.Section is null
                ? (object)new { entry = codes[v.EntryId], ground = v.Ground }
                : new { entry = codes[v.EntryId], section = v.Section, ground = v.Ground }).ToList(),
            acknowledgements = acknowledged.OrderBy(a => a.Flag, StringComparer.Ordinal).Select(a => new { flag = a.Flag, by = Person(a.ById) }).ToList(),
        });
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
