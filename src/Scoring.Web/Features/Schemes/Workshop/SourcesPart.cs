using System.Text.Json.Nodes;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The texts that notes name, and the notes that stand for many figures at once.</summary>
internal static class SourcesPart
{
    public static void Fill(Pen pen)
    {
        if (pen.Desk.Act == "add $.sources")
        {
            if (pen.Root.Object("sources") is null)
                pen.Root["sources"] = new JsonObject();
            pen.Root.Object("sources")![pen.Desk.FreshCode("S")] = "";
        }

        pen.Words("sources", "原文", "原文", code => code, (row, code) => row.In("sources", sources => sources.Text(code, $"原文 {code} 的名称", "如：某文件第几节")), (row, code) => row.Root.Object("sources")!.Remove(code), "数字出自哪份文件，先在这里写上文件的名称。");
        var own = pen.Desk.Writing ? [] : pen.Desk.Figures.Select(place => place.Key).ToHashSet();
        foreach (var path in (pen.Root.Object("notes") ?? []).Select(member => member.Key).ToList())
        {
            if (path.Contains(NotePath.Every, StringComparison.Ordinal) || (pen.Desk.Writing && pen.Desk.Sent($"note {path} basis") is not null) || !own.Contains(path) && !pen.Desk.Writing)
                pen.SharedNote(path, SchemeWords.Place(pen.Root, path));
        }
    }
}
