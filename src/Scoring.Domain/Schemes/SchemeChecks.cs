using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Schemes;

/// <summary>What the members of a scheme must have to do with each other: every reference resolves, sums agree, no phase closes before it opens.</summary>
internal static class SchemeChecks
{
    public static void Demand(Scheme scheme, Node root)
    {
        if (root.Get("scoring").Text("code") != scheme.Code) throw root.Get("scoring").Get("code").Refuse($"应与方案代码「{scheme.Code}」相同。");
        if (root.Find("fullMarks") is not null && root.Amount("fullMarks") is var full && full != scheme.Rubric.Total)
            throw root.Get("fullMarks").Refuse($"各项权重之和是 {scheme.Rubric.Total}，不是 {full}。");
        DemandPhases(scheme, root);
        DemandEvidence(scheme, root);
        DemandJudging(scheme, root);
        DemandSurvey(scheme, root);
        DemandVetoes(scheme, root);
        DemandCaps(scheme, root);
        DemandReporting(scheme, root);
        DemandListing(scheme, root.Get("publication"));
    }

    private static void DemandListing(Scheme scheme, Node publication)
    {
        var awards = (scheme.Scoring.Award as BandsAward)?.Bands.Select(band => band.Code).ToArray() ?? [];
        foreach (var award in publication.List("listed").Concat(publication.Find("adverse")?.List("awards") ?? []).Where(node => !awards.Contains(node.Text(), StringComparer.Ordinal)))
            throw award.Refuse($"计分部分没有等次「{award.Text()}」。");
        if (publication.Find("adverse") is not { } adverse) return;
        if (adverse.List("awards").FirstOrDefault(node => !scheme.Publication.Lists(node.Text())) is { Source: not null } unlisted) throw unlisted.Refuse("这个等次不在 listed 里，本来就不公开。");
        if (scheme.Subject.IsPerson || scheme.Subject.From != SubjectSource.Register || scheme.Subject.UnitKind == Subject.Pairing)
            throw adverse.Refuse("对对象不利的等次，只能公开小区、楼组这样的单位，不能公开个人。");
    }

    private static void DemandReporting(Scheme scheme, Node root)
    {
        foreach (var block in root.List("notApplicable").Where(node => scheme.Rubric.Blocks.All(other => other.Code != node.Text())))
            throw block.Refuse($"计分部分没有「{block.Text()}」这一项。");
        if (root.Find("reporting") is not { } reporting) return;
        DemandDepartments(scheme, reporting.Get("to"));
        foreach (var code in new[] { PhaseCode.SumUp, PhaseCode.Report })
        {
            if (scheme.Phases.Find(code) is null) throw root.Get("phases").Refuse($"街道要汇总报送，却缺少阶段「{code}」。");
        }
    }

    private static void DemandPhases(Scheme scheme, Node root)
    {
        var phases = root.Get("phases");
        string[] ending = scheme.Publication.Public ? [PhaseCode.Notice, PhaseCode.Publish] : [PhaseCode.Decide];
        foreach (var code in new[] { PhaseCode.Tally, PhaseCode.Approve }.Concat(ending))
        {
            if (scheme.Phases.Find(code) is null) throw phases.Refuse($"缺少阶段「{code}」。");
        }
        foreach (var code in new[] { PhaseCode.Notice, PhaseCode.Publish, PhaseCode.Decide }.Except(ending, StringComparer.Ordinal))
        {
            if (scheme.Phases.Find(code) is not null) throw phases.Refuse(scheme.Publication.Public ? "结果要公示发布的，不写阶段「decide」。" : $"结果不公开的，没有阶段「{code}」。");
        }
        if (scheme.Nomination is not null && scheme.Phases.Find(PhaseCode.Nominate) is null) throw phases.Refuse("有申报，却没有阶段「nominate」。");
        DemandApplication(scheme, root, phases);
        if (scheme.Phases.Find(PhaseCode.Notice) is { } notice && notice.End?.Rule is CalendarRule.Lasting lasting && lasting.WorkingDays != scheme.Publication.NoticeDays)
            throw notice.End.Node.Refuse($"公示阶段是 {lasting.WorkingDays} 个工作日，publication.noticeDays 却是 {scheme.Publication.NoticeDays}，两处应一致。");

        // Four years of plain weekends: enough for every weekday to meet every date, and to find a phase that closes before it opens.
        for (var period = Period.Of(scheme.Cadence, new(2026, 1, 1)); period.Year < 2030; period = period.Next)
            scheme.Phases.Resolve(period, WorkingDays.WeekendsOnly);
    }

