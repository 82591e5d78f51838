using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Schemes;

/// <summary>A part of a scheme as people read it.</summary>
public sealed record Part(string Code, string Title, IReadOnlyList<Fact> Facts);

/// <summary>One rule in words, with what its figures rest on.</summary>
public sealed record Fact(string Name, string Says, IReadOnlyList<FigureNote> Notes);

/// <summary>Everything in a scheme but its dates and its score sheet, part by part, in words. Parts that the scheme does not have are left out.</summary>
public sealed class SchemeParts(Scheme scheme)
{
    public IReadOnlyList<Part> All =>
        [.. new[] { Nomination(), Judging(), Live(), Survey(), Vetoes(), Result(), Publication() }.Where(p => p.Facts.Count > 0)];

    public Part Nomination()
    {
        var facts = new List<Fact>();
        if (scheme.Nomination is { } n)
        {
            facts.Add(n.QuotaPerStreet == 0 ? Say("名额", "本单位自评申报，不限名额") : Say("名额", $"每个街道 {n.QuotaPerStreet} 名{(n.FewerNeedsReason ? "，不足的要说明理由" : "")}", "$.nomination.quotaPerStreet"));
            if (n.CoolingOffMonths > 0)
                facts.Add(Say("间隔", $"当选后 {n.CoolingOffMonths} 个月内不再申报", "$.nomination.coolingOffMonths"));
            if (n.Composition.Count > 0)
                facts.Add(Say("人选类别", Names(n.Composition)));
            if (n.Standards is { } standards)
                facts.Add(Say(standards.Name, string.Join("；", standards.Items.Select(i => i.Hint is null ? i.Name : $"{i.Name}（{i.Hint}）"))));
            facts.Add(Say("资格条件", Names(n.Gates)));
            facts.Add(Say("事迹材料", string.Join("、", n.Dossier.Select(d => $"{d.Name} {d.Minimum}–{d.Maximum} 字")), "$.nomination.dossier"));
            facts.Add(Say("附件", string.Join("；", n.Attachments.Select(a => $"{a.Name}：{string.Join("、", a.Types)}，每个不超过 {a.MaximumMegabytes} MB，最多 {a.MaximumCount} 个")), "$.nomination.attachments"));
        }

        return new("nomination", "申报", facts);
    }

    public Part Judging()
    {
        var facts = new List<Fact>();
        foreach (var panel in scheme.Scoring.Panels)
        {
            var appointed = scheme.Judging!.Panels.First(p => p.Panel == panel.Code);
            foreach (var group in panel.Groups)
            {
                var by = appointed.Groups.First(g => g.Group == group.Code);
                var who = by.Unit is { } unit ? $"对象所在的{Domain.Organisation.UnitKinds.Name(Enum.Parse<Domain.Organisation.UnitKind>(unit, ignoreCase: true))}" : by.ByStreet ? "各街道" : string.Join("、", by.Departments.Select(scheme.DepartmentName));
                facts.Add(Say(by.Name, $"占评委分的 {TallyWords.Share(panel, group)}；由{who}各派 {by.Each} 名",
                    $"$.scoring.panels[{panel.Code}].groups[{group.Code}]", $"$.judging.panels[{panel.Code}].groups[{group.Code}]"));
            }

            facts.Add(Say("去最高最低分", TallyWords.Drop(panel), $"$.scoring.panels[{panel.Code}].drop"));
            if (!panel.AcknowledgeBelow.IsZero)
                facts.Add(Say("评委太少", $"一组计分的评委不足 {panel.AcknowledgeBelow} 名时，要由监督员说明理由后确认", $"$.scoring.panels[{panel.Code}].acknowledgeBelow"));
        }

        if (scheme.Judging is { } judging)
        {
            string[] grounds = [.. new[] { (judging.Recusal.SameStreet, "本街道的人选"), (judging.Recusal.SameUnit, "本单位的人选"), (judging.Recusal.Declared, "自己申请回避的人选") }.Where(g => g.Item1).Select(g => g.Item2)];
            if (grounds.Length > 0)
                facts.Add(Say("回避", $"评委不给{string.Join("、", grounds)}打分，没打的不算零分"));
        }

        return new("judging", "评委", facts);
    }

