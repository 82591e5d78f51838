namespace Scoring.Web.Features.Schemes;

/// <summary>What changed between two texts, line by line: the longest common subsequence, with a little of what is around each change.</summary>
public static class LineDiff
{
    private const int Around = 3;

    // Beyond this the table would not be worth its memory; a scheme is some hundred lines.
    private const long MostCells = 9_000_000;

    public enum Change
    {
        Same,
        Gone,
        Added,

        /// <summary>Stands for unchanged lines that are left out.</summary>
        Gap,
    }

    public sealed record Line(Change Change, string Text);

    /// <summary>The changed lines with up to three unchanged ones on either side; empty when the texts are equal.</summary>
    public static IReadOnlyList<Line> Of(string[] before, string[] after)
    {
        var all = Whole(before, after);
        var shown = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Change != Change.Same)
                Array.Fill(shown, true, Math.Max(0, i - Around), Math.Min(all.Count - 1, i + Around) - Math.Max(0, i - Around) + 1);
        }

        var lines = new List<Line>();
        for (var i = 0; i < all.Count; i++)
        {
            if (shown[i])
                lines.Add(all[i]);
            else if (lines.Count > 0 && lines[^1].Change != Change.Gap)
                lines.Add(new Line(Change.Gap, "……"));
        }

        if (lines is [.., { Change: Change.Gap }])
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static List<Line> Whole(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostCells)
            return [.. before.Select(t => new Line(Change.Gone, t)), .. after.Select(t => new Line(Change.Added, t))];
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<Line>();
        var (b, a) = (0, 0);
        while (b < before.Length || a < after.Length)
        {
            if (b < before.Length && a < after.Length && before[b] == after[a])
            {
                lines.Add(new Line(Change.Same, before[b++]));
                a++;
            }
            else if (b < before.Length && (a == after.Length || common[b + 1, a] >= common[b, a + 1]))
                lines.Add(new Line(Change.Gone, before[b++]));
            else
                lines.Add(new Line(Change.Added, after[a++]));
        }

        return lines;
    }
}
