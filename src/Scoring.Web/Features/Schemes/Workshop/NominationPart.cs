using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>How subjects are nominated or apply: quota, conditions, what is handed in.</summary>
internal static class NominationPart
{
    public static void Fill(Pen pen)
    {
        if (pen.Root.Object("nomination") is null)
        {
            pen.Say("现在是名册上的全部参加，不用申报。要由街道申报或者单位自评申报的，请到“基本情况”的“怎么产生”里改。");
            return;
        }

        pen.In("nomination", nomination =>
        {
            if (pen.Root.Object("subject").Text("from") != "application")
            {
                nomination.Figure("quotaPerStreet", "每个街道几名", "名");
                nomination.Flag("fewerNeedsReason", "不足名额的要说明理由", false);
            }

            nomination.Figure("coolingOffMonths", "当选后几个月内不再申报", "个月", "不填或写 0 就不限", required: false);
            nomination.List("composition", "人选类别", "类别", Coded, () => Blank(pen, "K"), "申报时选一类；没有就不设。", tight: true);
            nomination.Group("standards", "资格标准清单（如“四有”）", standards =>
            {
                standards.Text("name", "清单名称");
                standards.List("items", "标准", "标准", Coded, () => Blank(pen, "T"), tight: true, least: 1);
            }, () => new JsonObject { ["name"] = "", ["items"] = new JsonArray() });
            nomination.List("gates", "资格条件", "条件", Coded, () => Blank(pen, "Q"), "审查时逐条确认，不计分。", tight: true);
            nomination.List("dossier", "要写的材料", "部分", section =>
            {
                Coded(section);
                section.Figure("minimum", "最少", "字", "0 就是选填");
                section.Figure("maximum", "最多", "字");
            }, () => Blank(pen, "D"));
            nomination.List("attachments", "附件", "附件", attachment =>
            {
                Coded(attachment);
                attachment.Many("types", "文件类型", AttachmentKind.KnownTypes.Select(type => new Option(type, type)));
                attachment.Figure("maximumMegabytes", "每个不超过", "MB");
                attachment.Figure("maximumCount", "最多", "个");
                attachment.Flag("required", "必须交", false);
                attachment.Flag("screen", "可以在现场大屏上放（全场看得见）", false);
            }, () => Blank(pen, "F"));
        });
    }

    internal static void Coded(Pen item)
    {
        item.Text("name", "名称");
        item.Text("hint", "说明", required: false);
    }

    internal static JsonObject Blank(Pen pen, string prefix) => new() { ["code"] = pen.Desk.FreshCode(prefix), ["name"] = "" };
}
