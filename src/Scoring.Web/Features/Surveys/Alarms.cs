using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>What looks wrong with a cycle's answers: the supervisor says whether they stand or are set aside; the approver confirms the latter. The tally waits.</summary>
public static class Alarms
{
    public sealed record Query(int? Cycle) : IRequest<View>;

    /// <param name="Doubt">Which answers it throws doubt on.</param>
    public sealed record Row(int EstateId, string Estate, string Key, int Figure, string What, string Doubt, string Check, Badge State, string? Word, bool CanJudge, int? Confirmable, Guid FormKey);

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<Row> Rows, int Open);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Cycle { get; init; }

        public int Estate { get; init; }

        public string? Alarm { get; init; }

        public int Figure { get; init; }

        public bool? SetAside { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Confirm(int Cycle, int Verdict, Guid Key) : ICommand<string>, IKeyed;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.SetAside).NotNull().WithMessage("请选“有效”或“剔除”。");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("请写明核实了什么、为什么这样处理。").MaximumLength(200).WithMessage("理由请不超过 200 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var cycle = asked.Cycle;
            cycle.Advance(clock.Now);
            var held = await AlarmsOfCycle.Read(db, cycle, asked.Scheme, cancellationToken);
            var names = await db.Users.Names(cancellationToken);
            var judges = actor.Is(Role.Supervisor) && PhaseTable.Allows(cycle, Act.JudgeAlarm, clock.Now);
            var confirms = actor.Is(Role.Approver) && PhaseTable.Allows(cycle, Act.ConfirmAlarm, clock.Now);
            var open = held.Count(h => h.Open);
            return new View(
                new PageHead("测评预警")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], Sub = "异常的答卷先由监督员核实，处理完才能核算", State = cycle.Badge(),
                    Next = open == 0 ? null : held.Any(h => h.Half) ? $"{open} 条未处理完，其中 {held.Count(h => h.Half)} 条等审定人确认剔除" : $"{open} 条等监督员处理",
                },
                cycle.Id,
                [.. held.Select(h => new Row(
                    h.EstateId, h.EstateName, h.Alarm.Key, h.Alarm.Figure, What(h), Doubt(h.Alarm), Check(h.Alarm.Kind),
                    h.Half ? new Badge("待确认剔除", Tone.Wait) : h.Verdict is { SetAside: true } ? new Badge("已剔除", Tone.Refused) : h.Verdict is not null ? new Badge("有效", Tone.Ok) : new Badge("待处理", Tone.Wait),
                    h.Verdict is { } v ? $"{names.GetValueOrDefault(v.ById)}，{ChinaTime.Words(v.At)}：{v.Reason}{(v.SecondAt is { } second ? $"；{names.GetValueOrDefault(v.SecondById ?? 0)}，{ChinaTime.Words(second)} 确认" : string.Empty)}" : null,
                    judges && h.Verdict is null, confirms && h.Half ? h.Verdict!.Id : null, Guid.NewGuid()))],
                open);
        }

        private static string What(HeldAlarm held) => held.Alarm.Kind switch
        {
            AlarmKind.Households => $"收到 {held.Alarm.Figure} 份，多于 {held.Households} 户",
            AlarmKind.Burst => $"{ChinaTime.MonthDay(held.Alarm.Day!.Value)}一天{Channels.NameOf(held.Alarm.Channel!.Value)}收到 {held.Alarm.Figure} 份，超过户数的五分之一",
            AlarmKind.SameDevice => $"{ChinaTime.MonthDay(held.Alarm.Day!.Value)}交过的手机又来交 {held.Alarm.Figure} 次",
            AlarmKind.ReusedSlip => $"{ChinaTime.MonthDay(held.Alarm.Day!.Value)}交过的选票又来交 {held.Alarm.Figure} 次",
            _ => $"回访发现 {held.Alarm.Figure} 户没有被访问过，或者不是本人答的",
        };

        private static string Doubt(Alarm alarm) =>
            $"{(alarm.Day is { } day ? ChinaTime.MonthDay(day) : "本期全部")}{(alarm.Channel is { } channel ? $"{Channels.NameOf(channel)}答卷" : "答卷")}";

        private static string Check(AlarmKind kind) => kind switch
        {
            AlarmKind.Households => "核对户数是否变动，问社区有没有集中组织填写。",
            AlarmKind.Burst => "问社区那一天有没有集中活动或集中发放。",
            AlarmKind.SameDevice => "重复的没有计入。问社区是不是有人用一台手机替别人填。",
            AlarmKind.ReusedSlip => "重复的没有计入。问社区选票有没有被复印、传看。",
            _ => "请街道说明，必要时重新入户。",
        };
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Supervisor);
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            PhaseTable.Demand(asked.Cycle, Act.JudgeAlarm, clock.Now);
            var held = (await AlarmsOfCycle.Read(db, asked.Cycle, asked.Scheme, cancellationToken)).FirstOrDefault(h => h.EstateId == request.Estate && h.Alarm.Key == request.Alarm)
                ?? throw Refused.Missing("没有这条预警。");
            if (held.Alarm.Figure != request.Figure)
                throw new Refused("这条预警的数字刚刚变了。请看过最新的情况再处理。");
            if (held.Verdict is not null)
                throw new Refused("这条预警已经处理过。");
            var (aside, reason) = (request.SetAside!.Value, request.Reason!.Trim());
            db.AlarmVerdicts.Add(new AlarmVerdict
            {
                CycleId = asked.Cycle.Id, EstateId = held.EstateId, Alarm = held.Alarm.Key, Figure = held.Alarm.Figure, Kind = held.Alarm.Kind, Channel = held.Alarm.Channel, Day = held.Alarm.Day,
                SetAside = aside, Reason = reason, ById = actor.Id, At = clock.Now,
            });
            journal.Note(asked.Cycle.Id, null, $"{(aside ? "提出剔除" : "认定有效")}：{held.EstateName}的测评预警，理由：{reason}");
            return aside ? $"已提出剔除{held.EstateName}的这部分答卷，等审定人确认后生效" : $"已认定{held.EstateName}的这部分答卷有效";
        }
    }

    public sealed class ConfirmHandler(ScoringDb db, Actor actor, Clock clock, Journal journal) : IRequestHandler<Confirm, string>
    {
        public async Task<string> Handle(Confirm request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var verdict = await db.AlarmVerdicts.SingleOrDefaultAsync(v => v.Id == request.Verdict && v.CycleId == request.Cycle, cancellationToken) ?? throw Refused.Missing("没有这条处理。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == verdict.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.ConfirmAlarm, clock.Now);
            verdict.Confirm(actor.Id, clock.Now);
            var estate = await db.Units.Where(u => u.Id == verdict.EstateId).Select(u => u.Name).SingleAsync(cancellationToken);
            journal.Note(cycle.Id, null, $"确认剔除{estate}的部分答卷，理由：{verdict.Reason}");
            return $"已确认剔除{estate}的这部分答卷，不再计入";
        }
    }
}
