// The one table of who may do what in which state. Every command asks it, inside its own transaction.
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Cycles;

/// <summary>Every act on a cycle that the table rules.</summary>
public enum Act
{
    Pledge,
    Nominate,
    CorrectEntry,
    ReviewEntry,
    EnterEvidence,
    EnterVeto,
    AppointJudge,
    DrawOrder,
    DeclareRecusal,
    IssueSlips,
    VoidSlips,
    ConfirmVoid,
    SignForSlips,
    CollectAnswers,
    EnterPaper,
    JudgeAlarm,
    ConfirmAlarm,
    HandInSheet,
    HandInAgain,
    ReopenSheet,
    DecideLateSheet,
    IssuePass,
    ProposeAdjustment,
    ConfirmAdjustment,
    CloseScoring,
    RunTally,
    AcknowledgeFlag,
    DrawLots,
    Approve,
    SendBack,
    PostNotice,
    Hold,
    ExtendDeadline,
    RunStage,
    ShowOnStage,
    KeepTime,
    CallRoll,
    ProposeNotApplicable,
    ApproveNotApplicable,
    SumUp,
    SignReport,
    AnswerReport,
    GiveFeedback,
    AnswerFeedback,
    FileObjection,
    AssignObjection,
    AnswerObjection,
    DecideObjection,
    OrderRecount,
    ProposeCorrection,
    DecideCorrection,
    Conclude,
    ProposeListing,
    AnswerListing,
    DecideListing,
}

/// <summary>Which roles may do an act, in which states, and what to say when they may not.</summary>
public sealed record ActRule(Act Act, Role[] Roles, CycleState[] States, string Words, string? Window = null);

/// <summary>The table, and the question every command puts to it.</summary>
public static class PhaseTable
{
    /// <summary>From the notice until publication, a recount in between included.</summary>
    private static readonly CycleState[] Announced = [CycleState.Scoring, CycleState.Tallied, CycleState.Approved, CycleState.PublicNotice, CycleState.ObjectionHold];

    private static readonly CycleState[] Early = [CycleState.Draft, CycleState.Nominating, CycleState.Review];

