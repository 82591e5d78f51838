using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Home;

/// <summary>What a cycle's open objections ask of the signed-in person: to give out, to look into, to decide.</summary>
internal sealed class ObjectionWork(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, SchemeShelf shelf, DateTimeOffset now)
{
    public async Task<IReadOnlyList<TodoRow>> Rows(CancellationToken cancellationToken)
    {
        if (cycle.OpenObjections == 0 || !actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver, Role.EvidenceDepartment))
            return [];
        var cases = await ObjectionCase.Read(db, db.Objections.Where(o => o.CycleId == cycle.Id), cancellationToken);
        return [.. cases.Where(c => c.State != ObjectionState.Settled).Select(Row).OfType<TodoRow>()];
    }

    private TodoRow? Row(ObjectionCase found) => found.State switch
    {
        ObjectionState.Filed when actor.Is(Role.Operator) => Row(found, "等待分办", "分给核实的同志", "去分办"),
        ObjectionState.Assigned when found.Assignment!.AccountId == actor.AccountId => Row(found, "等您核实答复", "答复后由另一位同志审定", "去答复"),
        ObjectionState.Answered when actor.Is(Role.Approver) && found.Waiting!.ById != actor.AccountId => Row(found, "等您审定答复", ObjectionNames.Of(found.Waiting.Outcome), "去审定"),
        _ => null,
    };

    private TodoRow Row(ObjectionCase found, string what, string text, string action) => new(
        $"异议第 {found.Objection.Number} 号{what}", $"{cycle.Title}　{text}；办结以前不发布",
        CycleWords.Due(ObjectionRules.AnswerBy(found.Objection.ReceivedOn, scheme.Publication.Objections, shelf.Calendar), now), action, $"/objections/{found.Objection.Id}");
}
