// How the counts of one estate over a window are written into one text. Must not know which estate or window.
using System.Globalization;
using System.Text;

namespace Scoring.Domain.Surveys;

/// <summary>One count of a total.</summary>
/// <param name="Question">Code of the question.</param>
/// <param name="Answer">Code of the answer.</param>
/// <param name="Channel">How the ballots came in.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct TotalLine(string Question, string Answer, BallotChannel Channel, int Count);

/// <summary>Counts as text, one a line: question, answer, number of the channel and count, parted by blanks (codes hold none).</summary>
public static class TotalLines
{
    /// <summary>Reads what <see cref="Print"/> wrote.</summary>
    /// <param name="text">As printed.</param>
    /// <param name="known">
    /// Ordinal: what a line counts, by its text before the count; new ones are added. The texts of a city's estates repeat a few of them a hundred thousand
    /// times. Null: nothing is known before.
    /// </param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static List<TotalLine> Read(string text, Dictionary<string, TotalLine>? known = null)
    {
        var lines = new List<TotalLine>(text.AsSpan().Count('\n'));
        var found = (known ?? new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            var cut = line.LastIndexOf(' ');
            if (cut < 0)
                throw new FormatException($"Not a count: {line}");
            if (!found.TryGetValue(line[..cut], out var counted))
                found[line[..cut]] = counted = What(line[..cut]);
            lines.Add(counted with { Count = Number(line[(cut + 1)..]) });
        }

        return lines;
    }

    /// <summary>Writes counts, in the order given.</summary>
    public static string Print(IEnumerable<TotalLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line.Question} {line.Answer} {(int)line.Channel} {line.Count}\n");
        return text.ToString();
    }

    /// <summary>Adds counts to a text that may be empty; a line that is not there yet comes last.</summary>
    public static string Add(string text, IEnumerable<TotalLine> more)
    {
        var lines = Read(text);
        foreach (var line in more)
        {
            var at = lines.FindIndex(l => l.Channel == line.Channel && string.Equals(l.Answer, line.Answer, StringComparison.Ordinal) && string.Equals(l.Question, line.Question, StringComparison.Ordinal));
            if (at < 0)
                lines.Add(line);
            else
                lines[at] = lines[at] with { Count = lines[at].Count + line.Count };
        }

        return Print(lines);
    }

    private static TotalLine What(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        return text.Split(parts, ' ') == 3
            ? new(text[parts[0]].ToString(), text[parts[1]].ToString(), (BallotChannel)Number(text[parts[2]]), 0)
            : throw new FormatException($"Not a count: {text}");
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