    public static IReadOnlyList<ActRule> Rules { get; } =
    [
        new(Act.Pledge, [Role.Applicant], [CycleState.Nominating], "承诺", PhaseCode.Pledge),
        new(Act.Nominate, [Role.StreetCommittee, Role.Applicant], [CycleState.Nominating], "申报", PhaseCode.Nominate),
        // What was returned may still be mended while it is reviewed: a return on the last afternoon must not cost the place.
        new(Act.CorrectEntry, [Role.StreetCommittee, Role.Applicant], [CycleState.Nominating, CycleState.Review], "补正申报", PhaseCode.Review),
        new(Act.ReviewEntry, [Role.Operator, Role.StreetCommittee], [CycleState.Nominating, CycleState.Review], "审查"),
        new(Act.EnterEvidence, [Role.EvidenceDepartment], [CycleState.Nominating, CycleState.Review, CycleState.Scoring], "录入佐证", PhaseCode.Review),
        new(Act.EnterVeto, [Role.EvidenceDepartment], [CycleState.Nominating, CycleState.Review, CycleState.Scoring, CycleState.Tallied], "登记一票否决"),
        new(Act.AppointJudge, [Role.Operator], Early, "选派评委"),
        new(Act.DrawOrder, [Role.Operator, Role.Supervisor], [CycleState.Review, CycleState.Scoring], "抽签定出场顺序"),
        new(Act.DeclareRecusal, [Role.Judge], [CycleState.Review, CycleState.Scoring], "申请回避"),
        new(Act.IssueSlips, [Role.Operator], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "印制入户选票", PhaseCode.Survey),
        new(Act.VoidSlips, [Role.Operator], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "作废入户选票"),
        new(Act.ConfirmVoid, [Role.Operator, Role.Supervisor], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "确认作废选票"),
        new(Act.SignForSlips, [Role.Operator], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "登记选票签收"),
        new(Act.CollectAnswers, [Role.Operator, Role.StreetCommittee], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "收集答卷", PhaseCode.Survey),
        // What was collected in time may be read in until the tally has been run.
        new(Act.EnterPaper, [Role.Operator, Role.Supervisor, Role.StreetCommittee], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "录入纸质问卷"),
        new(Act.JudgeAlarm, [Role.Supervisor], [CycleState.Nominating, CycleState.Review, CycleState.Scoring], "处理测评预警"),
        new(Act.ConfirmAlarm, [Role.Approver], [CycleState.Nominating, CycleState.Review, CycleState.Scoring], "确认剔除答卷"),
        new(Act.HandInSheet, [Role.Judge], [CycleState.Scoring], "评分", PhaseCode.Live),
        // A reopened sheet is the supervisor's own exception to the deadline: it may come back until the tally has been run.
        new(Act.HandInAgain, [Role.Judge], [CycleState.Scoring], "重新交表"),
        new(Act.ReopenSheet, [Role.Supervisor], [CycleState.Scoring], "退回评分表"),
        new(Act.DecideLateSheet, [Role.Supervisor], [CycleState.Scoring], "处理迟到的评分表"),
        new(Act.IssuePass, [Role.Operator], [CycleState.Draft, CycleState.Nominating, CycleState.Review, CycleState.Scoring], "制作评委码"),
        new(Act.ProposeAdjustment, [Role.Operator, Role.Timekeeper], [CycleState.Review, CycleState.Scoring], "登记加分扣分"),
        new(Act.ConfirmAdjustment, [Role.Supervisor], [CycleState.Review, CycleState.Scoring], "确认加分扣分"),
        new(Act.CloseScoring, [Role.Operator], [CycleState.Scoring], "结束评分"),
        new(Act.RunTally, [Role.Operator], [CycleState.Scoring, CycleState.Tallied], "核算"),
        new(Act.AcknowledgeFlag, [Role.Supervisor], [CycleState.Tallied], "确认提示"),
        new(Act.DrawLots, [Role.Supervisor], [CycleState.Tallied], "抽签"),
        new(Act.Approve, [Role.Approver], [CycleState.Tallied], "审定"),
        new(Act.SendBack, [Role.Approver], [CycleState.Tallied], "退回核算"),
        new(Act.PostNotice, [Role.Operator], [CycleState.Approved], "张贴公示"),
        new(Act.Hold, [Role.Approver], [CycleState.PublicNotice, CycleState.ObjectionHold], "暂缓或恢复公示"),
        new(Act.RunStage, [Role.Operator], [CycleState.Scoring], "主持现场"),
        // What has been released may still be shown to the hall when the figures are being worked out.
        new(Act.ShowOnStage, [Role.Operator], [CycleState.Scoring, CycleState.Tallied, CycleState.Approved, CycleState.PublicNotice], "在大屏上展示"),
        new(Act.KeepTime, [Role.Operator, Role.Timekeeper], [CycleState.Scoring], "计时"),
        new(Act.CallRoll, [Role.Operator, Role.Supervisor], [CycleState.Scoring], "点名"),
        new(Act.ProposeNotApplicable, [Role.StreetCommittee, Role.Operator], [CycleState.Review, CycleState.Scoring], "提出不适用"),
        new(Act.ApproveNotApplicable, [Role.Approver], [CycleState.Review, CycleState.Scoring], "批准不适用"),
        new(Act.SumUp, [Role.StreetCommittee], [CycleState.Scoring], "汇总"),
        new(Act.SignReport, [Role.StreetCommittee], [CycleState.Scoring], "签字报送"),
        new(Act.AnswerReport, [Role.EvidenceDepartment, Role.Operator], [CycleState.Scoring], "签收"),
        new(Act.GiveFeedback, [Role.PairedUnit], [CycleState.PublicNotice, CycleState.ObjectionHold], "反馈"),
        new(Act.AnswerFeedback, [Role.Operator], [CycleState.PublicNotice, CycleState.ObjectionHold, CycleState.Published], "答复反馈"),
        // Anyone may file on the public page; the role is that of who types a paper.
        new(Act.FileObjection, [Role.Operator], [CycleState.PublicNotice, CycleState.ObjectionHold], "受理异议"),
        new(Act.AssignObjection, [Role.Operator], Announced, "分办异议"),
        new(Act.AnswerObjection, [Role.Operator, Role.Supervisor, Role.EvidenceDepartment], Announced, "答复异议"),
        new(Act.DecideObjection, [Role.Approver], Announced, "审定异议"),
        new(Act.OrderRecount, [Role.Approver], [CycleState.ObjectionHold], "退回复核重算"),
        new(Act.ProposeCorrection, [Role.Operator], [CycleState.Published], "提出更正"),
        new(Act.DecideCorrection, [Role.Approver], [CycleState.Published], "审定更正"),
        new(Act.Conclude, [Role.Operator], [CycleState.Approved], "登记组织决定"),
        new(Act.ProposeListing, [Role.Operator], [CycleState.Approved], "告知拟公开的对象"),
        new(Act.AnswerListing, [Role.StreetCommittee], [CycleState.Approved], "答复告知"),
        new(Act.DecideListing, [Role.Approver], [CycleState.Approved], "决定公开不公开"),
        new(Act.ExtendDeadline, [Role.Approver], [CycleState.Nominating, CycleState.Review, CycleState.Scoring], "延长期限"),
    ];

