// The text of a household slip's token: how random bytes become it, how it is printed, and how what a person typed is read back.
// Must not make random bytes itself, nor know which texts were issued.
using System.Text;

namespace Scoring.Domain.Surveys;

/// <summary>
/// A slip's code: 26 random symbols (130 bits) and two check symbols, printed in seven groups of four. The symbols leave out
/// 0, O, 1 and I. The check is the random part, as a number in base 32, modulo the prime 1021: one wrong symbol, or two neighbours
/// exchanged, never passes.
/// </summary>
public static class SlipCode
{
    /// <summary>32 symbols, five bits each.</summary>
    public const string Symbols = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Symbols of a whole code.</summary>
    public const int Length = RandomPart + 2;

    /// <summary>Random bytes that <see cref="Of"/> wants; six of their bits are not used.</summary>
    public const int RandomBytes = 17;

    private const int RandomPart = 26;
    private const int Group = 4;
    private const int Modulus = 1021;

    /// <summary>The code made of random bytes.</summary>
    /// <param name="random">At least <see cref="RandomBytes"/> bytes that nobody can guess.</param>
    public static string Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, RandomBytes);
        var text = new StringBuilder(Length);
        for (var bit = 0; bit < RandomPart * 5; bit += 5)
        {
            var pair = (random[bit / 8] << 8) | (bit / 8 + 1 < random.Length ? random[(bit / 8) + 1] : 0);
            text.Append(Symbols[(pair >> (11 - (bit % 8))) & 31]);
        }

        var check = CheckOf(text.ToString());
        return text.Append(Symbols[check >> 5]).Append(Symbols[check & 31]).ToString();
    }

    /// <summary>As printed: groups of four.</summary>
    public static string Printed(string code) => string.Join(' ', code.Chunk(Group).Select(g => new string(g)));

    /// <summary>Reads what was scanned or typed: small letters, spaces and dashes do no harm.</summary>
    /// <returns>The code; null when it is not one (wrong length, a symbol that is never printed, a wrong check).</returns>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 4 * Length)
            return null;
        var code = new string([.. typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '－' or '—')).Select(char.ToUpperInvariant)]);
        if (code.Length != Length || code.Any(c => !Symbols.Contains(c, StringComparison.Ordinal)))
            return null;
        var check = CheckOf(code[..RandomPart]);
        return code[RandomPart] == Symbols[check >> 5] && code[RandomPart + 1] == Symbols[check & 31] ? code : null;
    }

    private static int CheckOf(string part) => part.Aggregate(0, (sum, c) => ((sum * 32) + Symbols.IndexOf(c, StringComparison.Ordinal)) % Modulus);
}
