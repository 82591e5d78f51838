using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Applications;

/// <summary>What the unit sets out for this year. May be changed until the deadline; every change is a revision.</summary>
public static class MakePledge
{
    public sealed record Query(int CycleId, Command? Typed = null) : IRequest<View>;

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<(int Level, string Name)> Levels, IReadOnlyList<string> Sections, string Rule, Command Form, Timeline History, bool Open, string KeepKey);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int Level { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).MaximumLength(Pledge.LongestText).WithMessage($"打算做的事请不超过 {Pledge.LongestText} 字。");
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, ApplicantDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme, unit) = await desk.Cycle(request.CycleId, cancellationToken);
            cycle.Advance(clock.Now);
            var phase = cycle.PhaseOrNull(PhaseCode.Pledge) ?? throw Domain.Refused.Missing("这项活动没有承诺这一步。");
            var all = await db.Pledges.AsNoTracking().Where(p => p.CycleId == cycle.Id && p.UnitId == unit.Id).OrderByDescending(p => p.Revision).ToListAsync(cancellationToken);
            var award = scheme.Scoring.Award!;
            var open = PhaseTable.Allows(cycle, Act.Pledge, clock.Now);
            var form = request.Typed ?? new Command { Level = all.FirstOrDefault()?.Level ?? 0, Text = all.FirstOrDefault()?.Text };
            return new View(
                new PageHead(phase.Name)
                {
                    Crumbs = [("自评申报", "/applications")], Sub = $"{cycle.Title} · {unit.Name}", State = all.Count > 0 ? new Badge("已承诺", Tone.Ok) : new Badge("待承诺", Tone.Wait),
                    Next = open ? "选定目标，写明打算做的事；截止前可以修改" : "承诺期已过", Due = open ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                cycle.Id, [.. Enumerable.Range(1, scheme.Scoring.Sections.Count).Reverse().Select(l => (l, award.NameOf($"LEVEL_{l}")!))],
                [.. scheme.Rubric.Sections.Select(s => $"{s.Name}：{string.Join("、", scheme.Evidence.Where(e => s.Blocks.Any(b => b.Code == e.Block)).SelectMany(e => e.Indicators).Select(i => i.Name))}")],
                scheme.Summary ?? string.Empty, form with { CycleId = cycle.Id, Key = Guid.NewGuid() },
                new Timeline([.. all.Select(p => new TimelineItem($"第 {p.Revision} 稿：{award.NameOf($"LEVEL_{p.Level}")}", ChinaTime.Words(p.At), null, p.Text))], "历次承诺"), open, $"pledge/{cycle.Id}/{actor.Id}");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, ApplicantDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Applicant);
            var (cycle, scheme, unit) = await desk.Cycle(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Pledge, clock.Now);
            var revision = await db.Pledges.CountAsync(p => p.CycleId == cycle.Id && p.UnitId == unit.Id, cancellationToken) + 1;
            var pledge = Pledge.Of(scheme, cycle.Id, unit.Id, revision, request.Level, request.Text, actor.Id, clock.Now);
            db.Pledges.Add(pledge);
            var name = scheme.Scoring.Award!.NameOf($"LEVEL_{pledge.Level}");
            journal.Note(cycle.Id, null, $"{unit.Name}承诺目标：{name}{(revision > 1 ? $"（第 {revision} 稿）" : string.Empty)}");
            return $"已承诺：{name}。";
        }
    }
}
