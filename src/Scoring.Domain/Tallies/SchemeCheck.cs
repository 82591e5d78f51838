using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>What a scheme must satisfy by itself, before any record is seen.</summary>
internal static class SchemeCheck
{
    /// <summary>More decimals than anyone publishes; a bound, so that a scheme cannot ask for a page of digits.</summary>
    public const int MostDecimals = 1000;

    public const string DecimalsReason = "小数位数应为 0 至 1000 的整数";

    public static void Check(TallyScheme scheme, JsonPath at)
    {
        if (scheme.Decimals is < 0 or > MostDecimals) throw at.Member("decimals").Refuse(DecimalsReason);
        var panels = Panels(scheme.Panels, at.Member("panels"));
        Sections(scheme, panels, at.Member("sections"));
        NotNegative(scheme.BonusCap, at, "bonusCap");
        NotNegative(scheme.DeductionCap, at, "deductionCap");
        Award(scheme, at.Member("award"));
    }

    private static HashSet<string> Panels(IReadOnlyList<PanelRule> panels, JsonPath at)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < panels.Count; i++)
        {
            var (panel, here) = (panels[i], at.Item(i));
            Once(codes, panel.Code, here);
            NotEmpty(panel.Groups, here.Member("groups"));
            var groups = new HashSet<string>(StringComparer.Ordinal);
            for (var g = 0; g < panel.Groups.Count; g++)
            {
                var group = here.Member("groups").Item(g);
                Once(groups, panel.Groups[g].Code, group);
                AboveZero(panel.Groups[g].Weight, group, "weight");
            }

            Drop(panel.Drop, here.Member("drop"));
            Count(panel.AcknowledgeBelow, here, "acknowledgeBelow");
        }

        return codes;
    }

    private static void Drop(IReadOnlyList<DropRule> rows, JsonPath at)
    {
        var seen = new HashSet<BigInteger>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, here) = (rows[i], at.Item(i));
            Count(row.High, here, "high");
            Count(row.Low, here, "low");
            if (row.From <= row.High + row.Low) throw here.Member("from").Refuse("去掉最高最低分之后至少要留下一个分数");
            if (!seen.Add(row.From)) throw here.Member("from").Refuse($"评委人数 {row.From} 写了两次");
        }
    }

    private static void Sections(TallyScheme scheme, HashSet<string> panels, JsonPath at)
    {
        NotEmpty(scheme.Sections, at);
        var sections = new HashSet<string>(StringComparer.Ordinal);
        var blocks = new HashSet<string>(StringComparer.Ordinal);
        var criteria = new HashSet<(string Panel, string Criterion)>();
        for (var s = 0; s < scheme.Sections.Count; s++)
        {
            var (section, here) = (scheme.Sections[s], at.Item(s));
            Once(sections, section.Code, here);
            NotEmpty(section.Blocks, here.Member("blocks"));
            for (var b = 0; b < section.Blocks.Count; b++)
            {
                var (block, place) = (section.Blocks[b], here.Member("blocks").Item(b));
                Once(blocks, block.Code, place);
                AboveZero(block.Weight, place, "weight");
                Source(block.Source, panels, criteria, place.Member("source"));
            }
        }
    }

    private static void Source(SourceRule source, HashSet<string> panels, HashSet<(string Panel, string Criterion)> criteria, JsonPath at)
    {
        switch (source)
        {
            case EvidenceRule evidence:
                AboveZero(evidence.Full, at, "full");
                break;
            case MetricRule metric:
                AboveZero(metric.Full, at, "full");
                if (metric.Full == metric.Zero) throw at.Member("full").Refuse("满分值不能等于零分值");
                break;
            case ResidentsRule residents:
                Residents(residents, at);
                break;
            case JudgesRule judges:
                if (!panels.Contains(judges.Panel)) throw at.Member("panel").Refuse($"没有评委组“{judges.Panel}”");
                NotEmpty(judges.Criteria, at.Member("criteria"));
                for (var i = 0; i < judges.Criteria.Count; i++) Criterion(judges.Criteria[i], judges.Panel, criteria, at.Member("criteria").Item(i));
                break;
        }
    }

    private static void Criterion(CriterionRule criterion, string panel, HashSet<(string Panel, string Criterion)> seen, JsonPath at)
    {
        if (!seen.Add((panel, criterion.Code))) throw at.Member("code").Refuse($"评委组“{panel}”的评分项“{criterion.Code}”写了两次");
        AboveZero(criterion.Max, at, "max");
        foreach (var (word, mark) in criterion.Scale ?? new Dictionary<string, Exact>(StringComparer.Ordinal))
        {
            if (mark.Sign < 0 || mark > criterion.Max) throw at.Member("scale").Member(word).Refuse("等级分值应在 0 与满分之间");
        }
    }

    private static void Residents(ResidentsRule residents, JsonPath at)
    {
        var coefficients = residents.Coefficients;
        if (coefficients.Count == 0 || coefficients.Values.Max() != Exact.One || coefficients.Values.Min() != Exact.Zero)
            throw at.Member("coefficients").Refuse("系数最高应为 1，最低应为 0");

        for (var i = 0; i < residents.Excluded.Count; i++)
        {
            var answer = residents.Excluded[i];
            if (coefficients.ContainsKey(answer)) throw at.Member("excluded").Item(i).Refuse($"答案“{answer}”不能既有系数又不计入");
        }

        if (residents.Sample is not { } sample) return;
        Count(sample.Floor, at.Member("sample"), "floor");
        Count(sample.Ceiling, at.Member("sample"), "ceiling");
        Count(sample.Absolute, at.Member("sample"), "absolute");
    }

    private static void Award(TallyScheme scheme, JsonPath at)
    {
        switch (scheme.Award)
        {
            case TopAward top:
                Count(top.Places, at, "places");
                break;
            case BandsAward { OfUnits: true } when !scheme.RollUp:
                throw at.Member("of").Refuse("按单位定等次时必须汇总到单位（rollUp）");
            case LevelsAward { Required: { } required }:
                if (!scheme.Sections.Any(section => section.Code == required.Section))
                    throw at.Member("required").Refuse($"没有板块“{required.Section}”");
                Count(required.Cap, at, "requiredCap");
                break;
        }
    }

    private static void Once(HashSet<string> seen, string code, JsonPath at)
    {
        if (!seen.Add(code)) throw at.Member("code").Refuse($"代码“{code}”写了两次");
    }

    private static void NotEmpty<T>(IReadOnlyList<T> items, JsonPath at)
    {
        if (items.Count == 0) throw at.Refuse("至少要有一项");
    }

    private static void AboveZero(Exact value, JsonPath at, string member)
    {
        if (value.Sign <= 0) throw at.Member(member).Refuse("应大于 0");
    }

    private static void NotNegative(Exact? value, JsonPath at, string member)
    {
        if (value is { Sign: < 0 }) throw at.Member(member).Refuse("不能小于 0");
    }

    private static void Count(BigInteger value, JsonPath at, string member)
    {
        if (value.Sign < 0) throw at.Member(member).Refuse("不能小于 0");
    }
}
