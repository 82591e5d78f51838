using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The notice, objections, and what becomes public.</summary>
internal static class PublicationPart
{
    public static void Fill(Pen pen) => pen.In("publication", publication =>
    {
        publication.Figure("noticeDays", "公示", "个工作日", "公示阶段的长短要和它一致");
        publication.Figure("substitutionNoticeDays", "递补的另行公示", "个工作日");
        publication.In("objections", objections => objections.Together("异议", o =>
        {
            o.Figure("workingDays", "公示开始后受理", "个工作日");
            o.Figure("verifyWorkingDays", "核实答复不超过", "个工作日");
            o.Flag("realName", "要写真实姓名", true);
        }));
        publication.Choice("order", "名单怎么排", [new("rank", "按名次"), new("strokes", "按姓氏笔画，不公开名次")]);
        publication.Many("publicFields", "向社会公开什么", PublicationRule.KnownFields.Select(field => new Option(field, SchemeParts.FieldName(field))));
        publication.Flag("leafScoresToStreet", "街道看得到本街道对象的分项得分", true);
    });
}
