using MediatR;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>A paper ballot to be printed and copied: two on an A4 page, without any number of its own.</summary>
public static class Blank
{
    public sealed record Query(int? Cycle, string Estate) : IRequest<View>;

    public sealed record View(int CycleId, string Estate, string Subject, string Organiser, string Audience, IReadOnlyList<SurveyQuestion> Questions);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            Channels.Demand(asked.Survey, BallotChannel.Paper);
            var estate = asked.Estates.FirstOrDefault(e => e.Code == request.Estate) ?? throw Refused.Missing("这个小区不在您能查看的参评小区里。");
            return new View(asked.Cycle.Id, estate.Name, asked.Scheme.Subject.Name, asked.Scheme.Authority.Organiser, asked.Survey.Audience, asked.Survey.Questions);
        }
    }
}
