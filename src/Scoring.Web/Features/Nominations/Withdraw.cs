using FluentValidation;
using MediatR;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>Takes an own entry back, with a reason; its slot is free again.</summary>
public static class Withdraw
{
    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(Clock clock, FilingDesk desk, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, _, _) = await desk.Cycle(entry.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, FilingDesk.ActOn(entry), clock.Now);
            var draft = entry.State == EntryState.Draft;
            entry.Withdraw(request.Reason, clock.Now);
            await desk.DropFiling(cycle.Id, cancellationToken);
            journal.Note(cycle.Id, entry.Id, draft ? $"放弃{entry.PersonName}的草稿" : $"撤回{entry.PersonName}的申报，理由：{entry.Reason}");
            return Done.It;
        }
    }
}
