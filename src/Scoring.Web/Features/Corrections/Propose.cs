using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Corrections;

/// <summary>The first word of a correction. Nothing changes for the public until a second person accepts it.</summary>
public static class Propose
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public CorrectionKind? Kind { get; init; }

        /// <summary>"entry/field", as the form's one list offers it.</summary>
        public string? Where { get; init; }

        public string? After { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Kind).NotNull().WithMessage("请选择更正什么。").IsInEnum();
            RuleFor(c => c.Where).NotEmpty().When(c => c.Kind == CorrectionKind.Words).WithMessage("请选择哪一处写错了。");
            RuleFor(c => c.After).NotEmpty().When(c => c.Kind == CorrectionKind.Words).WithMessage("请填写更正后的文字。").MaximumLength(80).WithMessage("更正后的文字请不超过 80 字。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明更正的理由，理由会公开。").MaximumLength(300).WithMessage("理由请不超过 300 字。");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ProposeCorrection, clock.Now);
            if (await db.Corrections.AnyAsync(c => c.CycleId == cycle.Id && !db.CorrectionDecisions.Any(d => d.CorrectionId == c.Id), cancellationToken))
                throw new Refused("已经有一条更正在等审定，审定之后再提下一条。");
            var current = await db.Publications.AsNoTracking().Include(p => p.Rows).Where(p => p.CycleId == cycle.Id).OrderByDescending(p => p.Number).FirstAsync(cancellationToken);
            var kind = request.Kind!.Value;
            var (row, field) = kind == CorrectionKind.Words ? Place(current, request.Where!) : (null, (PublicField?)null);
            var before = row is null ? string.Empty : PublicFieldNames.Read(row, field!.Value);
            var after = row is null ? string.Empty : request.After!.Trim();
            if (row is not null && before == after)
                throw Refused.Input("更正后的文字和原来一样，没有要更正的。");
            db.Corrections.Add(new Correction
            {
                CycleId = cycle.Id, PublicationId = current.Id, Kind = kind, EntryId = row?.EntryId, Field = field, Before = before, After = after,
                Reason = request.Reason!.Trim(), ProposedById = actor.Id, ProposedAt = clock.Now,
            });
            journal.Note(cycle.Id, row?.EntryId, $"提出更正{(field is { } f ? $"{PublicFieldNames.Of(f)}“{before}”为“{after}”" : "结果，需复核重算")}，理由：{request.Reason!.Trim()}");
            return "更正已提出，等另一位同志审定。审定以前公开页面不变。";
        }

        private static (PublicRow, PublicField?) Place(Publication current, string where)
        {
            var parts = where.Split('/');
            var row = parts.Length == 2 && int.TryParse(parts[0], out var entry) ? current.Rows.Find(r => r.EntryId == entry) : null;
            return row is not null && Enum.TryParse<PublicField>(parts[1], out var field) && Enum.IsDefined(field) && PublicFieldNames.Read(row, field).Length > 0
                ? (row, field) : throw Refused.Input("名单上没有这一处，请重新选择。");
        }
    }
}
