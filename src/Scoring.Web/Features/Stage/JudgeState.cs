using MediatR;
using Scoring.Data;
using Scoring.Domain.Stages;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>What the phones of a panel follow: the same for every judge, and without a mark.</summary>
public static class JudgeState
{
    public sealed record Query(int CycleId) : IRequest<object>;

    /// <param name="Step">Number of the newest step.</param>
    /// <param name="Taking">The entries whose sheets are taken now.</param>
    /// <param name="WaitsForOthers">The one on stage is marked together with the ones to come.</param>
    /// <param name="Together">Those marked together, where there are several.</param>
    /// <param name="Practice">The practice; null before it and once the first candidate has been called.</param>
    public sealed record State(
        int Step, bool Opened, bool Ended, bool Rehearsal, Current? Current, IReadOnlyList<int> Taking, TalkClock? Clock, bool WaitsForOthers, IReadOnlyList<Beside> Together, Trial? Practice);

    public sealed record Beside(int EntryId, int Place, string Name);

    /// <param name="Step">The step that began it.</param>
    /// <param name="On">Whether sheets are taken.</param>
    public sealed record Trial(int Step, bool On);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, object>
    {
        public async Task<object> Handle(Query request, CancellationToken cancellationToken)
        {
            var stage = await OnStage.Read(db, shelf, request.CycleId, cancellationToken);
            var show = stage.Show;
            var taking = show.Taking.Where(t => stage.Entries.ContainsKey(t.EntryId)).ToList();
            return new State(show.Number, show.Opened, show.Ended, stage.Cycle.Rehearsal, stage.Current, [.. show.Taking.Select(t => t.EntryId)], stage.Clock, show.WaitsForOthers,
                taking.Count < 2 ? [] : [.. taking.Select(t => new Beside(t.EntryId, stage.PlaceOf(t.EntryId), stage.Entries[t.EntryId].PersonName))],
                show is { Practice: { } step, Ended: false } && show.Turns.All(t => t.State == TurnState.Waiting) ? new Trial(step, show.Practising) : null);
        }
    }
}
