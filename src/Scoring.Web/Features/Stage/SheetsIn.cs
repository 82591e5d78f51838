using MediatR;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;

namespace Scoring.Web.Features.Stage;

/// <summary>The panel before the candidates being scored, or else the one last on stage: read with every sheet that comes in, once for everybody.</summary>
public static class SheetsIn
{
    public sealed record Query(int CycleId, Show Show) : IRequest<IReadOnlyList<JudgeAtTurn>>;

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, IReadOnlyList<JudgeAtTurn>>
    {
        public Task<IReadOnlyList<JudgeAtTurn>> Handle(Query request, CancellationToken cancellationToken) => Of(db, request.CycleId, request.Show, cancellationToken);
    }

    public static Task<IReadOnlyList<JudgeAtTurn>> Of(ScoringDb db, int cycleId, Show show, CancellationToken cancellationToken) =>
        JudgesAtTurn.Read(db, cycleId, show, [.. show.Taking.Select(t => t.EntryId).DefaultIfEmpty(show.CurrentId ?? 0)], cancellationToken);

    /// <summary>How many are in, and of how many; who is recused hands in nothing.</summary>
    public static (int In, int Of) Count(IReadOnlyList<JudgeAtTurn> panel)
    {
        var wanted = panel.Where(j => j.Standing != SheetStanding.Recused).ToList();
        return (wanted.Count(j => !j.Owes), wanted.Count);
    }
}
