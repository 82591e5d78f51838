using System.Text.Json.Nodes;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>
/// What a scheme says in two places is asked once: after every change the second place follows the first. A draft in which both agree already is left as it is.
/// </summary>
public static class Upkeep
{
    public static void Follow(JsonObject before, JsonObject root)
    {
        Evidence(root);
        Judging(before, root);
        foreach (var (block, _, _) in SchemeJson.Blocks(root).Where(b => b.Block.Object("source").Text("kind") == "residents"))
            Answers(root, block.Object("source")!);
        Caps(root);
        Phases(before, root);
        Notes(before, root);
        if (root["adjustments"] is JsonObject { Count: 0 })
            root.Remove("adjustments");
    }

    /// <summary>Who checks an evidence block lies in a list of its own; its full mark is what its indicators add up to.</summary>
    private static void Evidence(JsonObject root)
    {
        var blocks = SchemeJson.Blocks(root).Select(b => b.Block).Where(b => b.Object("source").Text("kind") == "evidence").ToList();
        foreach (var (entry, _) in root.Items("evidence").Where(e => blocks.TrueForAll(b => b.Text("code") != e.Item.Text("block"))).ToList())
            root.Array("evidence")!.Remove(entry);
        foreach (var block in blocks)
        {
            var code = block.Text("code");
            var entry = root.Items("evidence").Select(e => e.Item).FirstOrDefault(e => e.Text("block") == code);
            if (entry is null)
            {
                if (root.Array("evidence") is null)
                    root["evidence"] = new JsonArray();
                entry = new JsonObject { ["block"] = code, ["departments"] = new JsonArray(), ["entry"] = "points", ["guidance"] = "", ["indicators"] = new JsonArray() };
                root.Array("evidence")!.Add(entry);
            }

            var sum = SchemeJson.Sum(entry.Items("indicators").Select(i => i.Item["maximum"]));
            if (sum > 0 && SchemeJson.Sum([block.Object("source")!["full"]]) != sum)
                block.Object("source")!["full"] = JsonNode.Parse(sum.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Panels are scored in one place and appointed in another.</summary>
    private static void Judging(JsonObject before, JsonObject root)
    {
        var panels = root.Object("scoring").Items("panels").Select(p => p.Item).ToList();
        if (panels.Count == 0)
        {
            root.Remove("judging");
            return;
        }

        if (root.Object("judging") is null)
            root["judging"] = new JsonObject { ["panels"] = new JsonArray(), ["recusal"] = new JsonObject() };
        var judging = root.Object("judging")!;
        Match(judging, "panels", "panel", panels, before.Object("scoring").Items("panels").Select(p => p.Item).ToList());
        foreach (var panel in panels)
        {
            var was = before.Object("scoring").Items("panels").Select(p => p.Item).FirstOrDefault(p => p.Text("code") == panel.Text("code"));
            Match(judging.Items("panels").First(p => p.Item.Text("panel") == panel.Text("code")).Item, "groups", "group", panel.Items("groups").Select(g => g.Item).ToList(), was.Items("groups").Select(g => g.Item).ToList());
        }
    }

    private static void Match(JsonObject owner, string name, string keyed, List<JsonObject> wanted, List<JsonObject> before)
    {
        if (owner.Array(name) is null)
            owner[name] = new JsonArray();
        var list = owner.Array(name)!;
        foreach (var (extra, _) in owner.Items(name).Where(i => wanted.TrueForAll(w => w.Text("code") != i.Item.Text(keyed))).ToList())
            list.Remove(extra);
        foreach (var item in wanted)
        {
            var code = item.Text("code");
            var mirror = owner.Items(name).Select(i => i.Item).FirstOrDefault(i => i.Text(keyed) == code);
            if (mirror is null)
                list.Add(mirror = new JsonObject { [keyed] = code });
            // A name that was the same stays the same.
            var called = mirror.Text("name");
            if (item.Text("name").Length > 0 && called != item.Text("name") && (called.Length == 0 || called == before.Find(b => b.Text("code") == code).Text("name")))
                mirror["name"] = item.Text("name");
        }
    }

    /// <summary>Every answer of the question either has a worth or is left out of the count.</summary>
    private static void Answers(JsonObject root, JsonObject source)
    {
        var asked = source.Text("question") is { Length: > 0 } named ? named : "overall";
        var question = root.Object("survey").Items("questions").Select(q => q.Item).FirstOrDefault(q => q.Text("code") == asked);
        if (question is null)
            return;
        if (source.Object("coefficients") is null)
            source["coefficients"] = new JsonObject();
        var worth = source.Object("coefficients")!;
        var answers = question.Items("answers").Select(a => a.Item.Text("code")).Where(code => code.Length > 0).ToList();
        foreach (var gone in worth.Select(member => member.Key).Except(answers, StringComparer.Ordinal).ToList())
            worth.Remove(gone);
        var excluded = source.Words("excluded");
        var should = answers.Where(code => worth[code] is null).ToList();
        if (excluded.ToHashSet().SetEquals(should))
            return;
        if (should.Count == 0)
            source.Remove("excluded");
        else
            source["excluded"] = SchemeJson.ArrayOf(should);
    }

    private static void Caps(JsonObject root)
    {
        var cap = root.Object("adjustments").Object("bonus")?["cap"];
        if (cap is not null && root.Object("scoring") is { } scoring && scoring.Text("bonusCap") != cap.ToJsonString())
            scoring["bonusCap"] = cap.DeepClone();
    }

    /// <summary>What has just been put in brings the phase it happens in.</summary>
    private static void Phases(JsonObject before, JsonObject root)
    {
        foreach (var (member, code, rule) in new[] { ("survey", PhaseCode.Survey, 1), ("judging", PhaseCode.Live, 1), ("nomination", PhaseCode.Nominate, 1), ("reporting", PhaseCode.SumUp, 1), ("reporting", PhaseCode.Report, 2) })
        {
            if (root[member] is null || before[member] is not null || root.Items("phases").Any(p => p.Item.Text("code") == code))
                continue;
            if (root.Array("phases") is null)
                root["phases"] = new JsonArray();
            root.Array("phases")!.Insert(0, Template.Phase(code, rule, 5 + rule));
        }
    }

    /// <summary>A note whose figure is gone goes with it, and figures that only follow others say so.</summary>
    private static void Notes(JsonObject before, JsonObject root)
    {
        if (root.Object("notes") is not { } notes)
            return;
        var was = NotePath.Places(SchemeJson.Element(before)).ToList();
        var now = NotePath.Places(SchemeJson.Element(root)).ToList();
        foreach (var path in notes.Select(member => member.Key).ToList())
        {
            var parts = NotePath.Parts(path);
            if (!now.Exists(place => NotePath.Covers(parts, place.Parts)) && was.Exists(place => NotePath.Covers(parts, place.Parts)))
                notes.Remove(path);
        }

        foreach (var (figure, text) in Template.Following)
        {
            if (now.Exists(place => NotePath.Covers(NotePath.Parts(figure), place.Parts) && !notes.Any(note => NotePath.Covers(NotePath.Parts(note.Key), place.Parts))))
                notes[figure] = new JsonObject { ["basis"] = "assumption", ["text"] = text };
        }
    }
}
