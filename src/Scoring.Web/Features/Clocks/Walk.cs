using MediatR;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Clocks;

/// <summary>Moves the demo's clock forward: a day, or just past the next moment at which anything opens or closes.</summary>
public static class Walk
{
    public enum Step
    {
        Day,
        Phase,
    }

    public sealed record Command(Step Step) : ICommand<string>;

    /// <summary>For whom cycles wait after a walk: nothing breaks when nobody acted, it stands still.</summary>
    public sealed record Standing : IRequest<IReadOnlyList<string>>;

    public sealed class Handler(ScoringDb db, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var next = request.Step == Step.Phase
                ? (await OpenCycles.Load(db, cancellationToken)).Select(c => c.NextMoment(now)).OfType<Moment>().MinBy(m => m.At)
                : null;
            // A little past the moment: the offset is kept in whole seconds, and a deadline must be behind us.
            var to = next?.At.AddSeconds(2) ?? now.AddDays(1);
            await clock.MoveTo(to, db);
            var said = $"演示时钟走到 {ChinaTime.Words(to)}{(next is null ? string.Empty : $"（{next.Words}）")}";
            journal.Note(null, null, said);
            return said;
        }
    }

    public sealed class StandingHandler(ScoringDb db, Clock clock) : IRequestHandler<Standing, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Standing request, CancellationToken cancellationToken) =>
            [.. (await OpenCycles.Load(db, cancellationToken)).Select(c => Waiting.For(c, clock.Now)).OfType<string>()];
    }
}
