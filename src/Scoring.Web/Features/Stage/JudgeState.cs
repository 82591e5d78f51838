using MediatR;
using Scoring.Data;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>What the phones of a panel follow: the same for every judge, and without a mark.</summary>
public static class JudgeState
{
    public sealed record Query(int CycleId) : IRequest<object>;

    /// <param name="Step">Number of the newest step.</param>
    /// <param name="Taking">The entries whose sheets are taken now.</param>
    /// <param name="WaitsForOthers">The one on stage is marked together with the ones to come.</param>
    public sealed record State(int Step, bool Opened, bool Ended, bool Rehearsal, Current? Current, IReadOnlyList<int> Taking, TalkClock? Clock, bool WaitsForOthers);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, object>
    {
        public async Task<object> Handle(Query request, CancellationToken cancellationToken)
        {
            var stage = await OnStage.Read(db, shelf, request.CycleId, cancellationToken);
            var show = stage.Show;
            return new State(show.Number, show.Opened, show.Ended, stage.Cycle.Rehearsal, stage.Current, [.. show.Taking.Select(t => t.EntryId)], stage.Clock, show.WaitsForOthers);
        }
    }
}