    public static ActRule Of(Act act) => Rules.First(r => r.Act == act);

    /// <summary>Who does an act where it depends on how subjects come to a cycle: streets file and the operator reviews, or units apply for themselves and their street reviews.</summary>
    public static IReadOnlyList<Role> Who(Act act, SubjectSource from) => (act, from) switch
    {
        (Act.Nominate or Act.CorrectEntry, SubjectSource.Application) => [Role.Applicant],
        (Act.Nominate or Act.CorrectEntry, _) => [Role.StreetCommittee],
        (Act.ReviewEntry, SubjectSource.Application) => [Role.StreetCommittee],
        (Act.ReviewEntry, _) => [Role.Operator],
        _ => Of(act).Roles,
    };

    /// <summary>Who acts within a phase's dates.</summary>
    public static IReadOnlyList<Role> During(string phase, SubjectSource from) => [.. Rules.Where(r => r.Window == phase || (r.Act == Act.EnterEvidence && phase == PhaseCode.Evidence)).SelectMany(r => Who(r.Act, from)).Distinct()];

    /// <summary>Brings the cycle up to <paramref name="now"/> and refuses the act unless its state and window allow it.</summary>
    /// <exception cref="Refused">With a sentence naming the act, where the cycle stands, and the deadline that passed.</exception>
    public static void Demand(Cycle cycle, Act act, DateTimeOffset now)
    {
        cycle.Advance(now);
        var rule = Of(act);
        if (!rule.States.Contains(cycle.State))
            throw new Refused($"“{cycle.Title}”现在处于“{StateNames.Of(cycle)}”，不能{rule.Words}。{Hint(cycle, rule, now)}");
        if (act == Act.Pledge && cycle.PhaseOrNull(PhaseCode.Pledge) is null)
            throw new Refused($"“{cycle.Title}”没有承诺这一步，到时候直接申报。");
        if (act == Act.Conclude && cycle.GoesPublic)
            throw new Refused($"“{cycle.Title}”的结果要公示、发布，不用登记组织决定。");
        if (act == Act.PostNotice && !cycle.GoesPublic)
            throw new Refused($"“{cycle.Title}”的结果按方案不公示、不发布，只作组织决定的依据。");
        if (NotBegun(cycle, act, now) is { } early)
            throw new Refused($"“{cycle.Title}”的{early.Name} {ChinaTime.Words(early.StartsAt)} 开始，现在还不能{rule.Words}。");
        if (Window(cycle, rule) is { } phase && now >= phase.Deadline)
            throw new Refused($"{rule.Words}已于 {ChinaTime.Words(phase.Deadline)} 截止。确需补办的，请联系组织部延长期限。");
        if (act == Act.Hold && cycle.DueForPublication(now))
            throw new Refused("公示期已满，结果已经到了发布时间，不能再暂缓。需要更正的，请走更正程序。");
        if (act == Act.HandInSheet && cycle.ScoringClosed(now))
            throw new Refused("本场评分已经结束，评分表不再接收。如有特殊情况，请当面告知监督员。");
    }

