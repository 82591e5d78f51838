using System.Text.Json.Nodes;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The notice, objections, and what becomes public; or who decides where nothing does.</summary>
internal static class PublicationPart
{
    public static void Fill(Pen pen) => pen.In("publication", publication =>
    {
        var now = publication.Here.Text("kind") == "none" ? "none" : "public";
        var kind = publication.Ask("kind", "结果怎么用", [new("public", "公示、发布"), new("none", "不公开，只作组织决定的依据")], now);
        if (kind != now && publication.Desk.Writing)
            Turn(publication, kind);
        if (kind == "none")
        {
            publication.Text("decidedBy", "由谁据此决定", "如：区委组织部部务会");
            return;
        }

        publication.Figure("noticeDays", "公示", "个工作日", "公示阶段的长短要和它一致");
        publication.Figure("substitutionNoticeDays", "递补的另行公示", "个工作日");
        publication.In("objections", objections => objections.Together("异议", o =>
        {
            o.Figure("workingDays", "公示开始后受理", "个工作日");
            o.Figure("verifyWorkingDays", "核实答复不超过", "个工作日");
            o.Flag("realName", "要写真实姓名", true);
        }));
        publication.Choice("order", "名单怎么排", [new("rank", "按名次"), new("strokes", "按姓氏笔画，不公开名次")]);
        publication.Many("publicFields", "向社会公开什么", PublicationRule.KnownFields.Select(field => new Option(field, SchemeParts.FieldName(field, ofPerson: false))));
        publication.Flag("leafScoresToStreet", "街道看得到本街道对象的分项得分", true);
        var bands = publication.Root.Object("scoring").Object("award").Items("bands").Select(b => new Option(b.Item.Text("code"), SchemeWords.Name(b.Item))).ToList();
        if (bands.Count > 0)
            publication.Many("listed", "公开哪些等次", bands, "一个都不选，就全部等次都公开。", required: false);
        publication.Group("adverse", "对对象不利的等次（如黑榜）", adverse =>
        {
            adverse.Many("awards", "哪些等次", bands, "要有文件、先告知、过了答复期、另一位同志决定，才公开；只能是单位，不能是个人。");
            adverse.Figure("replyWorkingDays", "答复期", "个工作日");
        }, () => new JsonObject { ["awards"] = new JsonArray(), ["replyWorkingDays"] = 3 });
        publication.Figure("displayDays", "发布以后展示几天", "天", "期满不再公开；不填就一直公开", required: false);
    });

    /// <summary>What is published has a notice and a publication, what is not has a decision: the phases and the rules change together.</summary>
    private static void Turn(Pen publication, string kind)
    {
        var root = publication.Root;
        var other = Template.Blank(root.Text("code"), root.Text("name"));
        root["publication"] = kind == "none" ? new JsonObject { ["kind"] = "none", ["decidedBy"] = root.Object("authority").Text("organiser") } : other.Object("publication")!.DeepClone();
        string[] gone = kind == "none" ? [PhaseCode.Notice, PhaseCode.Publish] : [PhaseCode.Decide];
        foreach (var (phase, _) in root.Items("phases").Where(p => gone.Contains(p.Item.Text("code"), StringComparer.Ordinal)).ToList())
            root.Array("phases")!.Remove(phase);
        if (kind == "none")
            root.Array("phases")?.Add(new JsonObject { ["code"] = PhaseCode.Decide, ["name"] = SchemeWords.Phases[PhaseCode.Decide], ["start"] = new JsonObject { ["rule"] = "after", ["phase"] = PhaseCode.Approve, ["workingDays"] = 1 } });
        else
            foreach (var (phase, _) in other.Items("phases").Where(p => p.Item.Text("code") is PhaseCode.Notice or PhaseCode.Publish))
                root.Array("phases")?.Add(phase.DeepClone());
    }
}
