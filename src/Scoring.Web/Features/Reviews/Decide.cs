using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Entries;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>The review's conclusion on a submitted entry: accepted, returned or rejected.</summary>
public static class Decide
{
    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int EntryId { get; init; }

        /// <summary>The version that was read: an entry that changed meanwhile is read again.</summary>
        public int Version { get; init; }

        public EntryState Verdict { get; init; }

        /// <summary>Codes of the gates that were confirmed.</summary>
        public List<string> Gates { get; init; } = [];

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(300).WithMessage("理由请不超过 300 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand([.. PhaseTable.Of(Act.ReviewEntry).Roles]);
            var entry = await db.Entries.SingleOrDefaultAsync(e => e.Id == request.EntryId && e.SubmittedAt != null, cancellationToken) ?? throw Refused.Missing("没有这份申报。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (!ReviewRight.May(actor, scheme, entry))
                throw Refused.NotYours(scheme.Subject.From == SubjectSource.Application ? "自评申报由所在街道初审，组织部不代审。" : "资格审查由组织部经办作结论。");
            PhaseTable.Demand(cycle, Act.ReviewEntry, clock.Now);
            EntryMoves.Demand(entry.State, request.Verdict);
            if (entry.Version != request.Version)
                throw new Refused("这份申报在您打开以后变过。请看过现在的材料，再作结论。");
            switch (request.Verdict)
            {
                case EntryState.Accepted:
                    await Accept(entry, cycle, scheme, request, cancellationToken);
                    break;
                case EntryState.Returned:
                    entry.Return(request.Reason, clock.Now);
                    journal.Note(cycle.Id, entry.Id, $"退回{entry.PersonName}的申报，要求修改：{entry.Reason}");
                    break;
                case EntryState.Rejected:
                    entry.Reject(request.Reason, clock.Now);
                    journal.Note(cycle.Id, entry.Id, $"{entry.PersonName}的申报未通过审查：{entry.Reason}");
                    break;
                default:
                    throw Refused.Input("请选择结论。");
            }

            return Done.It;
        }

        private async Task Accept(Entry entry, Cycle cycle, Scheme scheme, Command request, CancellationToken cancellationToken)
        {
            var rules = scheme.Nomination!;
            var wins = await PastWins.Load(db, scheme.Code, cancellationToken);
            if (CoolingOff.Bar(entry.PersonName, wins.Of(entry.PersonId, entry.PersonName, entry.BranchId), rules.CoolingOffMonths, clock.Now) is { } barred)
                throw new Refused(barred + "请判为不通过。");
            var given = await db.Entries.Where(e => e.CycleId == cycle.Id && e.Code != null).Select(e => e.Code!).ToListAsync(cancellationToken);
            var households = await Enrolment.Households(db, entry.EstateId, cancellationToken);
            entry.Accept(rules.Gates, request.Gates, Entry.NextCode(given), households, clock.Now);
            journal.Note(cycle.Id, entry.Id, $"{entry.PersonName}通过{(entry.Applied ? "街道初审" : "资格审查")}，编号 {entry.Code}");
            if (scheme.Judging is not { } judging)
                return;
            foreach (var judge in await AutomaticRecusals.ForEntry(db, entry, judging.Recusal, clock.Now, cancellationToken))
                journal.Note(cycle.Id, entry.Id, $"评委 {judge.Code}（{judge.UnitName}）自动回避");
        }
    }
}
