using System.Security.Cryptography;
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
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// A grid worker's phone at the door, for the estates of the own street. What is handed in waits on the phone while there is no network, and
/// the visit's own key makes it one however often it comes. Quiet like every ballot: a journal row would say when it came.
/// </summary>
public static class Doorstep
{
    public sealed record Query(int? Cycle) : IRequest<View>;

    public sealed record View(int CycleId, string Title, string Until, IReadOnlyList<AskedEstate> Estates, IReadOnlyList<SurveyQuestion> Questions, bool Open, string? Told, int AccountId);

    /// <param name="Id">Made by the phone; one visit.</param>
    /// <param name="Place">Building and door, for calling back.</param>
    public sealed record Command(Guid Id, int Cycle, int Estate, string? Place, IReadOnlyDictionary<string, string> Answers) : ICommand<Done>, IQuiet;

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            asked.Cycle.Advance(clock.Now);
            var offered = Channels.Offers(asked.Survey, BallotChannel.Doorstep);
            var open = offered && PhaseTable.Allows(asked.Cycle, Act.CollectAnswers, clock.Now);
            return new View(
                asked.Cycle.Id, asked.Cycle.Title, ChinaTime.Words(asked.Window.Last), asked.Estates, asked.Survey.Questions, open && asked.Estates.Count > 0,
                !offered ? "本期方案里没有入户访问这种方式。" : !open ? "本期测评已经截止，不能再入户收答卷。" : asked.Estates.Count == 0 ? "本街道还没有参评的小区。" : null, actor.Id);
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, AfterCommit after) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee);
            if (request.Id == Guid.Empty)
                throw Refused.Input("这一份没有编号，没有收下。请重新打开页面再交。");
            if (await db.DoorstepVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken) is { } known)
                return known.WorkerId == actor.Id ? Done.It : throw Refused.NotYours("这一份是别的账号交的。");
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            PhaseTable.Demand(asked.Cycle, Act.CollectAnswers, clock.Now);
            Channels.Demand(asked.Survey, BallotChannel.Doorstep);
            var estate = asked.Estate(request.Estate);
            var place = request.Place?.Trim();
            if (place is not { Length: > 0 and <= 60 })
                throw Refused.Input("请写明楼栋和门牌（不超过 60 字），以便抽查回访。");
            var answers = AnswerSheet.Demand(asked.Survey, request.Answers);
            db.DoorstepVisits.Add(new DoorstepVisit { Id = request.Id, CycleId = asked.Cycle.Id, EstateId = estate.Id, Place = place, WorkerId = actor.Id, Lot = RandomNumberGenerator.GetInt32(int.MaxValue) });
            BallotBox.Put(db, asked.Form, estate.Id, BallotChannel.Doorstep, ChinaTime.DateOf(clock.Now), answers);
            after.BallotsIn();
            return Done.It;
        }
    }
}
