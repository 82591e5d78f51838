using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>The stacks of paper ballots of a cycle: registered, read in twice, settled.</summary>
public static class Papers
{
    public sealed record Query(int? Cycle) : IRequest<View>;

    /// <param name="Href">Where the reader goes on with it; null when it does not wait for this person.</param>
    public sealed record Row(int Id, string Estate, int Count, string CollectedOn, Badge State, string? Action, string? Href);

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<AskedEstate> Estates, IReadOnlyList<Row> Rows, bool CanRegister, string First, string Last, string Window, Guid Key)
    {
        public string? On { get; init; }

        public int EstateId { get; init; }

        public int? Count { get; init; }
    }

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Cycle { get; init; }

        public int Estate { get; init; }

        public int Count { get; init; }

        public DateOnly CollectedOn { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Estate).GreaterThan(0).WithMessage("请选择小区。");
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var cycle = asked.Cycle;
            cycle.Advance(clock.Now);
            var batches = await db.PaperBatches.AsNoTracking().Where(b => b.CycleId == cycle.Id).OrderByDescending(b => b.Id).ToListAsync(cancellationToken);
            var forms = batches.ConvertAll(b => b.FormId);
            var readings = (await db.FormReadings.AsNoTracking().Where(r => forms.Contains(r.FormId)).Select(r => new { r.FormId, r.ById }).ToListAsync(cancellationToken)).ToLookup(r => r.FormId, r => r.ById);
            var settled = (await db.PaperSettlements.AsNoTracking().Where(d => forms.Contains(d.FormId)).Select(d => d.FormId).ToListAsync(cancellationToken)).ToHashSet();
            var names = asked.Estates.ToDictionary(e => e.Id, e => e.Name);
            var open = PhaseTable.Allows(cycle, Act.EnterPaper, clock.Now) && actor.IsAny(Role.Operator, Role.Supervisor);
            var last = DateOnly.FromDayNumber(Math.Min(asked.Window.Last.DayNumber, ChinaTime.DateOf(clock.Now).DayNumber));
            var waiting = batches.Count(b => !settled.Contains(b.FormId));
            return new View(
                new PageHead("纸质问卷")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = "每一批由两个人各录一遍，互相看不到；不一致的由第三个人对照原件核定", State = cycle.Badge(),
                    Next = waiting > 0 ? $"{waiting} 批还没有录完" : null,
                },
                cycle.Id, asked.Estates,
                [.. batches.Select(b =>
                {
                    var mine = readings[b.FormId].Contains(actor.Id);
                    var times = readings[b.FormId].Count();
                    var (state, action) = settled.Contains(b.FormId) ? (new Badge("已计入", Tone.Ok), null)
                        : times == 2 ? (new Badge("两遍不一致，待核定", Tone.Refused), mine ? null : "去核定")
                        : (new Badge(times == 0 ? "待录第一遍" : mine ? "您已录，待另一位录第二遍" : "待录第二遍", Tone.Wait), mine ? null : "去录入");
                    return new Row(b.Id, names.GetValueOrDefault(b.EstateId, "—"), b.Count, ChinaTime.MonthDay(b.CollectedOn), state, open ? action : null,
                        open && action is not null ? string.Create(CultureInfo.InvariantCulture, $"/surveys/paper/{b.Id}") : null);
                })],
                actor.Is(Role.Operator) && open && Channels.Offers(asked.Survey, BallotChannel.Paper), Day(asked.Window.First), Day(last),
                $"{ChinaTime.MonthDay(asked.Window.First)} 至 {ChinaTime.MonthDay(last)}，收回的那一天", Guid.NewGuid());
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            PhaseTable.Demand(asked.Cycle, Act.EnterPaper, clock.Now);
            Channels.Demand(asked.Survey, BallotChannel.Paper);
            var estate = asked.Estate(request.Estate);
            PaperBatch.Demand(request.Count, Math.Max(1, estate.Households), request.CollectedOn, asked.Window, ChinaTime.DateOf(clock.Now));
            var number = 1 + await db.PaperBatches.CountAsync(b => b.CycleId == asked.Cycle.Id && b.EstateId == estate.Id, cancellationToken);
            var form = PaperBatch.Form(asked.Survey, asked.Cycle.Id, estate.Id, number, request.Count, clock.Now);
            db.PaperForms.Add(form);
            await db.SaveChangesAsync(cancellationToken);
            db.PaperBatches.Add(new PaperBatch { CycleId = asked.Cycle.Id, EstateId = estate.Id, FormId = form.Id, Count = request.Count, CollectedOn = request.CollectedOn, ById = actor.Id, At = clock.Now });
            journal.Note(asked.Cycle.Id, null, $"登记{estate.Name}纸质问卷 {request.Count} 份");
            return $"已登记{estate.Name}纸质问卷 {request.Count} 份，请在每份上写好编号 1 到 {request.Count}，再由两位同志各录一遍";
        }
    }
}
