using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// Asking by telephone: the caller reads the words from the screen and presses what is answered. Kept are the attempts and how they ended,
/// never a number or a name; an answer becomes a ballot like any other.
/// </summary>
public static class Calls
{
    public sealed record Query(int? Cycle, int? Estate) : IRequest<View>;

    public sealed record Tally(string Estate, int Attempts, int Answered, int NoReply, int Refused, int NotEligible);

    public sealed record View(PageHead Head, int CycleId, string Organiser, string Subject, IReadOnlyList<AskedEstate> Estates, AskedEstate? Estate, IReadOnlyList<SurveyQuestion> Questions, IReadOnlyList<Tally> Rows, string? Told, Guid Id)
    {
        public IReadOnlyDictionary<string, string> Chosen { get; init; } = new Dictionary<string, string>();

        public PhoneOutcome? Outcome { get; init; }
    }

    public sealed record Command(Guid Id, int Cycle, int Estate, int Attempt, PhoneOutcome? Outcome, IReadOnlyDictionary<string, string> Answers) : ICommand<string>, IQuiet;

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var cycle = asked.Cycle;
            cycle.Advance(clock.Now);
            var attempts = (await db.PhoneAttempts.AsNoTracking().Where(a => a.CycleId == cycle.Id).GroupBy(a => new { a.EstateId, a.Outcome }).Select(g => new { g.Key.EstateId, g.Key.Outcome, Count = g.Count() }).ToListAsync(cancellationToken)).ToLookup(a => a.EstateId);
            var told = !Channels.Offers(asked.Survey, BallotChannel.Phone) ? "本期方案里没有电话访问这种方式。" : !PhaseTable.Allows(cycle, Act.CollectAnswers, clock.Now) ? "本期测评已经截止，不能再打电话收答卷。" : null;
            var phase = cycle.Phase(PhaseCode.Survey);
            return new View(
                new PageHead("电话访问")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = "照屏幕上的话念，不记号码、不记姓名", State = cycle.Badge(),
                    Next = told is null ? "选小区，拨通后照着念" : null, Due = told is null ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                cycle.Id, asked.Scheme.Authority.Organiser, asked.Scheme.Subject.Name, asked.Estates, asked.Estates.FirstOrDefault(e => e.Id == request.Estate), asked.Survey.Questions,
                [.. asked.Estates.Where(e => attempts[e.Id].Any()).Select(e => new Tally(e.Name, attempts[e.Id].Sum(a => a.Count), Of(e.Id, PhoneOutcome.Answered), Of(e.Id, PhoneOutcome.NoReply), Of(e.Id, PhoneOutcome.Refused), Of(e.Id, PhoneOutcome.NotEligible)))],
                told, Guid.NewGuid());

            int Of(int estate, PhoneOutcome outcome) => attempts[estate].Where(a => a.Outcome == outcome).Sum(a => a.Count);
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var estate = asked.Estate(request.Estate);
            if (await db.PhoneAttempts.AnyAsync(a => a.Id == request.Id, cancellationToken))
                return $"{estate.Name}这一次已经记过，只算一次";
            PhaseTable.Demand(asked.Cycle, Act.CollectAnswers, clock.Now);
            Channels.Demand(asked.Survey, BallotChannel.Phone);
            if (request.Id == Guid.Empty || request.Outcome is not { } outcome)
                throw Refused.Input("请选这次电话的结果。");
            if (request.Attempt is < 1 or > 3)
                throw Refused.Input("请选第几次拨打这一户（1 到 3 次）。三次打不通的，不再打。");
            db.PhoneAttempts.Add(new PhoneAttempt { Id = request.Id, CycleId = asked.Cycle.Id, EstateId = estate.Id, Attempt = request.Attempt, Outcome = outcome, CallerId = actor.Id });
            if (outcome == PhoneOutcome.Answered)
            {
                BallotBox.Put(db, asked.Form, estate.Id, BallotChannel.Phone, ChinaTime.DateOf(clock.Now), AnswerSheet.Demand(asked.Survey, request.Answers));
                after.BallotsIn();
            }

            return outcome == PhoneOutcome.Answered ? $"{estate.Name}收到一份电话答卷" : $"{estate.Name}这次电话已记下";
        }
    }
}
