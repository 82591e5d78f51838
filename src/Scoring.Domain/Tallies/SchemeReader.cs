using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>Turns the JSON of a scheme into a checked <see cref="TallyScheme"/>; it judges types, the check judges sense.</summary>
internal static class SchemeReader
{
    public static TallyScheme Read(JsonNode node)
    {
        var scheme = new TallyScheme
        {
            Code = node.Required("code").Text(),
            Version = node.Required("version").Whole(),
            Decimals = node.Optional("decimals") is { } decimals ? Decimals(decimals) : 2,
            Panels = node.List("panels", Panel),
            Sections = node.List("sections", Section),
            BonusCap = node.Optional("bonusCap")?.Number(),
            DeductionCap = node.Optional("deductionCap")?.Number(),
            Ties = node.List("ties", Tie),
            RollUp = node.Optional("rollUp")?.Truth() ?? false,
            Award = node.Optional("award") is { } award ? Award(award) : null,
        };
        SchemeCheck.Check(scheme, node.Path);
        return scheme;
    }

    private static int Decimals(JsonNode node)
    {
        var whole = node.Whole();
        return whole >= 0 && whole <= SchemeCheck.MostDecimals ? (int)whole : throw node.Path.Refuse(SchemeCheck.DecimalsReason);
    }

    private static PanelRule Panel(JsonNode node) => new()
    {
        Code = node.Required("code").Text(),
        Name = node.Display("name"),
        Groups = node.List("groups", group => new GroupRule(group.Required("code").Text(), group.Required("weight").Number(), group.Display("name"))),
        Drop = node.List("drop", row => new DropRule(row.Required("from").Whole(), row.Required("high").Whole(), row.Required("low").Whole())),
        AcknowledgeBelow = node.Optional("acknowledgeBelow")?.Whole() ?? BigInteger.Zero,
    };

    private static SectionRule Section(JsonNode node) => new(node.Required("code").Text(), node.List("blocks", Block), node.Display("name"));

    private static BlockRule Block(JsonNode node) =>
        new(node.Required("code").Text(), node.Required("weight").Number(), Source(node.Required("source")), node.Display("name"));

    private static SourceRule Source(JsonNode node)
    {
        var kind = node.Required("kind");
        return kind.Text() switch
        {
            "evidence" => new EvidenceRule(node.Required("full").Number()),
            "judges" => new JudgesRule(node.Required("panel").Text(), node.List("criteria", Criterion)),
            "residents" => Residents(node),
            "metric" => new MetricRule(node.Required("zero").Number(), node.Required("full").Number()),
            _ => throw kind.Path.Refuse("没有这种得分来源"),
        };
    }

    private static CriterionRule Criterion(JsonNode node) => new()
    {
        Code = node.Required("code").Text(),
        Name = node.Display("name"),
        Max = node.Required("max").Number(),
        Step = node.DisplayNumber("step"),
        Scale = node.Optional("scale")?.Map(value => value.Number()),
        Names = node.DisplayMap("names"),
    };

    private static ResidentsRule Residents(JsonNode node) => new()
    {
        Question = node.Optional("question")?.Text() ?? ResidentsRule.Overall,
        Coefficients = node.Required("coefficients").Map(value => value.Number()),
        Excluded = node.List("excluded", answer => answer.Text()),
        Sample = node.Optional("sample") is { } sample ? Sample(sample) : null,
        Names = node.DisplayMap("names"),
    };

    private static SampleRule Sample(JsonNode node) => new(
        node.Required("share").Number(), node.Required("floor").Whole(), node.Required("ceiling").Whole(), node.Required("absolute").Whole());

    private static TieStep Tie(JsonNode node)
    {
        var text = node.Text();
        return Words.Ties.TryGetValue(text, out var step) ? step : throw node.Path.Refuse("没有这种并列处理办法");
    }

    private static AwardRule Award(JsonNode node)
    {
        var kind = node.Required("kind");
        return kind.Text() switch
        {
            "top" => new TopAward(node.Required("places").Whole(), node.Optional("minimum")?.Number() ?? Exact.Zero),
            "bands" => new BandsAward(node.Optional("of") is { } of && OfUnits(of), node.List("bands", Band)),
            "levels" => new LevelsAward(node.Required("threshold").Number(), node.Optional("sumMinimum")?.Number(), RequiredSection(node)) { Names = node.DisplayMap("names") },
            _ => throw kind.Path.Refuse("没有这种奖项"),
        };
    }

    private static bool OfUnits(JsonNode node) => node.Text() switch
    {
        "entry" => false,
        "unit" => true,
        _ => throw node.Path.Refuse("应为 entry 或 unit"),
    };

    private static BandRule Band(JsonNode node) =>
        new(node.Required("code").Text(), node.Required("minimum").Number(), node.Optional("share") is { } share ? Share(share) : null, node.Display("name"));

    /// <summary>A number, or a fraction in words ("1/3") where no decimal is exact.</summary>
    private static Exact Share(JsonNode node)
    {
        if (!node.IsText) return node.Number();
        var parts = node.Text().Split('/');
        return parts.Length == 2 && parts.All(IsSmallWhole) ? Exact.Parse(parts[0]) / Exact.Parse(parts[1]) : throw node.Path.Refuse("应为数字，或者 1/3 这样的分数");
    }

    private static bool IsSmallWhole(string text) => text is { Length: >= 1 and <= 3 } && text[0] != '0' && text.All(char.IsAsciiDigit);

    // The two belong together: one alone would say nothing, or half.
    private static RequiredSection? RequiredSection(JsonNode node) => (node.Optional("required"), node.Optional("requiredCap")) switch
    {
        (null, null) => null,
        ({ } section, { } cap) => new RequiredSection(section.Text(), cap.Whole()),
        (null, _) => throw node.Path.Member("required").Refuse("写了 requiredCap 就要写 required"),
        (_, null) => throw node.Path.Member("requiredCap").Refuse("写了 required 就要写 requiredCap"),
    };
}
