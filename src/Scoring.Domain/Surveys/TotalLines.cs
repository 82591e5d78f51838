// How the counts of one estate over a window are written into one text. Must not know which estate or window.
using System.Globalization;
using System.Text;

namespace Scoring.Domain.Surveys;

/// <summary>One count of a total.</summary>
/// <param name="Question">Code of the question.</param>
/// <param name="Answer">Code of the answer.</param>
/// <param name="Channel">How the ballots came in.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record TotalLine(string Question, string Answer, BallotChannel Channel, int Count);

/// <summary>Counts as text, one a line: question, answer, number of the channel and count, parted by blanks (codes hold none).</summary>
public static class TotalLines
{
    /// <summary>Reads what <see cref="Print"/> wrote.</summary>
    /// <param name="text">As printed.</param>
    /// <param name="codes">Ordinal: codes met before are taken from it and new ones added, because the texts of a city's estates repeat a few codes a hundred thousand times. Null: every code is a text of its own.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static List<TotalLine> Read(string text, HashSet<string>? codes = null)
    {
        var lines = new List<TotalLine>();
        Span<Range> parts = stackalloc Range[5];
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            if (line.IsEmpty)
                continue;
            if (line.Split(parts, ' ') != 4)
                throw new FormatException($"Not a count: {line}");
            lines.Add(new(Code(line[parts[0]], codes), Code(line[parts[1]], codes), (BallotChannel)Number(line[parts[2]]), Number(line[parts[3]])));
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

    private static string Code(ReadOnlySpan<char> text, HashSet<string>? codes)
    {
        if (codes is null)
            return text.ToString();
        var known = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var code))
            return code;
        codes.Add(code = text.ToString());
        return code;
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
