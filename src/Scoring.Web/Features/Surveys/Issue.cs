using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// Issues a batch of slips: their codes are made for one page and go to paper; the database only learns their hashes. Sent again
/// (reload, double click), no second batch is issued, and the codes cannot be shown again either: print at once, or void and reprint.
/// </summary>
public static class Issue
{
    /// <param name="Codes">As many as slips, fresh; forgotten when the page is out.</param>
    /// <param name="Sending">Tells this sending of the form from a repetition of it.</param>
    public sealed record Command(int Cycle, int Estate, IReadOnlyList<string> Codes, Guid Sending, Guid Key, string? Building = null) : ICommand<Answer>, IKeyed
    {
        /// <summary>Never the codes, whoever prints this record.</summary>
        public override string ToString() => $"{Codes.Count} slips for estate {Estate} in cycle {Cycle}";
    }

    /// <summary>What is remembered of it: no code.</summary>
    public sealed record Answer(int BatchId, Guid Sending, string EstateName, string CycleTitle, string GoodUntil);

    /// <summary>The sheet of slips, made once.</summary>
    public sealed record Sheet(int BatchId, string EstateName, string CycleTitle, string GoodUntil, IReadOnlyList<Slip> Slips, int CycleId, int EstateId, string TypeAt);

    /// <param name="Code">In groups, for typing.</param>
    public sealed record Slip(int Number, string Code, string Svg);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, Journal journal) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var cycle = await db.Cycles.Wanted(request.Cycle, cancellationToken);
            PhaseTable.Demand(cycle, Act.IssueSlips, clock.Now);
            if (SurveyWindow.Of(cycle) is not { } window || (await shelf.Of(cycle, cancellationToken)).Survey is null)
                throw new Refused("这一期不测满意度，不用印选票。");
            var estate = await db.Units.SingleOrDefaultAsync(u => u.Id == request.Estate && u.Kind == UnitKind.Estate, cancellationToken) ?? throw Refused.Missing("没有这个小区。");
            var good = await db.TokenBatches.Where(b => b.CycleId == cycle.Id && b.EstateId == estate.Id && b.VoidedAt == null).SumAsync(b => b.Count, cancellationToken);
            var usedOfVoided = await db.BallotTokens.CountAsync(
                t => db.TokenBatches.Any(b => b.Id == t.BatchId && b.CycleId == cycle.Id && b.EstateId == estate.Id && b.VoidedAt != null) && db.SpentTokens.Any(s => s.Hash == t.Hash), cancellationToken);
            var building = request.Building?.Trim() is { Length: > 0 } written ? written : null;
            if (building?.Length > 20)
                throw Refused.Input("楼栋请不超过 20 字，例如“3 号楼”。");
            SlipRules.DemandIssue(estate.Households ?? 0, good + usedOfVoided, request.Codes.Count);

            var batch = new TokenBatch { CycleId = cycle.Id, EstateId = estate.Id, Count = request.Codes.Count, Building = building, IssuedById = actor.Id, IssuedAt = clock.Now };
            db.TokenBatches.Add(batch);
            await db.SaveChangesAsync(cancellationToken);
            var today = ChinaTime.DateOf(clock.Now);
            db.BallotTokens.AddRange(request.Codes.Select(c => new BallotToken { Hash = BallotToken.HashOf(c), EstateId = estate.Id, Channel = BallotChannel.Slip, BatchId = batch.Id, IssuedOn = today }));
            journal.Note(cycle.Id, null, $"为{estate.Name}{building}印制入户选票 {batch.Count} 张（第 {batch.Id} 批）");
            return new Answer(batch.Id, request.Sending, building is null ? estate.Name : $"{estate.Name} {building}", cycle.Title, ChinaTime.MonthDay(window.Last));
        }
    }
}
