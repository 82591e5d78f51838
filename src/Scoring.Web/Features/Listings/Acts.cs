using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Listings;

/// <summary>The three acts on a unit that may be listed to its disadvantage: tell, answer, decide.</summary>
public sealed class Acts(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf, Journal journal)
    : IRequestHandler<Board.Tell, string>, IRequestHandler<Board.Reply, string>, IRequestHandler<Board.Decide, string>
{
    public async Task<string> Handle(Board.Tell request, CancellationToken cancellationToken)
    {
        actor.Demand(Role.Operator);
        var (cycle, scheme, one) = await Case(request.EntryId, Act.ProposeListing, cancellationToken);
        if (one.Finding is not null)
            throw new Refused($"{one.Entry.PersonName}已经告知过，不能重复告知。");
        var until = ChinaTime.At(shelf.Calendar.AddWorkingDays(ChinaTime.DateOf(clock.Now), scheme.Publication.Adverse!.ReplyWorkingDays), new TimeOnly(18, 0));
        var finding = AdverseFinding.Of(cycle.Id, one.Entry.Id, request.Document, request.Reason, actor.Id, clock.Now, until);
        db.AdverseFindings.Add(finding);
        journal.Note(cycle.Id, one.Entry.Id, $"告知街道：{one.Entry.PersonName}拟列入“{scheme.Scoring.Award!.NameOf(one.Result.Award)}”，依据 {finding.Document}，{ChinaTime.Words(until)} 前答复");
        return $"已告知街道，{ChinaTime.Words(until)} 前可以答复。";
    }

    public async Task<string> Handle(Board.Reply request, CancellationToken cancellationToken)
    {
        var (cycle, _, one) = await Case(request.EntryId, Act.AnswerListing, cancellationToken);
        if (one.Finding is not { } finding || !actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == one.Entry.StreetId))
            throw Refused.NotYours("只能答复告知本街道的事项。");
        db.AdverseReplies.Add(finding.Reply(one.Reply, request.Text, actor.Id, clock.Now));
        journal.Note(cycle.Id, one.Entry.Id, $"街道就{one.Entry.PersonName}答复：{request.Text!.Trim()}");
        return "已答复，等组织部决定。";
    }

    public async Task<string> Handle(Board.Decide request, CancellationToken cancellationToken)
    {
        actor.Demand(Role.Approver);
        var (cycle, _, one) = await Case(request.EntryId, Act.DecideListing, cancellationToken);
        if (one.Finding is not { } finding)
            throw new Refused("还没有告知街道，不能决定。请经办先告知。");
        db.AdverseDecisions.Add(finding.Decide(one.Reply, one.Decision, request.Listed!.Value, request.Why, actor.Id, clock.Now));
        var word = request.Listed.Value ? "公开" : "不公开";
        journal.Note(cycle.Id, one.Entry.Id, $"决定{word}{one.Entry.PersonName}：{request.Why!.Trim()}");
        return $"已决定{word}。";
    }

    private async Task<(Cycle Cycle, Scheme Scheme, AdverseCase Case)> Case(int entryId, Act act, CancellationToken cancellationToken)
    {
        var cycle = await db.Cycles.SingleOrDefaultAsync(c => db.Entries.Any(e => e.Id == entryId && e.CycleId == c.Id), cancellationToken) ?? throw Refused.Missing("没有这个对象。");
        PhaseTable.Demand(cycle, act, clock.Now);
        var scheme = await shelf.Of(cycle, cancellationToken);
        var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算。");
        var one = (await AdverseOfCycle.Read(db, cycle.Id, scheme, run.Result, cancellationToken)).FirstOrDefault(c => c.Entry.Id == entryId)
            ?? throw Refused.Missing("这个对象的等次不用先告知再公开。");
        return (cycle, scheme, one);
    }
}
