using System.Globalization;
using System.Numerics;

namespace Scoring.Domain.Tallies;

/// <summary>
/// An exact rational number in lowest terms: what every score is until it is shown.
/// It knows nothing of scores, weights or records.
/// </summary>
public readonly struct Exact : IEquatable<Exact>, IComparable<Exact>
{
    // A bound on written exponents, so that a few characters cannot ask for gigabytes.
    private const int LargestExponent = 10_000;

    private readonly BigInteger _denominator;

    /// <summary>The number <paramref name="numerator"/>/<paramref name="denominator"/>.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public Exact(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero) throw new DivideByZeroException();
        if (!denominator.IsOne)
        {
            var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
            if (denominator.Sign < 0) common = -common;
            if (!common.IsOne)
            {
                numerator /= common;
                denominator /= common;
            }
        }

        Numerator = numerator;
        _denominator = denominator;
    }

    /// <summary>0/1, which is also the default value.</summary>
    public static Exact Zero => default;

    /// <summary>1/1.</summary>
    public static Exact One => 1;

    /// <summary>100/1, the top of a block's value.</summary>
    public static Exact Hundred => 100;

    /// <summary>The signed numerator.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, always above 0.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>Whether the number is an integer.</summary>
    public bool IsWhole => Denominator.IsOne;

    /// <summary>Reads a decimal as JSON writes it (<c>14.145</c>, <c>-3</c>, <c>1e2</c>) to exactly the number that is written.</summary>
    /// <exception cref="FormatException">The text is not a JSON number.</exception>
    /// <exception cref="OverflowException">The exponent lies outside ±10,000.</exception>
    public static Exact Parse(ReadOnlySpan<char> text)
    {
        var rest = text;
        var negative = rest.Length > 0 && rest[0] == '-';
        if (negative) rest = rest[1..];

        var whole = TakeDigits(ref rest);
        if (whole.Length == 0 || (whole.Length > 1 && whole[0] == '0')) throw NotANumber(text);

        var fraction = ReadOnlySpan<char>.Empty;
        if (rest.Length > 0 && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
            if (fraction.Length == 0) throw NotANumber(text);
        }

        var exponentNegative = false;
        var exponent = ReadOnlySpan<char>.Empty;
        if (rest.Length > 0 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            if (rest.Length > 0 && rest[0] is '+' or '-')
            {
                exponentNegative = rest[0] == '-';
                rest = rest[1..];
            }

            exponent = TakeDigits(ref rest);
            if (exponent.Length == 0) throw NotANumber(text);
        }

        if (rest.Length > 0) throw NotANumber(text);

        var mantissa = BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        if (mantissa.IsZero) return Zero;
        if (negative) mantissa = -mantissa;

        exponent = exponent.TrimStart('0');
        if (exponent.Length > 5) throw new OverflowException($"exponent too large: {exponent}");
        var power = exponent.Length == 0 ? 0 : int.Parse(exponent, NumberStyles.None, CultureInfo.InvariantCulture);
        if (power > LargestExponent) throw new OverflowException($"exponent too large: {exponent}");
        power = (exponentNegative ? -power : power) - fraction.Length;

        return power >= 0
            ? new Exact(mantissa * BigInteger.Pow(10, power), BigInteger.One)
            : new Exact(mantissa, BigInteger.Pow(10, -power));
    }

    public static implicit operator Exact(int value) => new(value, BigInteger.One);

    public static implicit operator Exact(long value) => new(value, BigInteger.One);

    public static implicit operator Exact(BigInteger value) => new(value, BigInteger.One);

    /// <summary>Exactly the decimal's value.</summary>
    public static implicit operator Exact(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static Exact operator +(Exact left, Exact right) => left.Denominator == right.Denominator
        ? new(left.Numerator + right.Numerator, left.Denominator)
        : new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Exact operator -(Exact value) => new(-value.Numerator, value.Denominator);

    public static Exact operator -(Exact left, Exact right) => left + -right;

    public static Exact operator *(Exact left, Exact right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static Exact operator /(Exact left, Exact right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator ==(Exact left, Exact right) => left.Equals(right);

    public static bool operator !=(Exact left, Exact right) => !left.Equals(right);

    public static bool operator <(Exact left, Exact right) => left.CompareTo(right) < 0;

    public static bool operator >(Exact left, Exact right) => left.CompareTo(right) > 0;

    public static bool operator <=(Exact left, Exact right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Exact left, Exact right) => left.CompareTo(right) >= 0;

    /// <summary>The smaller of two.</summary>
    public static Exact Min(Exact left, Exact right) => left <= right ? left : right;

    /// <summary>The larger of two.</summary>
    public static Exact Max(Exact left, Exact right) => left >= right ? left : right;

    /// <summary>The value held within <paramref name="low"/>..<paramref name="high"/>.</summary>
    public Exact Within(Exact low, Exact high) => Max(low, Min(high, this));

    /// <summary>The largest whole number not above this one.</summary>
    public BigInteger Floor()
    {
        var whole = BigInteger.DivRem(Numerator, Denominator, out var rest);
        return rest.Sign < 0 ? whole - 1 : whole;
    }

    /// <summary>The smallest whole number not below this one.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>This number rounded to <paramref name="places"/> decimals, a midpoint away from zero.</summary>
    public Exact Rounded(int places)
    {
        var scale = BigInteger.Pow(10, places);
        return new Exact(Scaled(scale), scale);
    }

    /// <summary>The rounded number as text with exactly <paramref name="places"/> decimals, a midpoint away from zero: <c>89.68</c>.</summary>
    public string RoundHalfUp(int places)
    {
        var scaled = Scaled(BigInteger.Pow(10, places));
        return Fixed(scaled, places);
    }

    /// <summary>Whether a finite decimal writes it exactly: not so of 1/3.</summary>
    public bool HasDecimal => Remove(Remove(Denominator, 2).Left, 5).Left.IsOne;

    /// <summary>The number as a decimal without an exponent and without trailing zeros, as it may stand in JSON.</summary>
    /// <exception cref="InvalidOperationException">The number has no finite decimal (1/3).</exception>
    public string ToDecimalText()
    {
        if (IsWhole) return Numerator.ToString(CultureInfo.InvariantCulture);
        var (twos, rest) = Remove(Denominator, 2);
        var (fives, last) = Remove(rest, 5);
        if (!last.IsOne) throw new InvalidOperationException($"{this} has no finite decimal.");
        var places = Math.Max(twos, fives);
        return Fixed(Numerator * BigInteger.Pow(10, places) / Denominator, places);
    }

    public bool Equals(Exact other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public int CompareTo(Exact other) => Denominator == other.Denominator
        ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The fraction in lowest terms: <c>2242/25</c>, a whole number as <c>90/1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static FormatException NotANumber(ReadOnlySpan<char> text) => new($"not a JSON number: {text}");

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && char.IsAsciiDigit(rest[length])) length++;
        var digits = rest[..length];
        rest = rest[length..];
        return digits;
    }

    private static (int Times, BigInteger Left) Remove(BigInteger value, int factor)
    {
        var times = 0;
        while (true)
        {
            var quotient = BigInteger.DivRem(value, factor, out var rest);
            if (!rest.IsZero) return (times, value);
            value = quotient;
            times++;
        }
    }

    private static string Fixed(BigInteger scaled, int places)
    {
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var sign = scaled.Sign < 0 ? "-" : "";
        return places == 0 ? sign + digits : $"{sign}{digits[..^places]}.{digits[^places..]}";
    }

    private BigInteger Scaled(BigInteger scale)
    {
        var magnitude = ((BigInteger.Abs(Numerator) * scale * 2) + Denominator) / (Denominator * 2);
        return Sign < 0 ? -magnitude : magnitude;
    }
}
