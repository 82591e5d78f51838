namespace Scoring.Web.Tests.Schemes;

/// <summary>A small programme as somebody who never saw JSON writes it: one department looks at estates, and residents are asked.</summary>
public static class Programme
{
    private const string Block = "$.scoring.sections[0].blocks";

    public static async Task Write(Bench bench)
    {
        await bench.Fill("basics", "add $.departments");
        await bench.Fill("basics", "save", ("$.departments[0].code", "CIVIL"), ("$.authority.document", "区民发〔2026〕3 号"), ("$.authority.organiser", "区民政局"), ("$.summary", "每季度看一次。"));
        await bench.Fill("survey", "on $.survey");
        await bench.Fill("survey", "save", ("$.survey.questions[0].text", "夜里安静吗？"), ("note $.survey.windowDays basis", "assumption"), ("note $.survey.windowDays text", "取最近一个月。"));

        await bench.Fill("score", $"add {Block}");
        await bench.Fill("score", $"add {Block}");
        await bench.Fill("score", "add $.evidence[0].indicators");
        await bench.Fill("score", "save", ($"{Block}[1].source.kind", "residents"));
        await bench.Fill("score", $"on {Block}[1].source.sample");
        var (patrol, folk) = ("$.scoring.sections[MAIN].blocks[B1]", "$.scoring.sections[MAIN].blocks[B2]");
        await bench.Fill("score", "save",
            ($"{Block}[0].name", "夜间巡查"), ($"{Block}[0].weight", "60"), ($"note {patrol}.weight basis", "assumption"), ($"note {patrol}.weight text", "以巡查为主。"), ($"note {patrol}.weight wide", "on"),
            ("$.evidence[0].departments", "CIVIL"), ("$.evidence[0].guidance", "看巡查记录。"), ("$.evidence[0].indicators[0].name", "巡查到位"), ("$.evidence[0].indicators[0].maximum", "20"),
            ("note $.evidence[B1].indicators[I1].maximum basis", "practice"), ("note $.evidence[B1].indicators[I1].maximum text", "别处多用二十分。"),
            ($"{Block}[1].name", "居民评价"), ($"{Block}[1].weight", "40"), ($"{Block}[1].source.coefficients.satisfied", "1"), ($"{Block}[1].source.coefficients.basically", ".6"), ($"{Block}[1].source.coefficients.dissatisfied", "0"),
            ($"note {folk}.source.coefficients basis", "practice"), ($"note {folk}.source.coefficients text", "各地通行。"), ($"note {folk}.source.sample basis", "assumption"), ($"note {folk}.source.sample text", "暂定。"));
    }
}
