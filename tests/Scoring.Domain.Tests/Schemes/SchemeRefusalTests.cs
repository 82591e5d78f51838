using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>Each case spoils one place of the shipped file and expects the whole file refused, with that place's line and path.</summary>
public sealed class SchemeRefusalTests
{
    [Theory]
    [InlineData("\"talk\": { \"minutes\": 5,", "\"talk\": { \"minuts\": 5,", "$.talk.minuts", "不认识「minuts」；这里可以写：minutes、form、warnSeconds。")]
    [InlineData("\"organiser\": \"区委组织部\",", "", "$.authority", "缺少「organiser」。")]
    [InlineData("\"label\": \"通报\"", "\"label\": \"表彰\"", "$.label", "结果不能称「表彰」（评比表彰须另行审批），请用「通报」或「交流」。")]
    [InlineData("\"cadence\": \"monthly\"", "\"cadence\": \"weekly\"", "$.cadence", "不认识「weekly」；可以写：monthly、quarterly、yearly。")]
    [InlineData("\"quotaPerStreet\": 3", "\"quotaPerStreet\": 0", "$.nomination.quotaPerStreet", "应在 1 到 100 之间，现在是 0。")]
    [InlineData("\"quotaPerStreet\": 3", "\"quotaPerStreet\": \"3\"", "$.nomination.quotaPerStreet", "这里应为整数。")]
    [InlineData("\"types\": [\"mp4\"]", "\"types\": [\"exe\"]", "$.nomination.attachments[3].types[0]", "不能核对「exe」类文件的内容；可以写：pdf、pptx、docx、jpg、png、mp4。")]
    [InlineData("\"fullMarks\": 100", "\"fullMarks\": 90", "$.fullMarks", "各项权重之和是 100，不是 90。")]
    [InlineData("\"departments\": [\"CIVIL\"]", "\"departments\": [\"CAB\"]", "$.evidence[2].departments[0]", "departments 里没有部门「CAB」。")]
    [InlineData("\"block\": \"VENUE\"", "\"block\": \"SATISFACTION\"", "$.evidence[4].block", "计分部分没有资料核查项「SATISFACTION」。")]
    [InlineData("有回音\", \"maximum\": 4", "有回音\", \"maximum\": 5", "$.evidence[0].indicators", "各指标满分之和是 11，应为 10。")]
    [InlineData("\"panel\": \"live\",\n        \"name\"", "\"panel\": \"hall\",\n        \"name\"", "$.judging.panels[0].panel", "计分部分没有评委组「hall」。")]
    [InlineData("{ \"group\": \"street\", \"name\"", "{ \"group\": \"town\", \"name\"", "$.judging.panels[0].groups", "评委组与计分部分不一致：少了 street。")]
    [InlineData("\"appointedBy\": \"street\"", "\"appointedBy\": \"ORG\"", "$.judging.panels[0].groups[1].appointedBy", "选派方写 \"street\"（各街镇）、部门代码的列表，或 {\"unit\": \"estate\"}（各在其内的单位评自己的对象）。")]
    [InlineData("{ \"code\": \"basically\", \"name\": \"基本满意\" },", "", "$.survey.questions[0].answers", "答案与计分部分不一致：少了 basically。")]
    [InlineData("\"windowDays\": 30", "\"windowDays\": 20", "$.survey.windowDays", "测评阶段是 30 天，这里却是 20 天，两处应一致。")]
    [InlineData("\"noticeDays\": 5", "\"noticeDays\": 7", "$.phases[6].end", "公示阶段是 5 个工作日，publication.noticeDays 却是 7，两处应一致。")]
    [InlineData("\"order\": \"rank\"", "\"order\": \"strokes\"", "$.publication.publicFields", "按姓氏笔画发布时不能公开名次，请去掉 rank。")]
    [InlineData("\"bonus\": { \"cap\": 3 }", "\"bonus\": { \"cap\": 4 }", "$.adjustments.bonus.cap", "计分部分的 bonusCap 是 3，这里是 4，两处应一致。")]
    [InlineData("\"amount\": 0.5, \"cap\": 2", "\"amount\": 0.5, \"cap\": 3", "$.adjustments.overtime.cap", "超时扣分上限 3 超过了计分部分的 deductionCap 2。")]
    [InlineData("\"max\": 8, \"step\": 0.5", "\"max\": 8, \"step\": 0.3", "$.scoring.sections[0].blocks[6].source.criteria[3].step", "满分 8 不是步长 0.3 的整数倍。")]
    [InlineData("\"acknowledgeBelow\": 3", "\"acknowledgeBelw\": 3", "$.scoring.panels[0].acknowledgeBelw", "不认识「acknowledgeBelw」；这里可以写：code、name、note、groups、drop、acknowledgeBelow。")]
    [InlineData("\"dissatisfied\": 0 }", "\"dissatisfied\": 0.5 }", "$.scoring.sections[0].blocks[5].source.coefficients", "系数最高应为 1，最低应为 0。")]
    [InlineData("\"from\": 5, \"high\": 1", "\"from\": 2, \"high\": 1", "$.scoring.panels[0].drop[0].from", "去掉最高最低分之后至少要留下一个分数。")]
    [InlineData("\"code\": \"TOP10_SECRETARY\",\n    \"version\"", "\"code\": \"OTHER\",\n    \"version\"", "$.scoring.code", "应与方案代码「TOP10_SECRETARY」相同。")]
    [InlineData("\"$.talk.minutes\": {", "\"$.talk.form\": {", "$.talk.minutes", "这个数字没有出处说明，请在 notes 里为 $.talk.minutes 写明来源或注明是假定。")]
    [InlineData("\"$.talk.minutes\": { \"basis\": \"source\", \"source\": \"S2\"", "\"$.talk.minutes\": { \"basis\": \"source\", \"source\": \"S9\"", "$.notes.$.talk.minutes.source", "sources 里没有「S9」。")]
    [InlineData("\"workingDays\": 5 }\n    },", "\"workingDays\": 5 }\n    }, {\"code\": \"live\", \"name\": \"又一次\", \"start\": {\"rule\": \"dayOfMonth\", \"day\": 1}},", "$.phases[7]", "「live」重复了。")]
    public void Refuses_the_whole_file_and_names_the_place(string good, string bad, string path, string reason)
    {
        var refusal = Refusal(good, bad);
        (refusal.Path, refusal.Reason).ShouldBe((path, reason));
    }

