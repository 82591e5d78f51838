using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>Writes a scheme as canonical JSON: one order of members, one way to write a number, nothing that is absent.</summary>
internal static class SchemePrinter
{
    public static void Write(Utf8JsonWriter writer, TallyScheme scheme)
    {
        writer.WriteStartObject();
        writer.WriteString("code", scheme.Code);
        writer.Number("version", scheme.Version);
        writer.Number("decimals", scheme.Decimals);
        writer.Objects("panels", scheme.Panels, panel => Panel(writer, panel));
        writer.Objects("sections", scheme.Sections, section =>
        {
            writer.WriteString("code", section.Code);
            writer.OptionalText("name", section.Name);
            writer.Objects("blocks", section.Blocks, block => Block(writer, block));
        });
        writer.OptionalNumber("bonusCap", scheme.BonusCap);
        writer.OptionalNumber("deductionCap", scheme.DeductionCap);
        writer.List("ties", scheme.Ties, tie => writer.WriteStringValue(Words.Of(tie)));
        writer.WriteBoolean("rollUp", scheme.RollUp);
        if (scheme.Award is { } award) Award(writer, award);
        writer.WriteEndObject();
    }

    private static void Panel(Utf8JsonWriter writer, PanelRule panel)
    {
        writer.WriteString("code", panel.Code);
        writer.OptionalText("name", panel.Name);
        writer.Objects("groups", panel.Groups, group =>
        {
            writer.WriteString("code", group.Code);
            writer.OptionalText("name", group.Name);
            writer.Number("weight", group.Weight);
        });
        writer.Objects("drop", panel.Drop, row =>
        {
            writer.Number("from", row.From);
            writer.Number("high", row.High);
            writer.Number("low", row.Low);
        });
        writer.Number("acknowledgeBelow", panel.AcknowledgeBelow);
    }

    private static void Block(Utf8JsonWriter writer, BlockRule block)
    {
        writer.WriteString("code", block.Code);
        writer.OptionalText("name", block.Name);
        writer.Number("weight", block.Weight);
        writer.WriteStartObject("source");
        writer.WriteString("kind", Words.Of(block.Source.Kind));
        switch (block.Source)
        {
            case EvidenceRule evidence:
                writer.Number("full", evidence.Full);
                break;
            case MetricRule metric:
                writer.Number("zero", metric.Zero);
                writer.Number("full", metric.Full);
                break;
            case JudgesRule judges:
                writer.WriteString("panel", judges.Panel);
                writer.Objects("criteria", judges.Criteria, criterion => Criterion(writer, criterion));
                break;
            case ResidentsRule residents:
                Residents(writer, residents);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Criterion(Utf8JsonWriter writer, CriterionRule criterion)
    {
        writer.WriteString("code", criterion.Code);
        writer.OptionalText("name", criterion.Name);
        writer.Number("max", criterion.Max);
        writer.OptionalNumber("step", criterion.Step);
        if (criterion.Scale is { } scale) writer.Numbers("scale", scale);
        writer.Texts("names", criterion.Names);
    }

    private static void Residents(Utf8JsonWriter writer, ResidentsRule residents)
    {
        writer.WriteString("question", residents.Question);
        writer.Numbers("coefficients", residents.Coefficients);
        writer.List("excluded", residents.Excluded, writer.WriteStringValue);
        writer.Texts("names", residents.Names);
        if (residents.Sample is not { } sample) return;
        writer.WriteStartObject("sample");
        writer.Number("share", sample.Share);
        writer.Number("floor", sample.Floor);
        writer.Number("ceiling", sample.Ceiling);
        writer.Number("absolute", sample.Absolute);
        writer.WriteEndObject();
    }

    private static void Award(Utf8JsonWriter writer, AwardRule award)
    {
        writer.WriteStartObject("award");
        switch (award)
        {
            case TopAward top:
                writer.WriteString("kind", "top");
                writer.Number("places", top.Places);
                writer.Number("minimum", top.Minimum);
                break;
            case BandsAward bands:
                writer.WriteString("kind", "bands");
                writer.WriteString("of", bands.OfUnits ? "unit" : "entry");
                writer.Objects("bands", bands.Bands, band =>
                {
                    writer.WriteString("code", band.Code);
                    writer.OptionalText("name", band.Name);
                    writer.Number("minimum", band.Minimum);
                    if (band.Share is { HasDecimal: false } share) writer.WriteString("share", share.ToString());
                    else writer.OptionalNumber("share", band.Share);
                });
                break;
            case LevelsAward levels:
                writer.WriteString("kind", "levels");
                writer.Number("threshold", levels.Threshold);
                writer.OptionalNumber("sumMinimum", levels.SumMinimum);
                if (levels.Required is { } required)
                {
                    writer.WriteString("required", required.Section);
                    writer.Number("requiredCap", required.Cap);
                }

                writer.Texts("names", levels.Names);

                break;
        }

        writer.WriteEndObject();
    }
}
