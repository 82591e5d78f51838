using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>试评: a sheet for nobody, by which a panel finds a common measure. Nothing of it is a score sheet; it lies apart and is dropped when the first candidate is called.</summary>
public static class Practice
{
    public sealed record Query(int CycleId, IReadOnlyDictionary<string, string?>? Typed = null) : IRequest<View>;

    /// <param name="Text">What the scheme says about it.</param>
    /// <param name="Step">The step that began it; null before any.</param>
    /// <param name="On">Whether it is taken now.</param>
    /// <param name="HandedIn">Whether mine is in.</param>
    /// <param name="Spread">After the end: how far apart we are; empty where the scheme keeps it back or too few handed in.</param>
    /// <param name="WhyNone">Why there is no spread to see.</param>
    public sealed record View(
        int CycleId, string Title, string JudgeLine, string Text, int? Step, bool On, bool HandedIn, bool Rehearsal, IReadOnlyList<Sheet.Line> Lines, decimal Maximum,
        IReadOnlyList<PracticeSpread> Spread, string? WhyNone, int AccountId, Guid Key);

    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int CycleId { get; init; }

        /// <summary>The practice that the page was of.</summary>
        public int Step { get; init; }

        public Dictionary<string, string?> Marks { get; init; } = [];

        public Guid Key { get; init; }
    }

    private static async Task<(Cycle Cycle, Judge Judge, SheetForm Form, string Text, bool Spread, Show Show)> Seat(ScoringDb db, SchemeShelf shelf, Actor actor, int cycleId, CancellationToken cancellationToken)
    {
        var me = actor.Id;
        var judge = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycleId && j.AccountId == me && j.RemovedAt == null && j.ScopeUnitId == null).OrderBy(j => j.Code).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refused.NotYours("您不在本期的评委名单里。");
        var cycle = await db.Cycles.Wanted(cycleId, cancellationToken);
        var scheme = await shelf.Of(cycle, cancellationToken);
        if (scheme.Judging?.Calibration is not { Practice: { } text } rule)
            throw Refused.Missing("这一期的方案没有规定试评。");
        return (cycle, judge, SheetForm.Of(scheme, judge.Panel), text, rule.Spread, await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken));
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, judge, form, text, shows, show) = await Seat(db, shelf, actor, request.CycleId, cancellationToken);
            var sheets = await (from s in db.PracticeSheets.AsNoTracking() join j in db.Judges on s.JudgeId equals j.Id where s.CycleId == cycle.Id && s.Number == show.Practice && j.Panel == judge.Panel select s).ToListAsync(cancellationToken);
            var mine = sheets.Find(s => s.JudgeId == judge.Id)?.Marks;
            var over = show.Practice is not null && !show.Practising;
            var spread = over && shows ? PracticeSpread.Of(form, [.. sheets.Select(s => s.Marks)], mine) : [];
            return new View(
                cycle.Id, cycle.Title, $"评委 {judge.Name} · {judge.UnitName}", text, show.Practice, show.Practising, mine is not null, cycle.Rehearsal,
                [.. form.Criteria.Select(c => Sheet.LineOf(c, request.Typed?.GetValueOrDefault(c.Code) ?? mine?.GetValueOrDefault(c.Code) ?? string.Empty, null))], form.Maximum, spread,
                !over || spread.Count > 0 ? null : !shows ? "按方案，试评的分不公开。" : sheets.Count == 0 ? "试评的分已经清除。" : $"交表的不到 {PracticeSpread.Fewest} 位，不列出差距。",
                actor.Id, Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var (cycle, judge, form, _, _, show) = await Seat(db, shelf, actor, request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.HandInSheet, now);
            if (!show.Practising || show.Practice != request.Step)
                throw new Refused("这次试评已经结束，不再收表。试评的分不计入，不交也没有关系。");
            var marks = form.Check(request.Marks.ToDictionary(m => m.Key, m => m.Value ?? string.Empty));
            var number = request.Step;
            if (await db.PracticeSheets.SingleOrDefaultAsync(s => s.JudgeId == judge.Id && s.Number == number, cancellationToken) is { } before)
                (before.Marks, before.At) = (marks, now);
            else
                db.PracticeSheets.Add(new PracticeSheet { CycleId = cycle.Id, JudgeId = judge.Id, Number = number, Marks = marks, At = now });
            after.SheetIn(cycle.Id);
            journal.Note(cycle.Id, null, $"{judge.Name}（{judge.Code}）交试评表，不计分");
            return Done.It;
        }
    }
}
