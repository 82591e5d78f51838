using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>Calling back a random sample of the households visited: were you asked, did you answer yourself? Never what was answered.</summary>
public static class CallBacks
{
    public sealed record Query(int? Cycle) : IRequest<View>;

    public sealed record Row(Guid Visit, string Estate, string Place, string Worker, Badge State, string? Note, bool Open, Guid Key);

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<Row> Rows, int Visits);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public Guid Visit { get; init; }

        public CallBackFinding? Finding { get; init; }

        public string? Note { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Finding).NotNull().WithMessage("请选回访的结果。");
            RuleFor(c => c.Note).NotEmpty().When(c => c.Finding == CallBackFinding.Denied).WithMessage("请写明居民怎么说。");
            RuleFor(c => c.Note).MaximumLength(200).WithMessage("说明请不超过 200 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor, Role.Operator);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var cycle = asked.Cycle;
            cycle.Advance(clock.Now);
            var visits = await db.DoorstepVisits.AsNoTracking().Where(v => v.CycleId == cycle.Id).ToListAsync(cancellationToken);
            var found = (await db.CallBacks.AsNoTracking().Join(db.DoorstepVisits.Where(v => v.CycleId == cycle.Id), c => c.VisitId, v => v.Id, (c, v) => c).ToListAsync(cancellationToken)).ToDictionary(c => c.VisitId);
            var names = asked.Estates.ToDictionary(e => e.Id, e => e.Name);
            var workers = visits.Select(v => v.WorkerId).Distinct().ToList();
            var people = await db.Users.Where(u => workers.Contains(u.Id)).Names(cancellationToken);
            // Once called back a visit stays on the list, even when later visits have lower lots.
            var sample = visits.GroupBy(v => v.EstateId).SelectMany(g => CallBackSample.Of([.. g]).Union(g.Where(v => found.ContainsKey(v.Id)))).ToList();
            var open = sample.Count(v => !found.ContainsKey(v.Id));
            return new View(
                new PageHead("入户回访")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = $"入户 {visits.Count} 户，每个小区随机抽十分之一、不少于 {CallBackSample.Least} 户；只问有没有访问、是不是本人答，不问选了什么", State = cycle.Badge(),
                    Next = open > 0 ? $"还有 {open} 户没有回访" : null,
                },
                cycle.Id,
                [.. sample.OrderBy(v => found.ContainsKey(v.Id)).ThenBy(v => v.EstateId).ThenBy(v => v.Lot).Select(v =>
                {
                    var known = found.GetValueOrDefault(v.Id);
                    return new Row(v.Id, names.GetValueOrDefault(v.EstateId, "—"), v.Place, people.GetValueOrDefault(v.WorkerId, "—"), known?.Finding switch
                    {
                        CallBackFinding.Confirmed => new Badge("属实", Tone.Ok),
                        CallBackFinding.Denied => new Badge("不属实", Tone.Refused),
                        CallBackFinding.Unreached => new Badge("没联系上"),
                        _ => new Badge("待回访", Tone.Wait),
                    }, known?.Note, known is null && v.WorkerId != actor.Id && PhaseTable.Allows(cycle, Act.EnterPaper, clock.Now), Guid.NewGuid());
                })],
                visits.Count);
        }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor, Role.Operator);
            var visit = await db.DoorstepVisits.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.Visit, cancellationToken) ?? throw Refused.Missing("没有这一户的入户记录。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == visit.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.EnterPaper, clock.Now);
            if (await db.CallBacks.AnyAsync(c => c.VisitId == visit.Id, cancellationToken))
                throw new Refused("这一户已经回访过。");
            db.CallBacks.Add(new CallBack { VisitId = visit.Id, WorkerId = visit.WorkerId, Finding = request.Finding!.Value, Note = request.Note?.Trim() ?? string.Empty, ById = actor.Id, At = clock.Now });
            journal.Note(cycle.Id, null, $"回访{visit.Place}：{Words(request.Finding.Value)}");
            return $"已记下{visit.Place}的回访：{Words(request.Finding.Value)}";
        }

        private static string Words(CallBackFinding finding) => finding switch
        {
            CallBackFinding.Confirmed => "属实",
            CallBackFinding.Denied => "不属实",
            _ => "没联系上",
        };
    }
}
