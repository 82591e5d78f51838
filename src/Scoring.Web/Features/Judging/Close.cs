using FluentValidation;
using MediatR;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>Ends the scoring before its deadline: freely when everyone is in, otherwise with what is missing stated and a reason.</summary>
public static class Close
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        /// <summary>How many sheets were missing on the page that asked.</summary>
        public int Missing { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.CloseScoring, now);
            if (cycle.ScoringClosed(now))
                throw new Refused("本场评分已经结束，不用再操作。接下来请核算。");
            var board = await SheetsOfCycle.Of(db, cycle.Id, cancellationToken);
            if (board.Counting.Count == 0)
                throw new Refused("还没有一张评分表，不能结束评分。");
            var owed = board.Owed;
            if (owed.Count != request.Missing)
                throw new Refused($"情况刚刚有变化：现在还差 {owed.Count} 张没有交。请看过最新情况再决定。");
            if (owed.Count > 0 && string.IsNullOrWhiteSpace(request.Reason))
                throw Refused.Input($"还差 {owed.Count} 张没有交：{Who(owed)}。不等的，请写明理由。");
            cycle.ScoringClosedAt = now;
            journal.Note(cycle.Id, null, owed.Count == 0 ? "评分表全部交齐，提前结束评分" : $"提前结束评分，还差 {owed.Count} 张（{Who(owed)}），理由：{request.Reason!.Trim()}");
            return "评分已经结束。下一步由经办核算。";
        }

        private static string Who(IReadOnlyList<Domain.Judging.OwedSheet> owed) =>
            string.Join("、", owed.GroupBy(o => o.Judge.Name).Take(6).Select(g => $"{g.Key} {g.Count()} 张")) + (owed.Select(o => o.Judge.Id).Distinct().Count() > 6 ? "等" : string.Empty);
    }
}
