using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>What the programme is called, whom it is about, who runs it on what authority, and which departments take part.</summary>
internal static class BasicsPart
{
    private static readonly Option[] Cadences = [new("monthly", "每月一期"), new("quarterly", "每季度一期"), new("yearly", "每年一期")];
    private static readonly Option[] Approvals = [new("pending", "报批中"), new("approved", "已批准"), new("notRequired", "无需审批（工作交流）")];

    public static void Fill(Pen pen)
    {
        pen.Text("name", "名称");
        pen.Text("summary", "简介", "一两句话，居民在规则页上看到", required: false, isLong: true);
        pen.Choice("cadence", "多久一期", Cadences, switches: true);
        pen.Text("version", "版本名称", "给人看的，如“2026 年第 1 版”");
        pen.Text("label", "结果叫什么", "通报或交流；评比表彰要另行审批，不能用。不填就叫通报", required: false);
        pen.Group("subject", "评谁", Subject);
        pen.Group("authority", "依据", authority =>
        {
            authority.Text("document", "依据文号");
            authority.Text("organiser", "主办单位");
            authority.Choice("approval", "审批状态", Approvals);
            authority.Text("note", "审批说明", isLong: true);
        });
        pen.List("departments", "参加的部门", "部门", department =>
        {
            var code = department.Choice("code", "部门", department.Desk.Departments);
            department.Text("name", "在方案里的名称", "不填就用名册里的名称");
            department.Otherwise("name", department.Desk.Departments.FirstOrDefault(d => d.Value == code)?.Text);
        }, () => [], "名册里的部门都可以选。核查资料、选派评委、提出否决、接收报送的部门都要列在这里。", tight: true, least: 1);
    }

    private static void Subject(Pen subject)
    {
        subject.Text("name", "评的是", "如：小区、党支部书记、物业项目");
        subject.Choice("unitKind", "对象所在的单位", Domain.Schemes.Subject.Kinds.Select(kind => new Option(kind, SchemeWords.Kind(kind))));
        subject.Text("unitName", "这类单位叫什么", "如：住宅小区、小区党支部");
        var nominated = subject.Root.Object("nomination") is not null;
        var from = subject.Choice("from", "怎么产生", [new("register", "名册上的全部参加"), new("nomination", "街道申报"), new("application", "单位自评申报，街道审核")], nominated ? "nomination" : "register", switches: true);
        if (subject.Here.Text("unitKind") == "estate" && from == "register" || subject.Here["notPaired"] is not null)
            subject.Flag("notPaired", "正被包联的三无小区不参加", false);
        if (!subject.Desk.Writing)
            return;
        if (from == "register")
            subject.Root.Remove("nomination");
        else if (!nominated)
            subject.Root["nomination"] = new JsonObject();
        // The two ways differ in whether there is a quota.
        if (from == "application")
            subject.Root.Object("nomination")!.Remove("quotaPerStreet");
    }
}