    /// <summary>Whether <see cref="Demand"/> would let the act through.</summary>
    public static bool Allows(Cycle cycle, Act act, DateTimeOffset now)
    {
        var rule = Of(act);
        return rule.States.Contains(cycle.State)
            && NotBegun(cycle, act, now) is null
            && (act != Act.Conclude || !cycle.GoesPublic)
            && (act != Act.PostNotice || cycle.GoesPublic)
            && (act != Act.Pledge || cycle.PhaseOrNull(PhaseCode.Pledge) is not null)
            && (Window(cycle, rule) is not { } phase || now < phase.Deadline)
            && (act != Act.Hold || !cycle.DueForPublication(now))
            && (act != Act.HandInSheet || !cycle.ScoringClosed(now));
    }

    /// <summary>The phase whose deadline holds for an act.</summary>
    private static CyclePhase? Window(Cycle cycle, ActRule rule) =>
        rule.Act == Act.EnterEvidence ? cycle.EvidencePhase : rule.Window is { } code ? cycle.PhaseOrNull(code) : null;

    /// <summary>Where pledges open the cycle, nominations open long after: the phase that has not begun yet.</summary>
    private static CyclePhase? NotBegun(Cycle cycle, Act act, DateTimeOffset now) =>
        act == Act.Nominate && cycle.PhaseOrNull(PhaseCode.Nominate) is { } phase && now < phase.StartsAt ? phase : null;

    private static string Hint(Cycle cycle, ActRule rule, DateTimeOffset now) =>
        Window(cycle, rule) is { } phase
            ? now < phase.StartsAt
                ? $"{ChinaTime.Words(phase.StartsAt)} 开始。"
                : now >= phase.Deadline ? $"已于 {ChinaTime.Words(phase.Deadline)} 截止。" : string.Empty
            : string.Empty;
}

/// <summary>The words for states.</summary>
public static class StateNames
{
    /// <summary>As this cycle's own phases call it.</summary>
    public static string Of(Cycle cycle) => cycle.State switch
    {
        CycleState.Nominating when cycle.PhaseOrNull(PhaseCode.Pledge) is not null => "承诺与申报",
        CycleState.Review when cycle.PhaseOrNull(PhaseCode.Review) is { } review => review.Name,
        CycleState.Scoring when cycle.PhaseOrNull(PhaseCode.Evidence) is not null => "核查与评价",
        CycleState.Scoring when cycle.PhaseOrNull(PhaseCode.Live) is { } live => live.Name,
        _ => Of(cycle.State),
    };

    public static string Of(CycleState state) => state switch
    {
        CycleState.Draft => "筹备",
        CycleState.Nominating => "申报",
        CycleState.Review => "资格审查",
        CycleState.Scoring => "现场评选",
        CycleState.Tallied => "核算",
        CycleState.Approved => "已审定",
        CycleState.PublicNotice => "公示",
        CycleState.Published => "已发布",
        CycleState.Archived => "已归档",
        CycleState.ObjectionHold => "暂缓",
        CycleState.Void => "作废",
        _ => state.ToString(),
    };
}