    public Part Live()
    {
        var facts = new List<Fact>();
        if (scheme.Talk is { } talk)
            facts.Add(Say("展示", $"每人 {talk.Minutes} 分钟，{talk.Form}，剩 {talk.WarnSeconds} 秒时提醒", "$.talk"));
        if (scheme.Adjustments.Overtime is { } over)
            facts.Add(Say("超时", $"超过 {over.GraceSeconds} 秒以内不扣；再超的，每 {over.BlockSeconds} 秒（不满也算一次）扣 {TallyWords.Number(over.Amount)} 分，最多扣 {TallyWords.Number(over.Cap)} 分", "$.adjustments.overtime"));
        if (scheme.Adjustments.BonusCap is { } bonus)
            facts.Add(Say("加分", $"合计不超过 {TallyWords.Number(bonus)} 分，经办登记、监督员确认", "$.adjustments.bonus", "$.scoring.bonusCap"));
        if (scheme.Adjustments.Absence is { } absence)
            facts.Add(Say("会议缺席", $"每次扣 {TallyWords.Number(absence.Amount)} 分，最多扣 {TallyWords.Number(absence.Cap)} 分；一位同志登记、另一位同志确认", "$.adjustments.absence"));
        if (scheme.MayNotApply.Count > 0)
            facts.Add(Say("不适用", $"{string.Join("、", scheme.MayNotApply.Select(code => scheme.Rubric.Blocks.First(b => b.Code == code).Name))}：本来就不需要的，两个人同意后不计分，其余各项折算"));
        if (scheme.Reporting is { } reporting)
            facts.Add(Say("汇总报送", $"街道汇总，另一位同志签字，报送{string.Join("、", reporting.To.Select(scheme.DepartmentName))}；都签收以后才核算"));
        if (scheme.Scoring.DeductionCap is { } deduction)
            facts.Add(Say("扣分", $"合计不超过 {TallyWords.Number(deduction)} 分", "$.scoring.deductionCap"));
        return new("live", "现场和加减分", facts);
    }

    public Part Survey()
    {
        var facts = new List<Fact>();
        if (scheme.Survey is { } survey)
        {
            facts.Add(Say("问谁", survey.Audience, "$.survey.audience"));
            facts.Add(Say("怎么问", string.Join("；", survey.Channels.Select(c => c.Hint is null ? c.Name : $"{c.Name}：{c.Hint}"))));
            facts.Add(Say("计入多久", $"截止前 {survey.WindowDays} 天内的评价", "$.survey.windowDays"));
            foreach (var section in scheme.Scoring.Sections)
            {
                foreach (var block in section.Blocks)
                {
                    if (block.Source is not ResidentsRule rule)
                        continue;
                    var question = survey.Questions.First(q => q.Code == rule.Question);
                    var path = $"$.scoring.sections[{section.Code}].blocks[{block.Code}].source";
                    facts.Add(Say("问题", question.Text));
                    facts.Add(Say("怎么算", TallyWords.Answers(rule, code => question.Answers.FirstOrDefault(a => a.Code == code)?.Name ?? code), path + ".coefficients"));
                    if (rule.Sample is { } sample)
                        facts.Add(Say("份数", TallyWords.Sample(sample), path + ".sample"));
                }
            }
        }

        return new("survey", "群众满意度", facts);
    }

    public Part Vetoes() => new("vetoes", "一票否决",
        [.. scheme.Vetoes.Select(v => Say(v.Name, $"{(v.Hint is null ? "" : v.Hint + "；")}由{scheme.DepartmentName(v.Department)}提出{(v.NeedsDocument ? "，要有文件依据" : "")}"))]);

