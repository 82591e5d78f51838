using System.Text.Json.Nodes;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The score sheet as a tree: sections, blocks with their weights, and where each block's points come from.</summary>
internal static class ScorePart
{
    private static readonly Option[] Kinds = [new("evidence", "部门核查资料"), new("judges", "评委打分"), new("residents", "居民评价"), new("metric", "统计数据折算")];

    public static void Fill(Pen pen)
    {
        pen.Figure("fullMarks", "总分", "分", required: false);
        pen.Sum("各项权重合计", SchemeJson.Sum(SchemeJson.Blocks(pen.Root).Select(b => b.Block["weight"])), pen.Root.Text("fullMarks"));
        pen.In("scoring", scoring => scoring.List("sections", "板块", "板块", section =>
        {
            section.Text("name", "板块名称");
            section.Text("note", "说明", required: false);
            section.List("blocks", "计分项", "计分项", Block, () => new JsonObject { ["code"] = pen.Desk.FreshCode("B"), ["name"] = "", ["source"] = new JsonObject { ["kind"] = "evidence" } }, least: 1);
        }, () => new JsonObject { ["code"] = pen.Desk.FreshCode("S"), ["name"] = "", ["blocks"] = new JsonArray() }, "大多数方案只有一个板块；按板块评星的，一个板块一颗星。", least: 1));
    }

    private static void Block(Pen block)
    {
        block.Text("name", "名称");
        block.Figure("weight", "权重", "分");
        block.Text("note", "说明", required: false);
        block.In("source", source =>
        {
            var before = source.Here.Text("kind");
            var kind = source.Choice("kind", "分从哪里来", Kinds, switches: true);
            if (kind != before && source.Desk.Writing)
                Only(source.Here, "kind");
            switch (kind)
            {
                case "evidence":
                    Evidence(source, block.Here.Text("code"));
                    break;
                case "judges":
                    Judges(source);
                    break;
                case "residents":
                    Residents(source);
                    break;
                case "metric":
                    source.Figure("zero", "得 0 分的数值", hint: "如办结率 60");
                    source.Figure("full", "得满分的数值", hint: "如办结率 100；比上一个小也可以，表示越低越好");
                    break;
            }
        });
    }

    /// <summary>What a department looks at lies in a list of its own, which the form shows where it belongs.</summary>
    private static void Evidence(Pen source, string code)
    {
        foreach (var (entry, index) in source.Root.Items("evidence").Where(e => e.Item.Text("block") == code))
        {
            var pen = source.At(entry, $"$.evidence[{index}]", $"$.evidence[{code}]");
            pen.Many("departments", "哪个部门核查", SchemeWords.Departments(source.Root));
            pen.Text("guidance", "看什么", "给核查人看的话", isLong: true);
            pen.Choice("entry", "怎样录入", [new("points", "按指标给分"), new("deductions", "从满分往下扣")], "points");
            pen.Flag("selfReport", "街道先自查上报，部门再复核", false);
            pen.List("indicators", "指标", "指标", indicator =>
            {
                indicator.Text("name", "指标");
                indicator.Text("hint", "要求", required: false);
                indicator.Figure("maximum", "满分", "分");
            }, () => new JsonObject { ["code"] = source.Desk.FreshCode("I"), ["name"] = "" }, "各指标满分加起来就是这一项的满分，再按权重折算。", tight: true, least: 1);
        }
    }

    private static void Judges(Pen source)
    {
        source.Choice("panel", "哪个评委组", source.Root.Object("scoring").Items("panels").Select(p => new Option(p.Item.Text("code"), SchemeWords.Name(p.Item))), hint: "先在“评委”里设评委组");
        source.List("criteria", "评分要素", "要素", criterion =>
        {
            criterion.Text("name", "要素");
            criterion.Text("note", "看什么", required: false);
            criterion.Figure("max", "满分", "分");
            var inWords = criterion.Here.Object("scale") is not null;
            if (!inWords)
                criterion.Figure("step", "打分以几分为一档", "分");
            criterion.Group("scale", "用词语打分（好、较好、一般、差）", _ => { }, Scale);
            var words = criterion.Here.Object("scale");
            if (words is null && inWords)
                criterion.Here.Remove("names");
            if (words is null)
                return;
            if (!inWords)
            {
                criterion.Here.Remove("step");
                criterion.Here["names"] = new JsonObject { ["good"] = "好", ["fair"] = "较好", ["average"] = "一般", ["poor"] = "差" };
            }

            if (criterion.Desk.Act == $"add {criterion.Path}.scale")
                words[criterion.Desk.FreshCode("w")] = 0;
            criterion.Words("scale", "各档词语", "词语", word => criterion.Here.Object("names").Text(word), (pen, word) =>
            {
                pen.In("names", names => names.Text(word, "词语"));
                pen.In("scale", scale => scale.Number(word, "折合", "分"));
            }, (pen, word) =>
            {
                words.Remove(word);
                pen.Here.Object("names")?.Remove(word);
            });
            criterion.NoteOn("scale", "各档分值的依据");
        }, () => new JsonObject { ["code"] = source.Desk.FreshCode("c"), ["name"] = "" }, least: 1);
    }

    private static JsonObject Scale() => new() { ["good"] = 100, ["fair"] = 85, ["average"] = 70, ["poor"] = 40 };

    private static void Residents(Pen source)
    {
        var questions = source.Root.Object("survey").Items("questions").Select(q => q.Item).ToList();
        var asked = source.Choice("question", "用哪道题", questions.Select(q => new Option(q.Text("code"), q.Text("text"))), "overall", hint: "先在“居民测评”里写题目", switches: true);
        var answers = questions.Find(q => q.Text("code") == asked)?.Items("answers").Select(a => a.Item).ToList() ?? [];
        if (source.Desk.Writing && source.Here.Object("coefficients") is null)
            source.Here["coefficients"] = new JsonObject();
        if (answers.Count > 0)
        {
            source.Together("每种回答算多少", pen => pen.In("coefficients", worth =>
            {
                foreach (var answer in answers)
                    worth.Number(answer.Text("code"), answer.Text("name"), hint: "0 到 1；不填就不计入", required: false);
            }));
            source.NoteOn("coefficients", "各种回答分值的依据");
        }

        source.Group("sample", "至少要收多少份", sample =>
        {
            sample.Number("share", "占户数的比例", hint: "写小数，0.05 就是 5%");
            sample.Number("floor", "最少", "份");
            sample.Number("ceiling", "最多", "份");
            sample.Number("absolute", "少于几份算没有测出", "份");
        }, () => new JsonObject { ["share"] = JsonNode.Parse("0.05"), ["floor"] = 20, ["ceiling"] = 100, ["absolute"] = 10 });
        if (source.Here.Object("sample") is not null)
            source.NoteOn("sample", "份数的依据");
    }

    internal static void Only(JsonObject here, params string[] members)
    {
        foreach (var name in here.Select(member => member.Key).Except(members, StringComparer.Ordinal).ToList())
            here.Remove(name);
    }
}
