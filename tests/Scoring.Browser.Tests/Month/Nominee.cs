using System.Globalization;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Month;

/// <summary>
/// One of the twelve, and how the month will go for them. Number k (0–11) loses 0.3·k at the first evidence block and 0.5·k at the live
/// scoring; everything else is full, but for what the list says. So the totals are known beforehand:
/// 0: 100 − 1 for talking 45 seconds too long = 99; 1: 99.2 − 2 (a quarter of its residents only 基本满意: 18 of 20) = 97.2; 2: 98.4;
/// 3: 97.6 (one judge's nought is the lowest mark and falls out); 4: 96.8; 5: 96; 6: 95.2; 7: 94.4; 8: 93.6 − 0.07 (12 answers instead of
/// 20: the other 8 count 99.0909…, the mean elsewhere, so 19.93 of 20) = 93.53; 9 and 10 both stand as number 9 would: 92.8, and a lot
/// decides who is the tenth; 11: 91.2.
/// </summary>
public sealed record Nominee(int Number)
{
    public static IReadOnlyList<Nominee> All { get; } = [.. Enumerable.Range(0, 12).Select(k => new Nominee(k))];

    /// <summary>The published order of those who win without a lot, with their totals.</summary>
    public static IReadOnlyList<(int Number, string Total)> Winners { get; } =
        [(0, "99.00"), (2, "98.40"), (3, "97.60"), (1, "97.20"), (4, "96.80"), (5, "96.00"), (6, "95.20"), (7, "94.40"), (8, "93.53")];

    /// <summary>The total of the two between whom the lot decides.</summary>
    public const string TiedTotal = "92.80";

    /// <summary>1–4: three nominees a street.</summary>
    public int Street => (Number / 3) + 1;

    public int Slot => (Number % 3) + 1;

    public int Branch => District.Branches(Street)[Slot - 1];

    public int Estate => District.Estates(Street)[Slot - 1];

    public string Name => $"书记{Branch}";

    /// <summary>Their own id and code, once the application has given them.</summary>
    public int EntryId { get; set; }

    private int Behind => Number == 10 ? 9 : Number;

    /// <summary>Points for the indicator 议事协商, of 4.</summary>
    public string Council => Text(4m - (0.3m * Behind));

    /// <summary>Every judge's mark for the last criterion, of 8.</summary>
    public string Drive => Text(8m - (0.5m * Behind));

    /// <summary>How the residents answer.</summary>
    public (int Satisfied, int Basically, int Unknown) Answers => Number switch { 1 => (15, 5, 0), 8 => (12, 0, 3), _ => (20, 0, 0) };

    private static string Text(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
