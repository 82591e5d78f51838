// How far a share of a small sample may be off. Exact whole-number arithmetic; must not know what was asked.
using System.Numerics;

namespace Scoring.Domain.Surveys;

/// <summary>A share and its 95 % interval, in tenths of a percent, 0–1000.</summary>
/// <param name="Share">Rounded half up.</param>
/// <param name="Low">Rounded down.</param>
/// <param name="High">Rounded up.</param>
public sealed record Interval(int Share, int Low, int High)
{
    // z = 1.96, the usual two-sided 95 %: kept as hundredths.
    private const int Z = 196;
    private static readonly BigInteger Scale = BigInteger.Pow(10, 12);

    /// <summary>
    /// Wilson's interval: (k + z²/2 ± z·√(k(n−k)/n + z²/4)) / (n + z²). The root is a whole-number root at twelve places, so
    /// the same counts give the same digits everywhere.
    /// </summary>
    /// <param name="count">How many of the sample, 0..<paramref name="of"/>.</param>
    /// <param name="of">The sample, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside those ranges.</exception>
    public static Interval Wilson(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        var (k, n) = ((BigInteger)count, (BigInteger)of);
        var z2 = (BigInteger)Z * Z;                                                     // z² · 10⁴
        var under = (4 * 10_000 * k * (n - k) + (z2 * n)) * Scale * Scale / (4 * 10_000 * n);
        var half = Z * Root(under) / 100;                                               // · Scale
        var middle = ((2 * 10_000 * k) + z2) * Scale / (2 * 10_000);
        var whole = ((10_000 * n) + z2) * Scale / 10_000;
        var low = 1000 * BigInteger.Max(0, middle - half) / whole;
        var high = ((1000 * (middle + half)) + whole - 1) / whole;
        return new((int)(((2000 * k) + n) / (2 * n)), count == 0 ? 0 : (int)low, count == of ? 1000 : (int)BigInteger.Min(1000, high));
    }

    /// <summary>The whole part of a square root.</summary>
    internal static BigInteger Root(BigInteger of)
    {
        if (of < 2)
            return of;
        var guess = BigInteger.One << (int)((of.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + (of / guess)) >> 1;
            if (next >= guess)
                return guess;
            guess = next;
        }
    }
}
