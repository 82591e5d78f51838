using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Notices;

namespace Scoring.Data.Notices;

/// <summary>One objection with everything that was done about it, in order. Holds no contact.</summary>
public sealed record ObjectionCase(Objection Objection, ObjectionAssignment? Assignment, IReadOnlyList<ObjectionAnswer> Answers, IReadOnlyList<ObjectionDecision> Decisions)
{
    public ObjectionState State => ObjectionRules.StateOf(Assignment is not null, Answers, Decisions);

    /// <summary>The answer that a second person accepted; null while it is open.</summary>
    public ObjectionAnswer? Settled => Answers.FirstOrDefault(a => Decisions.Any(d => d.AnswerId == a.Id && d.Accepted));

    /// <summary>The answer that waits for the second person; null when none does.</summary>
    public ObjectionAnswer? Waiting => Settled is null ? Answers.LastOrDefault(a => Decisions.All(d => d.AnswerId != a.Id)) : null;

    public ObjectionDecision? WordOn(ObjectionAnswer answer) => Decisions.FirstOrDefault(d => d.AnswerId == answer.Id);

    /// <summary>The cases of some objections, by cycle and number.</summary>
    public static async Task<IReadOnlyList<ObjectionCase>> Read(ScoringDb db, IQueryable<Objection> which, CancellationToken cancellationToken = default)
    {
        var objections = await which.AsNoTracking().OrderBy(o => o.CycleId).ThenBy(o => o.Number).ToListAsync(cancellationToken);
        var ids = objections.ConvertAll(o => o.Id);
        var assignments = (await db.ObjectionAssignments.AsNoTracking().Where(a => ids.Contains(a.ObjectionId)).OrderBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.ObjectionId);
        var answers = (await db.ObjectionAnswers.AsNoTracking().Where(a => ids.Contains(a.ObjectionId)).OrderBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.ObjectionId);
        var decisions = (await db.ObjectionDecisions.AsNoTracking().Where(d => ids.Contains(d.ObjectionId)).OrderBy(d => d.AnswerId).ToListAsync(cancellationToken)).ToLookup(d => d.ObjectionId);
        return [.. objections.Select(o => new ObjectionCase(o, assignments[o.Id].LastOrDefault(), [.. answers[o.Id]], [.. decisions[o.Id]]))];
    }
}
