using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;

namespace Scoring.Web.Features.Shared;

/// <summary>A cycle as pages show it: its track of phases, its state and what comes next.</summary>
public static class CycleWords
{
    private static readonly string[] Shown =
        [PhaseCode.Pledge, PhaseCode.Nominate, PhaseCode.Review, PhaseCode.Evidence, PhaseCode.Live, PhaseCode.Tally, PhaseCode.Approve, PhaseCode.Decide, PhaseCode.Notice, PhaseCode.Publish];

    public static PhaseTrack Track(this Cycle cycle, DateTimeOffset now) =>
        new([.. Shown.Select(cycle.PhaseOrNull).OfType<CyclePhase>().Select(p => new PhaseStep(p.Name, When(p), StateOf(cycle, p, now)))], $"{cycle.Title}的阶段");

    public static Badge Badge(this Cycle cycle) => cycle is { HoldReason: not null, State: CycleState.Scoring or CycleState.Tallied or CycleState.Approved }
        ? new($"复核 · {StateNames.Of(cycle)}", Tone.Refused)
        : new(StateNames.Of(cycle), cycle.State switch
    {
        CycleState.Published or CycleState.Archived => Tone.Ok,
        CycleState.ObjectionHold or CycleState.Void => Tone.Refused,
        CycleState.Draft => Tone.Off,
        _ => Tone.Now,
    });

    /// <summary>"11-02 至 11-10", a moment as its day and time.</summary>
    public static string When(CyclePhase phase)
    {
        var (first, last) = (ChinaTime.DateOf(phase.StartsAt), ChinaTime.DateOf(phase.Deadline));
        return first == last
            ? $"{first:MM-dd} {ChinaTime.Weekday(first)}"
            : $"{first:MM-dd} 至 {last:MM-dd}";
    }

    /// <summary>A deadline with its words: "今天 18:00", or the day.</summary>
    public static Due Due(DateTimeOffset at, DateTimeOffset now)
    {
        var (day, today) = (ChinaTime.DateOf(at), ChinaTime.DateOf(now));
        var text = day == today ? $"今天 {ChinaTime.TimeOf(at):HH:mm}" : day == today.AddDays(1) ? $"明天 {ChinaTime.TimeOf(at):HH:mm}" : ChinaTime.Words(at);
        return new Due(at, text);
    }

