using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The end of a cycle that is never made public: its approved result goes to whoever decides, and what they decided is put on record. It changes no figure.</summary>
public static class Conclude
{
    /// <summary>The approved result as a file for whoever decides.</summary>
    public sealed record Sheet(int CycleId) : IRequest<FileTable>;

    public sealed record Command : OnCycle
    {
        public string? Document { get; init; }

        public DateOnly? DecidedOn { get; init; }

        public string? Text { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Document).NotEmpty().WithMessage("请填写决定的文号，或者哪次会议。").MaximumLength(120).WithMessage("文号请不超过 120 字。");
            RuleFor(c => c.DecidedOn).NotNull().WithMessage("请填写决定的日期。");
            RuleFor(c => c.Text).NotEmpty().WithMessage("请写明决定的结果。").MaximumLength(900).WithMessage("决定请不超过 900 字。");
        }
    }

    public sealed class SheetHandler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Sheet, FileTable>
    {
        public async Task<FileTable> Handle(Sheet request, CancellationToken cancellationToken)
        {
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (scheme.Publication.Public || cycle.State < CycleState.Approved)
                throw Refused.Missing("审定以后，不公开的结果才有供决定用的汇总。");
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw Refused.Missing("本期还没有核算。");
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Code!, cancellationToken);
            return new FileTable($"{cycle.Title}汇总", [scheme.Subject.UnitName, scheme.Subject.Name, "编号", "总分", "名次", "建议等次"],
            [
                .. run.Result.Entries.Where(e => entries.ContainsKey(e.Code)).OrderBy(e => entries[e.Code].BranchName, StringComparer.Ordinal).ThenBy(e => e.Rank ?? int.MaxValue)
                    .Select(e => (IReadOnlyList<object?>)[entries[e.Code].BranchName, entries[e.Code].PersonName, e.Code, e.Total?.RoundHalfUp(run.Result.Decimals), e.Rank, AwardWords.Of(e.Award, scheme.Scoring.Award)]),
            ]);
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.Conclude, clock.Now);
            if (request.DecidedOn > ChinaTime.DateOf(clock.Now))
                throw Refused.Input("决定的日期不能晚于今天。");
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
            db.OrganisationDecisions.Add(new OrganisationDecision
            {
                CycleId = cycle.Id, TallyRunId = run.Run.Id, Document = request.Document!.Trim(), DecidedOn = request.DecidedOn!.Value, Text = request.Text!.Trim(), ById = actor.Id, At = clock.Now,
            });
            cycle.Conclude();
            journal.Note(cycle.Id, null, $"登记组织决定（{request.Document!.Trim()}），本期归档，结果不公开", RunOfCycle.Facts(run.Run.ResultHash));
            return "已登记组织决定，本期归档。";
        }
    }
}