    private static void DemandApplication(Scheme scheme, Node root, Node phases)
    {
        var applied = scheme.Subject.From == SubjectSource.Application;
        if (scheme.Nomination is { QuotaPerStreet: 0 } && !applied) throw root.Get("nomination").Refuse("由街道申报的，要写明每个街道几名（quotaPerStreet）。");
        if (scheme.Nomination is { QuotaPerStreet: > 0 } && applied) throw root.Get("nomination").Get("quotaPerStreet").Refuse("由本单位自评申报的不限名额，请去掉 quotaPerStreet。");
        if (scheme.Scoring.Award is LevelsAward && !scheme.Publication.PublicFields.Contains("parts", StringComparer.Ordinal))
            throw root.Get("publication").Get("publicFields").Refuse("按板块定级的，要公开 parts：得了哪几个板块，名单上要看得出来。");
        if (scheme.Phases.Find(PhaseCode.Pledge) is null) return;
        if (!applied || scheme.Scoring.Award is not LevelsAward) throw phases.Refuse("只有自评申报、按板块定级的方案才有承诺阶段「pledge」。");
    }

    private static void DemandEvidence(Scheme scheme, Node root)
    {
        var nodes = root.List("evidence");
        for (var index = 0; index < nodes.Count; index++)
        {
            var (evidence, node) = (scheme.Evidence[index], nodes[index]);
            var block = scheme.Rubric.Blocks.FirstOrDefault(block => block.Code == evidence.Block && block.Kind == BlockKind.Evidence)
                ?? throw node.Get("block").Refuse($"计分部分没有资料核查项「{evidence.Block}」。");
            DemandDepartments(scheme, node.Get("departments"));
            var sum = evidence.Indicators.Sum(indicator => indicator.Maximum);
            if (sum != block.Full) throw node.Get("indicators").Refuse($"各指标满分之和是 {sum}，应为 {block.Full}。");
        }
        var bare = scheme.Rubric.Blocks.FirstOrDefault(block =>
            block.Kind == BlockKind.Evidence && scheme.Evidence.All(evidence => evidence.Block != block.Code));
        if (bare is not null) throw (root.Find("evidence") ?? root).Refuse($"没有写明「{bare.Code}」由哪个部门核查。");
    }

    private static void DemandJudging(Scheme scheme, Node root)
    {
        var needed = root.Get("scoring").List("panels");
        if (scheme.Judging is null)
        {
            if (needed.Count > 0) throw root.Refuse("计分部分有评委组，却没有「judging」写明由谁选派。");
            return;
        }
        var nodes = root.Get("judging").Some("panels");
        for (var index = 0; index < nodes.Count; index++)
        {
            var (panel, node) = (scheme.Judging.Panels[index], nodes[index]);
            var scored = needed.Where(other => other.Code("code") == panel.Panel).ToArray();
            if (scored.Length == 0) throw node.Get("panel").Refuse($"计分部分没有评委组「{panel.Panel}」。");
            var groups = scored[0].Some("groups").Select(group => group.Code("code")).ToArray();
            DemandSame(node.Get("groups"), "评委组", groups, panel.Groups.Select(group => group.Group));
            foreach (var group in node.Some("groups").Where(group => group.Get("appointedBy").Element.ValueKind == System.Text.Json.JsonValueKind.Array))
                DemandDepartments(scheme, group.Get("appointedBy"));
        }
        DemandSame(root.Get("judging").Get("panels"), "评委组", needed.Select(panel => panel.Code("code")), scheme.Judging.Panels.Select(panel => panel.Panel));
    }

