namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>A page of the form: what it is called, what it is for, and its questions.</summary>
public sealed record PartOfForm(string Code, string Title, string Lead, Action<Pen> Fill)
{
    /// <summary>The rows that are wrong, in order.</summary>
    public IReadOnlyList<Row> Rows(Desk desk) => desk.Walk(this);
}

/// <summary>The pages of the form in the order in which one writes a programme.</summary>
public static class Form
{
    public static IReadOnlyList<PartOfForm> Parts { get; } =
    [
        new("basics", "基本情况", "叫什么、多久一期、评谁、谁主办、依据什么文件、哪些部门参加。", BasicsPart.Fill),
        new("score", "评分表", "评什么，各占多少分，分从哪里来。各项权重加起来要等于总分。", ScorePart.Fill),
        new("panels", "评委", "有评委打分的，写明分几组、各占多少、谁选派、怎样去最高最低分、什么情况回避。", PanelsPart.Fill),
        new("nomination", "申报", "由街道申报或单位自评申报的，写明名额、资格条件、要交的材料。", NominationPart.Fill),
        new("survey", "居民测评", "要问居民的，写明问谁、问什么、用什么方式填。", SurveyPart.Fill),
        new("calendar", "日程", "每个阶段从哪天到哪天。写规则不写死日期，逢节假日和调休自动推算。", CalendarPart.Fill),
        new("extras", "加减分和否决", "现场展示和超时、加分、缺席扣分、一票否决、不适用、汇总报送。", ExtrasPart.Fill),
        new("result", "排名和授予", "小数怎么留、同分怎么排、授予什么等次。", ResultPart.Fill),
        new("publication", "公示和公开", "公示几天、怎样提异议、向社会公开什么。", PublicationPart.Fill),
        new("sources", "出处", "每个数字都要说得出来源。这里列出原文的名称，和一条管许多数字的说明。", SourcesPart.Fill),
    ];

    public static PartOfForm? Find(string code) => Parts.FirstOrDefault(part => part.Code == code);
}
