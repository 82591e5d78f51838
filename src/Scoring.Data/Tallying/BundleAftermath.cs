using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Notices;
using Scoring.Domain.Bundles;
using Scoring.Domain.Notices;

namespace Scoring.Data.Tallying;

/// <summary>The parts of a bundle that tell of draws, of objections and of corrections, each only where there were any. Nobody is named and no word is quoted.</summary>
internal static class BundleAftermath
{
    public static async Task<IEnumerable<(string Name, string Json)>> Of(ScoringDb db, Publication publication, CancellationToken cancellationToken)
    {
        var draws = await db.Draws.AsNoTracking().Where(d => d.CycleId == publication.CycleId).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var cases = await ObjectionCase.Read(db, db.Objections.Where(o => o.CycleId == publication.CycleId), cancellationToken);
        var corrections = await Corrections(db, publication, cancellationToken);
        return new[]
        {
            (draws.Count, "draws.json", (object)new { draws = draws.Select(d => new { kind = d.Kind, method = DrawsPart.Method, seed = d.Seed, order = d.Order }) }),
            (cases.Count, "objections.json", new { objections = Objections(cases) }),
            (corrections.Count, "corrections.json", new { corrections }),
        }.Where(f => f.Item1 > 0).Select(f => (f.Item2, BundleWriter.Canonical(f.Item3)));
    }

    /// <summary>All are settled: the database publishes nothing before they are.</summary>
    private static IEnumerable<object> Objections(IReadOnlyList<ObjectionCase> cases)
    {
        var person = Tokens();
        return [.. cases.Select(c => (Case: c, Answer: c.Settled!)).Select(c => new
        {
            number = c.Case.Objection.Number, received = c.Case.Objection.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), outcome = ObjectionNames.Code(c.Answer.Outcome),
            answeredBy = person(c.Answer.ById), decidedBy = person(c.Case.WordOn(c.Answer)!.ById),
        })];
    }

    private static async Task<IReadOnlyList<object>> Corrections(ScoringDb db, Publication publication, CancellationToken cancellationToken)
    {
        var hashes = await db.Publications.AsNoTracking().Where(p => p.CycleId == publication.CycleId && p.Number <= publication.Number)
            .Join(db.TallyRuns, p => p.TallyRunId, r => r.Id, (p, r) => new { p.Number, r.ResultHash }).ToDictionaryAsync(p => p.Number, p => p.ResultHash, cancellationToken);
        var accepted = await db.CorrectionDecisions.AsNoTracking().Where(d => d.CycleId == publication.CycleId && d.Accepted && d.Number < publication.Number)
            .Join(db.Corrections, d => d.CorrectionId, c => c.Id, (d, c) => new { d.Number, c.Kind, d.ProposedById, d.ById }).OrderBy(d => d.Number).ToListAsync(cancellationToken);
        var person = Tokens();
        return [.. accepted.Select(c => new
        {
            number = c.Number!.Value, kind = c.Kind == CorrectionKind.Words ? "words" : "result", before = hashes[c.Number.Value], after = hashes[c.Number.Value + 1],
            proposedBy = person(c.ProposedById), decidedBy = person(c.ById),
        })];
    }

    /// <summary>P1, P2 … in the order of asking: tells people of one file apart and nothing else.</summary>
    private static Func<int, string> Tokens()
    {
        var tokens = new Dictionary<int, string>();
        return id => tokens.TryGetValue(id, out var token) ? token : tokens[id] = $"P{(tokens.Count + 1).ToString(CultureInfo.InvariantCulture)}";
    }
}
