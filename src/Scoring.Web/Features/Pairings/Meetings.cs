using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Pairings;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>Meetings a street called, and who did not come. One person notes an absence, another confirms it; then it is deducted in the cycle of its quarter.</summary>
public static class Meetings
{
    public sealed record Query(Command? Typed = null) : IRequest<View>;

    public sealed record View(PageHead Head, IReadOnlyList<Row> Rows, bool Writes, IReadOnlyList<(int Id, string Name)> Pairings, Command Typed, string Today, Guid Key);

    public sealed record Row(string Day, string Topic, string Street, string By, IReadOnlyList<Missed> Absences);

    /// <param name="Open">Waits for a second person, and the reader may be that person.</param>
    public sealed record Missed(int Id, string Who, Badge State, string Said, bool Open, Guid Key);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public DateOnly? Day { get; init; }

        public string? Topic { get; init; }

        /// <summary>Pairings that were not represented.</summary>
        public List<int> Absent { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed record Settle : ICommand<string>, IKeyed
    {
        public int AbsenceId { get; init; }

        public bool Confirm { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Day).NotNull().WithMessage("请填写开会的日期。");
            RuleFor(c => c.Topic).NotEmpty().WithMessage("请填写会议内容。").MaximumLength(100).WithMessage("会议内容请不超过 100 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        private const int Shown = 40;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var today = ChinaTime.DateOf(clock.Now);
            var street = actor.IsAny(Role.Operator, Role.Supervisor) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
            var meetings = await db.Meetings.AsNoTracking().Where(m => street == null || m.StreetId == street).OrderByDescending(m => m.Day).ThenByDescending(m => m.Id).Take(Shown).ToListAsync(cancellationToken);
            var ids = meetings.ConvertAll(m => m.Id);
            var absences = (await db.MeetingAbsences.AsNoTracking().Where(a => ids.Contains(a.MeetingId)).OrderBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.MeetingId);
            var names = await db.Users.Names(cancellationToken);
            var units = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var pairings = await db.Pairings.AsNoTracking().Where(p => street == null || p.Estate!.StreetId == street).OrderBy(p => p.PairedUnit!.Code).ThenBy(p => p.Estate!.Code)
                .Select(p => new { p.Id, Name = $"{p.PairedUnit!.Name}（{p.Estate!.Name}）", p.Since, p.Until }).ToListAsync(cancellationToken);
            var called = pairings.ToDictionary(p => p.Id, p => p.Name);
            var writes = actor.Is(Role.StreetCommittee);
            var open = absences.SelectMany(g => g).Count(a => a.Open);
            return new View(
                new PageHead("会议和缺席") { Crumbs = [("包联", "/pairings")], Sub = "缺席由一位同志登记、另一位同志确认，确认后在当季扣分", Next = open > 0 ? $"{open} 条缺席等另一位同志确认" : null },
                [.. meetings.Select(m => new Row(ChinaTime.Words(m.Day), m.Topic, units.GetValueOrDefault(m.StreetId, "—"), $"{names.GetValueOrDefault(m.ById)} 登记",
                    [.. absences[m.Id].Select(a => new Missed(a.Id, called.GetValueOrDefault(a.PairingId, "—"),
                        a.CancelledAt is not null ? new Badge("已取消") : a.ConfirmedAt is null ? new Badge("待确认", Tone.Wait) : a.AdjustmentId is null ? new Badge("已确认，到期扣分", Tone.Info) : new Badge("已扣分", Tone.Refused),
                        a.ConfirmedAt is { } at ? $"{names.GetValueOrDefault(a.ConfirmedById ?? 0)} {ChinaTime.Words(at)} 确认" : $"{names.GetValueOrDefault(a.ProposedById)} 登记",
                        a.Open && a.ProposedById != actor.Id && actor.IsAny(Role.StreetCommittee, Role.Supervisor), Guid.NewGuid()))]))],
                writes, writes ? [.. pairings.Where(p => p.Since <= today && (p.Until is null || p.Until >= today)).Select(p => (p.Id, p.Name))] : [],
                request.Typed ?? new Command { Day = today }, $"{today:yyyy-MM-dd}", Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var street = actor.UnitFor(Role.StreetCommittee);
            if (request.Day > ChinaTime.DateOf(clock.Now))
                throw Refused.Input("会还没有开，开过再登记。");
            var absent = request.Absent.Distinct().ToList();
            var own = await db.Pairings.AsNoTracking().Include(p => p.Estate).Where(p => absent.Contains(p.Id) && p.Estate!.StreetId == street).ToListAsync(cancellationToken);
            if (own.Count != absent.Count || own.Exists(p => !p.Holds(request.Day!.Value)))
                throw Refused.Input("有的单位当天没有包联本街道的小区，请核对后再登记。");
            var meeting = new Meeting { StreetId = street, Day = request.Day!.Value, Topic = request.Topic!.Trim(), ById = actor.Id, At = clock.Now };
            db.Meetings.Add(meeting);
            await db.SaveChangesAsync(cancellationToken);
            db.MeetingAbsences.AddRange(absent.Select(id => new MeetingAbsence { MeetingId = meeting.Id, PairingId = id, ProposedById = actor.Id, ProposedAt = clock.Now }));
            journal.Note(null, null, $"登记会议“{meeting.Topic}”（{meeting.Day:yyyy-MM-dd}），缺席 {absent.Count} 家");
            return absent.Count == 0 ? "已登记，没有缺席。" : $"已登记，{absent.Count} 条缺席等另一位同志确认。";
        }
    }

    public sealed class SettleHandler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor, Journal journal) : IRequestHandler<Settle, string>
    {
        public async Task<string> Handle(Settle request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee, Role.Supervisor);
            var absence = await db.MeetingAbsences.Include(a => a.Meeting).SingleOrDefaultAsync(a => a.Id == request.AbsenceId, cancellationToken) ?? throw Refused.Missing("没有这一条缺席。");
            if (!actor.Is(Role.Supervisor) && absence.Meeting!.StreetId != actor.UnitFor(Role.StreetCommittee))
                throw Refused.NotYours("只能处理本街道会议的缺席。");
            // That the two are different people is the table's constraint; it answers with its own sentence.
            absence.Settle(request.Confirm, actor.Id, clock.Now);
            journal.Note(null, null, $"{(request.Confirm ? "确认" : "取消")}“{absence.Meeting!.Topic}”会议的一条缺席");
            await db.SaveChangesAsync(cancellationToken);
            foreach (var cycle in await db.Cycles.Unfinished().ToListAsync(cancellationToken))
            {
                cycle.Advance(clock.Now);
                await AbsencesOfCycle.Deduct(db, cycle, await shelf.Of(cycle, cancellationToken), cancellationToken);
            }

            return request.Confirm ? "已确认。" : "已取消，不扣分。";
        }
    }
}