    /// <summary>What time or people have to do next, as one sentence.</summary>
    public static (string Text, Due? Due) Next(this Cycle cycle, DateTimeOffset now) => cycle.State switch
    {
        CycleState.Draft => (cycle.PhaseOrNull(PhaseCode.Nominate) is null ? "等待本期开始" : cycle.PhaseOrNull(PhaseCode.Pledge) is { } pledge ? $"等待{pledge.Name}开始" : "等待申报开始", Due(cycle.OpensAt, now)),
        CycleState.Nominating when cycle.PhaseOrNull(PhaseCode.Pledge) is { } pledge && now < pledge.Deadline => ($"各单位在截止前完成{pledge.Name}", Due(pledge.Deadline, now)),
        CycleState.Nominating when now < cycle.Phase(PhaseCode.Nominate).StartsAt => ($"等待{cycle.Phase(PhaseCode.Nominate).Name}开始", Due(cycle.Phase(PhaseCode.Nominate).StartsAt, now)),
        CycleState.Nominating when cycle.PhaseOrNull(PhaseCode.Pledge) is not null => ($"各单位在截止前完成{cycle.Phase(PhaseCode.Nominate).Name}", Due(cycle.Phase(PhaseCode.Nominate).Deadline, now)),
        CycleState.Nominating => ("各街道在截止前完成申报", Due(cycle.Phase(PhaseCode.Nominate).Deadline, now)),
        CycleState.Review when cycle.PhaseOrNull(PhaseCode.Evidence) is not null && cycle.PhaseOrNull(PhaseCode.Review) is { } review => ($"完成{review.Name}", Due(review.Deadline, now)),
        CycleState.Review => ("完成资格审查和佐证录入，备好评委", Due(cycle.PhaseOrNull(PhaseCode.Review)?.Deadline ?? cycle.ScoringStartsAt, now)),
        CycleState.Scoring when !cycle.ScoringClosed(now) && cycle.PhaseOrNull(PhaseCode.Evidence) is { } evidence => ($"{evidence.Name}、评价和测评在截止前完成", Due(evidence.Deadline, now)),
        CycleState.Scoring when !cycle.ScoringClosed(now) => ($"{cycle.PhaseOrNull(PhaseCode.Live)?.Name ?? "评分"}，交齐评分表", Due(cycle.ScoringEndsAt, now)),
        CycleState.Scoring when cycle.PhaseOrNull(PhaseCode.Report) is { } report && now < report.Deadline => ("街道汇总签字，报送部门签收", Due(report.Deadline, now)),
        CycleState.Scoring => ("组织部经办核算", Due(cycle.Phase(PhaseCode.Tally).Deadline, now)),
        CycleState.Tallied => ("处理提示后，由另一位同志审定", Due(cycle.Phase(PhaseCode.Approve).Deadline, now)),
        CycleState.Approved when !cycle.GoesPublic => ("登记组织决定", cycle.PhaseOrNull(PhaseCode.Decide) is { } decide ? Due(decide.Deadline, now) : null),
        CycleState.Approved => ("张贴公示", Due(cycle.Phase(PhaseCode.Notice).StartsAt, now)),
        CycleState.PublicNotice when cycle.HeldBack(now) => ($"公示期满，{cycle.OpenObjections} 件异议办结后发布", null),
        CycleState.PublicNotice => ("公示期满后自动发布", Due(cycle.Phase(PhaseCode.Publish).StartsAt, now)),
        CycleState.ObjectionHold => ("结果暂缓发布，等待核实", null),
        CycleState.Published or CycleState.Archived => ("本期已经结束", null),
        _ => ("本期已作废", null),
    };

    private static PhaseState StateOf(Cycle cycle, CyclePhase phase, DateTimeOffset now)
    {
        // What people must do is done when they have done it; what time does is done when its time is past.
        var reached = cycle.State is CycleState.ObjectionHold ? CycleState.PublicNotice : cycle.State;
        return phase.Code switch
        {
            PhaseCode.Pledge => ByTime(),
            PhaseCode.Nominate => reached == CycleState.Nominating && now < phase.StartsAt ? PhaseState.Coming : By(reached, CycleState.Nominating),
            PhaseCode.Review => reached == CycleState.Nominating ? PhaseState.Coming : By(reached, CycleState.Review),
            PhaseCode.Evidence => reached > CycleState.Scoring ? PhaseState.Done : ByTime(),
            PhaseCode.Live => reached == CycleState.Scoring && cycle.ScoringClosed(now) ? PhaseState.Done : By(reached, CycleState.Scoring),
            PhaseCode.Tally => reached == CycleState.Scoring && cycle.ScoringClosed(now) ? PhaseState.Now : reached > CycleState.Scoring ? PhaseState.Done : PhaseState.Coming,
            PhaseCode.Approve => By(reached, CycleState.Tallied),
            PhaseCode.Decide => By(reached, CycleState.Approved),
            PhaseCode.Notice => reached == CycleState.Approved ? PhaseState.Now : By(reached, CycleState.PublicNotice),
            _ => reached is CycleState.Published or CycleState.Archived ? PhaseState.Done : PhaseState.Coming,
        };

        PhaseState ByTime() => now < phase.StartsAt ? PhaseState.Coming : now < phase.Deadline ? PhaseState.Now : PhaseState.Done;
    }

    private static PhaseState By(CycleState reached, CycleState at) =>
        reached == at ? PhaseState.Now : reached > at ? PhaseState.Done : PhaseState.Coming;
}
