using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>Writes a record as canonical JSON: one order of members, one way to write a number, nothing that is absent.</summary>
internal static class RecordPrinter
{
    public static void Write(Utf8JsonWriter writer, TallyRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("format", TallyRecord.Format);
        writer.WritePropertyName("scheme");
        SchemePrinter.Write(writer, record.Scheme);
        writer.Objects("entries", record.Entries, entry =>
        {
            writer.WriteString("code", entry.Code);
            writer.OptionalText("unit", entry.Unit);
            writer.OptionalNumber("households", entry.Households is { } households ? households : null);
            writer.List("notApplicable", entry.NotApplicable, writer.WriteStringValue);
            writer.WriteBoolean("withdrawn", entry.Withdrawn);
        });
        writer.Objects("judges", record.Judges, judge =>
        {
            writer.WriteString("code", judge.Code);
            writer.WriteString("panel", judge.Panel);
            writer.WriteString("group", judge.Group);
        });
        writer.Objects("recusals", record.Recusals, recusal =>
        {
            writer.WriteString("judge", recusal.Judge);
            writer.WriteString("entry", recusal.Entry);
        });
        writer.Objects("sheets", record.Sheets, sheet => Sheet(writer, sheet));
        writer.Objects("evidence", record.Evidence, row =>
        {
            writer.WriteString("entry", row.Entry);
            writer.WriteString("block", row.Block);
            writer.OptionalNumber("points", row.Points);
            if (row.Deductions is { } deductions) writer.List("deductions", deductions, amount => writer.WriteRawValue(amount.ToDecimalText(), skipInputValidation: true));
        });
        writer.Objects("ballots", record.Ballots, row =>
        {
            writer.WriteString("entry", row.Entry);
            writer.WriteString("question", row.Question);
            writer.WriteStartObject("counts");
            foreach (var (answer, count) in row.Counts) writer.Number(answer, count);
            writer.WriteEndObject();
        });
        writer.Objects("metrics", record.Metrics, row =>
        {
            writer.WriteString("entry", row.Entry);
            writer.WriteString("block", row.Block);
            writer.Number("value", row.Value);
        });
        writer.Objects("adjustments", record.Adjustments, row =>
        {
            writer.WriteString("entry", row.Entry);
            writer.WriteString("kind", row.Kind == AdjustmentKind.Bonus ? "bonus" : "deduction");
            writer.Number("amount", row.Amount);
            writer.OptionalText("reason", row.Reason);
        });
        writer.Objects("vetoes", record.Vetoes, row =>
        {
            writer.WriteString("entry", row.Entry);
            writer.OptionalText("section", row.Section);
            writer.OptionalText("reason", row.Reason);
        });
        writer.Numbers("lots", record.Lots);
        writer.WriteEndObject();
    }

    private static void Sheet(Utf8JsonWriter writer, RecordSheet sheet)
    {
        writer.WriteString("judge", sheet.Judge);
        writer.WriteString("entry", sheet.Entry);
        writer.WriteStartObject("marks");
        foreach (var (criterion, mark) in sheet.Marks)
        {
            if (mark.Number is { } number) writer.Number(criterion, number);
            else writer.WriteString(criterion, mark.Word);
        }

        writer.WriteEndObject();
    }
}
