using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reminders;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reminders;

/// <summary>Who was reminded of what, and the groups that are told: added, tried and stopped by the administrator.</summary>
public static class Groups
{
    private const int Newest = 20;

    public sealed record Query(Add? Typed = null) : IRequest<View>;

    public sealed record View(IReadOnlyList<Told> Reminders, IReadOnlyList<Group> Groups, IReadOnlyList<Sent> Deliveries, bool MayEdit, Add Typed);

    public sealed record Told(string When, string Title, string Phase, string Words, int People);

    public sealed record Group(int Id, string Name, string Kind, string Shown, string Since, bool Stopped);

    public sealed record Sent(long Id, string When, string Group, string Title, Badge State, string Text, bool May);

    public sealed record Add : ICommand<string>
    {
        public string? Name { get; init; }

        public ChannelKind Kind { get; init; }

        public string? Address { get; init; }

        public string? Secret { get; init; }
    }

    public sealed record Stop(int Id) : ICommand<string>;

    public sealed record Try(int Id) : ICommand<string>;

    public sealed record Again(long Id) : ICommand<string>;

    public sealed class QueryHandler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var reminders = await db.Reminders.AsNoTracking().Where(r => r.People > 0).OrderByDescending(r => r.Id).Take(Newest).ToListAsync(cancellationToken);
            var ids = reminders.Select(r => r.CycleId).Distinct().ToList();
            var cycles = await db.Cycles.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
            var channels = await db.Channels.AsNoTracking().OrderBy(c => c.StoppedAt != null).ThenBy(c => c.Id).ToListAsync(cancellationToken);
            var deliveries = await db.Deliveries.AsNoTracking().Include(d => d.Channel).OrderByDescending(d => d.Id).Take(Newest).ToListAsync(cancellationToken);
            var may = actor.Is(Role.Administrator);
            return new View(
                [.. reminders.Select(r => new Told(ChinaTime.Words(r.At), cycles[r.CycleId].Title, $"{cycles[r.CycleId].PhaseOrNull(r.PhaseCode)?.Name ?? r.PhaseCode}{(r.Kind == ReminderKind.Before ? "截止前" : "截止后")}", r.Words, r.People))],
                [.. channels.Select(c => new Group(c.Id, c.Name, NameOf(c.Kind), c.Shown, ChinaTime.Words(c.At), c.StoppedAt is not null))],
                [.. deliveries.Select(d => new Sent(d.Id, ChinaTime.Words(d.At), d.Channel!.Name, d.Title, StateOf(d), d.Fault ?? d.Text, may && d.ArrivedAt is null && d.Channel.StoppedAt is null))],
                may, request.Typed ?? new Add());
        }

        private static Badge StateOf(Delivery delivery) => delivery switch
        {
            { ArrivedAt: not null } => new Badge("送到", Tone.Ok),
            { GivenUpAt: not null } => new Badge("没有送到", Tone.Refused),
            { Channel.StoppedAt: not null } => new Badge("已停用"),
            { Fault: not null } => new Badge($"第 {delivery.Attempts} 次没送到，会再试", Tone.Wait),
            _ => new Badge("等着发", Tone.Wait),
        };
    }

    public sealed class AddHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Add, string>
    {
        public Task<string> Handle(Add request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Administrator);
            var channel = Channel.Of(request.Name, request.Kind, request.Address, request.Secret, actor.Id, clock.Now);
            db.Channels.Add(channel);
            journal.Note(null, null, $"接入群“{channel.Name}”（{NameOf(channel.Kind)}）");
            return Task.FromResult($"已接入“{channel.Name}”。请按“发一条试试”，看群里收到没有。");
        }
    }

    public sealed class StopHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Stop, string>
    {
        public async Task<string> Handle(Stop request, CancellationToken cancellationToken)
        {
            var channel = await InUse(db, actor, request.Id, cancellationToken);
            channel.StoppedAt = clock.Now;
            journal.Note(null, null, $"停用群“{channel.Name}”");
            return $"“{channel.Name}”已停用，不再发消息。";
        }
    }

    public sealed class TryHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Try, string>
    {
        public async Task<string> Handle(Try request, CancellationToken cancellationToken)
        {
            var channel = await InUse(db, actor, request.Id, cancellationToken);
            db.Deliveries.Add(Delivery.Of(channel.Id, "试发", "擂台已经接入这个群，临近截止时会在这里提醒。", clock.Now));
            journal.Note(null, null, $"向群“{channel.Name}”试发一条");
            return channel.Name;
        }
    }

    public sealed class AgainHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Again, string>
    {
        public async Task<string> Handle(Again request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Administrator);
            var delivery = await db.Deliveries.Include(d => d.Channel).SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这条群通知。");
            delivery.Again(clock.Now);
            journal.Note(null, null, $"再次发送群“{delivery.Channel!.Name}”的“{delivery.Title}”");
            return delivery.Channel.Name;
        }
    }

    public static string NameOf(ChannelKind kind) => kind == ChannelKind.DingTalk ? "钉钉" : "企业微信";

    private static async Task<Channel> InUse(ScoringDb db, Actor actor, int id, CancellationToken cancellationToken)
    {
        actor.Demand(Role.Administrator);
        return await db.Channels.SingleOrDefaultAsync(c => c.Id == id && c.StoppedAt == null, cancellationToken) ?? throw Refused.Missing("没有这个群，或者已经停用。");
    }
}