    public Part Result()
    {
        var ties = TallyWords.Ties(scheme.Scoring);
        return new("result", "排名和授予",
        [
            Say("小数", $"各项保留 {scheme.Scoring.Decimals} 位小数，四舍五入后相加", "$.scoring.decimals"),
            Say("总分相同", ties.Count == 0 ? "名次并列" : string.Join("；", ties.Select((t, i) => i == 0 ? $"先{t}" : $"还相同的，再{t}")), "$.scoring.ties"),
            Say("授予", TallyWords.Award(scheme.Scoring), "$.scoring.award"),
        ]);
    }

    public Part Publication()
    {
        var p = scheme.Publication;
        if (p.DecidedBy is { } decider)
            return new("publication", "结果怎么用", [Say("不公开", $"结果不公示、不发布，只作决定的依据；由{decider}")]);
        List<Fact> listed =
        [
            .. p.Listed is { Count: > 0 } some ? [Say("哪些公开", $"只公开{string.Join("、", some.Select(a => scheme.Scoring.Award!.NameOf(a)))}")] : Array.Empty<Fact>(),
            .. p.Adverse is { } adverse ? [Say("先告知后公开", $"{string.Join("、", adverse.Awards.Select(a => scheme.Scoring.Award!.NameOf(a)))}要有文件依据，告知街道，{adverse.ReplyWorkingDays} 个工作日内可以答复，由另一位同志决定", "$.publication.adverse")] : Array.Empty<Fact>(),
            .. p.DisplayDays is { } days ? [Say("展示多久", $"发布以后展示 {days} 天，期满撤下", "$.publication.displayDays")] : Array.Empty<Fact>(),
        ];
        return new("publication", "公示、异议和发布",
        [
            Say("公示", $"{p.NoticeDays} 个工作日，从张贴后的第 1 个工作日算起", "$.publication.noticeDays", "$.phases[notice].end.workingDays"),
            Say("递补公示", $"有人被取消资格时依次递补，递补的另行公示 {p.SubstitutionNoticeDays} 个工作日", "$.publication.substitutionNoticeDays"),
            Say("异议", $"公示开始后 {p.Objections.WorkingDays} 个工作日内都可以提出{(p.Objections.RealName ? "，要写真实姓名" : "")}；{p.Objections.VerifyWorkingDays} 个工作日内核实并答复", "$.publication.objections"),
            Say("公开什么", $"{string.Join("、", p.PublicFields.Select(FieldName))}；{(p.Order == PublicationOrder.Rank ? "按名次排列" : "按姓氏笔画排列，不公开名次")}"),
            Say("得分明细", p.LeafScoresToStreet ? "只给人选所在的街道看" : "不公开"),
            Say("结果称谓", $"{scheme.Label}，不作表彰"),
            .. listed,
        ]);
    }

    /// <summary>The notes on all figures beneath some paths, each once.</summary>
    public static IReadOnlyList<FigureNote> Notes(Scheme scheme, params string[] paths) =>
        [.. scheme.Notes.Figures.Where(f => Array.Exists(paths, p => f.Key.StartsWith(p, StringComparison.Ordinal)
            && (f.Key.Length == p.Length || f.Key[p.Length] is '.' or '['))).Select(f => f.Value).Distinct()];

    public static string CadenceName(Cadence cadence) => cadence switch { Cadence.Monthly => "每月一期", Cadence.Quarterly => "每季度一期", _ => "每年一期" };

    private Fact Say(string name, string says, params string[] paths) => new(name, says, Notes(scheme, paths));

    private static string Names(IReadOnlyList<CodedText> items) => string.Join("、", items.Select(i => i.Name));

    private string FieldName(string field) => FieldName(field, scheme.Subject.IsPerson);

    /// <summary>What a public field is called: a person's or a thing's.</summary>
    public static string FieldName(string field, bool ofPerson) => field switch
    {
        "name" => ofPerson ? "姓名" : "名称",
        "street" => "街道",
        "estate" => "小区",
        "composition" => "类别",
        "total" => "总分",
        "rank" => "名次",
        "award" => "等次",
        "parts" => "各部分得分",
        _ => field,
    };
}
