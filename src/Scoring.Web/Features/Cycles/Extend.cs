using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Reminders;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Cycles;

/// <summary>A later end for one phase, with a reason; logged for everyone to see, and told to those whom it concerns.</summary>
public static class Extend
{
    public sealed record Query(int CycleId, string Phase) : IRequest<View>;

    public sealed record View(int CycleId, string Phase, PageHead Head, string PhaseName, string Deadline, Guid Key)
    {
        /// <summary>The next working day at the same hour, until something else is typed.</summary>
        public required string Until { get; init; }

        public string Reason { get; init; } = string.Empty;
    }

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public string Phase { get; init; } = string.Empty;

        /// <summary>Local date and time, as the browser's field writes it: 2026-11-11T18:00.</summary>
        public string? Until { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Until).Must(u => TryRead(u) is not null).WithMessage("请选择新的截止日期和时间。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明延长的理由，理由会记入经过。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var phase = PhaseCode.Extendable.Contains(request.Phase) ? cycle.PhaseOrNull(request.Phase) : null;
            if (phase is null)
                throw Refused.Missing("这个阶段不能延长。");
            var day = shelf.Calendar.AddWorkingDays(ChinaTime.DateOf(phase.Deadline), 1);
            return new View(
                cycle.Id, phase.Code,
                new PageHead($"延长“{phase.Name}”") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = "延长对所有人一样有效，并写入本期经过" },
                phase.Name, ChinaTime.Words(phase.Deadline), Guid.NewGuid()) { Until = $"{day:yyyy-MM-dd}T{ChinaTime.TimeOf(phase.Deadline):HH:mm}" };
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ExtendDeadline, clock.Now);
            var until = TryRead(request.Until)!.Value;
            cycle.Extend(request.Phase, until, request.Reason!.Trim(), clock.Now);
            var told = $"“{cycle.Phase(request.Phase).Name}”延长到 {ChinaTime.Words(until)}";
            journal.Note(cycle.Id, null, $"{told}，理由：{request.Reason!.Trim()}");
            var words = $"{cycle.Title}：{told}。理由：{request.Reason!.Trim()}";
            db.Tell(await db.Concerned(cycle, await shelf.Of(cycle, cancellationToken), request.Phase, cancellationToken), told, words, "/todo", clock.Now);
            await db.TellGroups("期限延长", words, clock.Now, cancellationToken);
            return told;
        }
    }

    private static DateTimeOffset? TryRead(string? text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? ChinaTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;
}
