using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>The supervisor sends a locked sheet back with a reason. The sheet stays as it was; it only stops counting.</summary>
public static class Reopen
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int SheetId { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明退回的理由，评委看得到。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var sheet = await db.Sheets.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.SheetId, cancellationToken) ?? throw Refused.Missing("没有这张评分表。");
            var judge = await db.Judges.AsNoTracking().SingleAsync(j => j.Id == sheet.JudgeId, cancellationToken);
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == sheet.EntryId, cancellationToken);
            var cycle = await db.Cycles.SingleAsync(c => c.Id == judge.CycleId, cancellationToken);
            var cell = await SheetsOfCycle.One(db, judge, entry, null, cancellationToken);
            if (cell.Latest!.Id != sheet.Id)
                throw new Refused("评委已经重新交过这张表。请刷新页面，看最新的一次。");
            db.Reopenings.Add(cell.Reopen(cycle, actor.Id, request.Reason!, clock.Now));
            after.Touched(cycle.Id);
            journal.Note(cycle.Id, entry.Id, $"退回{judge.Name}（{judge.Code}）给{entry.PersonName}的评分表，理由：{request.Reason!.Trim()}");
            return $"已退回。请告知{judge.Name}重新打分交表；没有重新交之前，这张表不计分。";
        }
    }
}
