using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Outings;

/// <summary>One event: sign-up by the streets, attendance and notes by the organisation department, and the experience to read beside it.</summary>
public static class Detail
{
    public sealed record Query(int Id) : IRequest<View>;

    /// <param name="SignsFor">The street that may sign up here; null: none.</param>
    public sealed record View(
        PageHead Head, int Id, string PlaceName, string Place, string When, string? Cancelled, string? Notes, IReadOnlyList<Speaker> Speakers, IReadOnlyList<Guest> Guests,
        Guest? SignsFor, bool CanNote, bool CanCancel, string KeepKey);

    /// <param name="Practice">The experience in the library; null while there is none released.</param>
    public sealed record Speaker(int EntryId, string Name, string From, int? Practice);

    public sealed record Guest(int StreetId, string Street, int? People, string? Names, int? Came);

    public sealed record SignUp : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public int? People { get; init; }

        public string? Names { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Note : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        /// <summary>Street → how many came.</summary>
        public Dictionary<int, int?> Came { get; init; } = [];

        public string? Notes { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Cancel : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(ScoringDb db, OutingSeat seat, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (one, today) = (await seat.Find(request.Id, cancellationToken), ChinaTime.DateOf(clock.Now));
            var ids = one.Speakers.ConvertAll(s => s.EntryId);
            var practices = await db.Practices.AsNoTracking().Where(p => ids.Contains(p.EntryId) && p.ReleasedAt != null).ToDictionaryAsync(p => p.EntryId, p => p.Id, cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var staff = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor);
            var guests = one.Guests.Where(g => staff || g.StreetId == actor.UnitFor(Role.StreetCommittee)).OrderBy(g => g.StreetId).Select(g => new Guest(g.StreetId, streets.GetValueOrDefault(g.StreetId, "—"), g.People, g.Names, g.Came)).ToList();
            var open = !one.Cancelled && one.Notes is null;
            var own = actor.Is(Role.StreetCommittee) && open && today <= one.Day ? guests.Find(g => g.StreetId == actor.UnitFor(Role.StreetCommittee)) : null;
            var notes = actor.Is(Role.Operator) && open && today >= one.Day;
            return new View(
                new PageHead(one.Title)
                {
                    Crumbs = [("观摩和讲堂", "/outings")], Sub = $"{OutingKindNames.Of(one.Kind)} · {ChinaTime.Words(one.Day)}", State = OutingSeat.State(one, today),
                    Next = !open ? null : notes ? "登记到场人数，写下记录" : own is not null ? own.People is null ? "报名：几个人、谁去" : "已经报名，当天以前可以改" : "等街道报名",
                    Due = open && own is { People: null } ? CycleWords.Due(ChinaTime.At(one.Day, new TimeOnly(0, 0)), clock.Now) : null,
                },
                one.Id, OutingKindNames.Place(one.Kind), one.Place, ChinaTime.Words(one.Day), one.CancelReason, one.Notes,
                [.. one.Speakers.Select(s => new Speaker(s.EntryId, s.Name, s.From, practices.TryGetValue(s.EntryId, out var p) ? p : null))], guests, own, notes,
                actor.Is(Role.Operator) && open, $"outing/{one.Id}/{actor.Id}");
        }
    }

    public sealed class Handler(OutingSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<SignUp, string>, IRequestHandler<Note, string>, IRequestHandler<Cancel, string>
    {
        public async Task<string> Handle(SignUp request, CancellationToken cancellationToken)
        {
            var one = await seat.Find(request.Id, cancellationToken);
            one.SignUp(actor.UnitFor(Role.StreetCommittee), request.People ?? -1, request.Names, actor.Id, clock.Now);
            journal.Note(null, null, $"{(request.People == 0 ? "不参加" : $"报名 {request.People} 人参加")}{OutingKindNames.Of(one.Kind)}“{one.Title}”");
            return request.People == 0 ? "已登记：不参加。" : $"已报名 {request.People} 人。";
        }

        public async Task<string> Handle(Note request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var one = await seat.Find(request.Id, cancellationToken);
            one.Note(request.Came.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value), request.Notes, clock.Now);
            journal.Note(null, null, $"登记{OutingKindNames.Of(one.Kind)}“{one.Title}”：到场 {one.Guests.Sum(g => g.Came)} 人");
            return "已登记，记录留在经验库的相关经验旁边。";
        }

        public async Task<string> Handle(Cancel request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var one = await seat.Find(request.Id, cancellationToken);
            one.Cancel(request.Reason);
            journal.Note(null, null, $"取消{OutingKindNames.Of(one.Kind)}“{one.Title}”：{one.CancelReason}");
            return "已取消。";
        }
    }
}
