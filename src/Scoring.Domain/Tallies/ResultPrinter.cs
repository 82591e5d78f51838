using System.Globalization;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>Writes a result in the contract's order of members.</summary>
internal static class ResultPrinter
{
    public static void Write(Utf8JsonWriter writer, TallyResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("format", TallyResult.Format);
        writer.WriteString("scheme", result.Scheme);
        writer.Number("version", result.Version);
        writer.Objects("entries", result.Entries, entry => Entry(writer, entry, result.Decimals));
        if (result.Units is { } units) writer.Objects("units", units, unit => Unit(writer, unit, result.Decimals));
        writer.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter writer, EntryResult entry, int decimals)
    {
        writer.WriteString("code", entry.Code);
        writer.WriteString("status", Status(entry.Status));
        if (entry.Status == TallyStatus.Withdrawn) return;
        Rounded(writer, "total", entry.Total, decimals);
        Fraction(writer, entry.ExactTotal);
        Standing(writer, entry.Rank, entry.Tied, entry.Award);
        Rounded(writer, "bonus", entry.Bonus, decimals);
        Rounded(writer, "deduction", entry.Deduction, decimals);
        Flags(writer, entry.Flags);
        writer.Objects("sections", entry.Sections, section =>
        {
            writer.WriteString("code", section.Code);
            Rounded(writer, "score", section.Score, decimals);
            Fraction(writer, section.ExactScore);
            if (section.Won is { } won) writer.WriteBoolean("won", won);
            else writer.WriteNull("won");
            Flags(writer, section.Flags);
            writer.Objects("blocks", section.Blocks, block =>
            {
                writer.WriteString("code", block.Code);
                Rounded(writer, "points", block.Points, decimals);
                Fraction(writer, block.ExactPoints);
                Flags(writer, block.Flags);
            });
        });
    }

    private static void Unit(Utf8JsonWriter writer, UnitResult unit, int decimals)
    {
        writer.WriteString("code", unit.Code);
        writer.WriteString("status", Status(unit.Status));
        Rounded(writer, "total", unit.Total, decimals);
        Fraction(writer, unit.ExactTotal);
        Standing(writer, unit.Rank, unit.Tied, unit.Award);
        Flags(writer, unit.Flags);
    }

    private static void Standing(Utf8JsonWriter writer, int? rank, bool tied, string? award)
    {
        if (rank is { } number) writer.WriteNumber("rank", number);
        else writer.WriteNull("rank");
        writer.WriteBoolean("tied", tied);
        writer.WriteString("award", award);
    }

    private static void Rounded(Utf8JsonWriter writer, string name, Exact? value, int decimals) => writer.WriteString(name, value?.RoundHalfUp(decimals));

    private static void Fraction(Utf8JsonWriter writer, Exact? value) => writer.WriteString("exact", value?.ToString());

    private static void Flags(Utf8JsonWriter writer, IReadOnlyList<string> flags) => writer.List("flags", flags, writer.WriteStringValue);

    private static string Status(TallyStatus status) => status.ToString().ToUpper(CultureInfo.InvariantCulture);
}