    [Theory]
    [InlineData("\"talk\": { \"minutes\": 5,", "\"talk\": { \"minutes\": 500,")]
    [InlineData("\"windowDays\": 30", "\"windowDays\": 20")]
    [InlineData("\"dissatisfied\": 0 }", "\"dissatisfied\": 0.5 }")]
    [InlineData("\"cadence\": \"monthly\",", "\"cadence\": monthly,")]
    [InlineData("\"talk\": {", "\"name\": \"再来一次\", \"talk\": {")]
    public void Names_the_line_as_an_editor_counts_it(string good, string bad)
    {
        var line = Seeds.Contest[..Seeds.Contest.IndexOf(good, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        var refusal = Refusal(good, bad);
        refusal.Line.ShouldBe(line);
        refusal.Message.ShouldStartWith($"方案文件第 {line} 行（$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\": \"scoring-scheme/2\"}")]
    public void Refuses_what_is_no_scheme_at_all(string text) => Should.Throw<SchemeInvalid>(() => Scheme.Parse(text)).Line.ShouldBe(1);

    [Fact]
    public void Refuses_a_note_that_speaks_of_nothing() =>
        Refusal("\"$.talk.minutes\": {", "\"$.talk.seconds\": { \"basis\": \"assumption\", \"text\": \"无\" }, \"$.talk.minutes\": {")
            .Reason.ShouldBe("方案里没有 $.talk.seconds，这条说明没有着落。");

    private static SchemeInvalid Refusal(string good, string bad)
    {
        Seeds.Contest.ShouldContain(good, Case.Sensitive);
        return Should.Throw<SchemeInvalid>(() => Scheme.Parse(Seeds.Contest.Replace(good, bad, StringComparison.Ordinal)));
    }
}