    private static void DemandSurvey(Scheme scheme, Node root)
    {
        var asked = scheme.Rubric.Blocks.Where(block => block.Kind == BlockKind.Residents).ToArray();
        if (asked.Length > 0 && scheme.Survey is null) throw root.Refuse("计分部分要问居民，却没有「survey」。");
        if (scheme.Survey is null) return;
        var node = root.Get("survey");
        var phase = scheme.Phases.Find(PhaseCode.Survey) ?? throw root.Get("phases").Refuse("有满意度测评，却没有阶段「survey」。");
        if (phase.Start.Rule is CalendarRule.Trailing trailing && trailing.Days != scheme.Survey.WindowDays)
            throw node.Get("windowDays").Refuse($"测评阶段是 {trailing.Days} 天，这里却是 {scheme.Survey.WindowDays} 天，两处应一致。");
        if (!scheme.Survey.Channels.Any(channel => channel.Counts)) throw node.Get("channels").Refuse("至少要有一种填写方式计入满意度。");
        if (scheme.Survey.Questions[0].Optional) throw node.Some("questions")[0].Get("optional").Refuse("第一道题不能设为可以不答：答卷份数按它数。");
        foreach (var block in asked)
        {
            var index = scheme.Survey.Questions.TakeWhile(question => question.Code != block.Question).Count();
            if (index == scheme.Survey.Questions.Count) throw node.Get("questions").Refuse($"没有问题「{block.Question}」，计分项「{block.Code}」要用它。");
            if (scheme.Survey.Questions[index].Optional) throw node.Some("questions")[index].Get("optional").Refuse($"计分项「{block.Code}」要用这道题，不能设为可以不答。");
            var answers = node.Some("questions")[index].Get("answers");
            DemandSame(answers, "答案", block.Answers, scheme.Survey.Questions[index].Answers.Select(answer => answer.Code));
        }
    }

    private static void DemandVetoes(Scheme scheme, Node root)
    {
        foreach (var node in root.List("vetoes"))
        {
            DemandDepartment(scheme, node.Get("department"));
            if (node.Find("section") is { } section && scheme.Rubric.Sections.All(other => other.Code != section.Text()))
                throw section.Refuse($"计分部分没有板块「{section.Text()}」。");
        }
    }

    private static void DemandCaps(Scheme scheme, Node root)
    {
        var scoring = root.Get("scoring");
        decimal? bonus = scoring.Find("bonusCap") is null ? null : scoring.Amount("bonusCap");
        if (scheme.Adjustments.BonusCap is { } cap && cap != bonus)
            throw root.Get("adjustments").Get("bonus").Get("cap").Refuse($"计分部分的 bonusCap 是 {bonus?.ToString() ?? "没有写"}，这里是 {cap}，两处应一致。");
        decimal? deduction = scoring.Find("deductionCap") is null ? null : scoring.Amount("deductionCap");
        if (scheme.Adjustments.Overtime is { } overtime && overtime.Cap > deduction)
            throw root.Get("adjustments").Get("overtime").Get("cap").Refuse($"超时扣分上限 {overtime.Cap} 超过了计分部分的 deductionCap {deduction}。");
        if (scheme.Adjustments.Absence is { } absence && !(absence.Cap <= deduction))
            throw root.Get("adjustments").Get("absence").Get("cap").Refuse($"缺席扣分上限 {absence.Cap} 超过了计分部分的 deductionCap {deduction?.ToString() ?? "（没有写）"}。");
        if (scheme.Adjustments.Overtime is not null && scheme.Talk is null) throw root.Get("adjustments").Get("overtime").Refuse("有超时扣分，却没有写「talk」时长。");
    }

    private static void DemandDepartments(Scheme scheme, Node list)
    {
        foreach (var item in list.Items()) DemandDepartment(scheme, item);
    }

    private static void DemandDepartment(Scheme scheme, Node node)
    {
        if (scheme.Departments.All(department => department.Code != node.Text())) throw node.Refuse($"departments 里没有部门「{node.Text()}」。");
    }

    private static void DemandSame(Node at, string what, IEnumerable<string> scoring, IEnumerable<string> here)
    {
        var (wanted, found) = (scoring.ToHashSet(StringComparer.Ordinal), here.ToHashSet(StringComparer.Ordinal));
        if (wanted.SetEquals(found)) return;
        var missing = wanted.Except(found, StringComparer.Ordinal).ToArray();
        var extra = found.Except(wanted, StringComparer.Ordinal).ToArray();
        throw at.Refuse($"{what}与计分部分不一致：{(missing.Length > 0 ? $"少了 {string.Join('、', missing)}" : $"多了 {string.Join('、', extra)}")}。");
    }
}
