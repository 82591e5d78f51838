using System.Globalization;
using System.Text.Json;
using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Bundles;

/// <summary>One revision of one sheet, as a bundle carries it: judge and entry by code, no time, no name.</summary>
/// <param name="Counts">Whether it is the one that was tallied.</param>
public sealed record BundleSheet(string Judge, string Entry, int Revision, IReadOnlyDictionary<string, string> Marks, string Fingerprint, bool Counts);

/// <summary>Every revision: its fingerprint, its place among the revisions, and that those which count are the sheets of the record.</summary>
internal static class BundleSheets
{
    private const string File = "sheets.json";

    internal static IReadOnlyList<BundleSheet> Check(string json, string cycle, TallyRecord record, Action<string, string> say)
    {
        using var document = JsonDocument.Parse(json);
        var sheets = document.RootElement.GetProperty("sheets").EnumerateArray().Select(Read).ToList();
        for (var i = 0; i < sheets.Count; i++)
        {
            var s = sheets[i];
            if (ScoreSheet.Print(cycle, s.Judge, s.Entry, s.Revision, s.Marks) != s.Fingerprint)
                say(File, string.Create(CultureInfo.InvariantCulture, $"$.sheets[{i}].fingerprint 与这张表的打分不符（评委 {s.Judge}，候选人 {s.Entry}，第 {s.Revision} 次）"));
        }

        foreach (var group in sheets.GroupBy(s => (s.Judge, s.Entry)))
        {
            var (judge, entry) = group.Key;
            if (!group.Select(s => s.Revision).SequenceEqual(Enumerable.Range(1, group.Count()))) say(File, $"评委 {judge} 给 {entry} 的各次不是 1、2、3……");
            if (group.Count(s => s.Counts) > 1 || (group.Any(s => s.Counts) && !group.Last().Counts)) say(File, $"评委 {judge} 给 {entry} 计分的不是最后一次");
        }

        Counting(sheets, record, say);
        var absences = document.RootElement.GetProperty("absences").EnumerateArray().Select(a => (Text(a, "judge"), Text(a, "entry"))).Order().ToList();
        var possible = Absent(record).ToHashSet();
        // Who is asked about everything owes everything; who is asked about their own unit owes what lies in it, which the record does not say.
        var all = Text(document.RootElement, "asked") == "all";
        if (all ? !absences.SequenceEqual(possible.Order()) : absences.Distinct().Count() != absences.Count || !absences.TrueForAll(possible.Contains))
            say(File, "$.absences 与“没有交表、又没有回避”的不符");
        return sheets;
    }

    /// <summary>Judge and entry where a sheet could have been and none counts, recusals aside.</summary>
    private static IEnumerable<(string Judge, string Entry)> Absent(TallyRecord record)
    {
        var known = record.Sheets.Select(s => (s.Judge, s.Entry)).Concat(record.Recusals.Select(r => (r.Judge, r.Entry))).ToHashSet();
        return record.Judges.SelectMany(j => record.Entries.Where(e => !e.Withdrawn).Select(e => (j.Code, e.Code))).Where(c => !known.Contains(c));
    }

    private static void Counting(List<BundleSheet> sheets, TallyRecord record, Action<string, string> say)
    {
        var counting = sheets.Where(s => s.Counts).GroupBy(s => (s.Judge, s.Entry)).ToDictionary(g => g.Key, g => g.Last().Marks);
        var given = record.Sheets.ToDictionary(s => (s.Judge, s.Entry), s => s.Marks);
        foreach (var at in given.Keys.Concat(counting.Keys.Where(k => !given.ContainsKey(k))))
        {
            if (!given.TryGetValue(at, out var a) || !counting.TryGetValue(at, out var b) || !Same(a, b))
                say(File, $"评委 {at.Judge} 给 {at.Entry} 的表与 record.json 里的不同");
        }
    }

    private static bool Same(IReadOnlyDictionary<string, Mark> record, IReadOnlyDictionary<string, string> kept) =>
        record.Count == kept.Count && record.All(m => kept.TryGetValue(m.Key, out var text) && (m.Value.Number is { } number ? Exact.Parse(text) == number : m.Value.Word == text));

    private static BundleSheet Read(JsonElement sheet) => new(
        Text(sheet, "judge"), Text(sheet, "entry"), sheet.GetProperty("revision").GetInt32(),
        sheet.GetProperty("marks").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!, StringComparer.Ordinal),
        Text(sheet, "fingerprint"), sheet.GetProperty("counts").GetBoolean());

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
