// By which letters a Chinese name is looked for: 王建国 by WJG. Must not know what is looked for, nor where.
using System.Text;

namespace Scoring.Domain.Organisation;

/// <summary>
/// The first letter of each 汉字's reading in pinyin, from a table of the 20,992 characters of Unicode's first block (read off CLDR's pinyin order; it agrees with the order of GB 2312
/// for all but 17 of its 3,755 common characters, each of which has two readings). A character with several readings has its commonest; surnames read otherwise have theirs.
/// </summary>
public static class Initials
{
    private const char First = '\u4e00';

    /// <summary>The longest that is kept.</summary>
    private const int Longest = 60;

    private static readonly string Letters = Read();

    /// <summary>Surnames that are read otherwise than the character alone.</summary>
    private static readonly Dictionary<char, char> Surnames = new()
    {
        ['单'] = 'S', ['解'] = 'X', ['曾'] = 'Z', ['区'] = 'O', ['仇'] = 'Q', ['查'] = 'Z', ['翟'] = 'Z', ['覃'] = 'Q', ['朴'] = 'P', ['盖'] = 'G', ['尉'] = 'Y', ['乐'] = 'Y', ['员'] = 'Y',
    };

    /// <summary>Of a name in general: 长安小区2号院 → CAXQ2HY. Letters and digits stand for themselves, everything else is left out.</summary>
    public static string Of(string name) => Of(name, surname: false);

    /// <summary>Of a person's name: the first character is a surname.</summary>
    public static string OfPerson(string name) => Of(name, surname: true);

    /// <summary>What was typed as initials, in capitals; null when it holds anything but letters and digits, or nothing, or no letter.</summary>
    public static string? Typed(string? words) =>
        words?.Trim() is { Length: > 0 and <= Longest } typed && typed.All(char.IsAsciiLetterOrDigit) && typed.Any(char.IsAsciiLetter) ? typed.ToUpperInvariant() : null;

    /// <summary>Just beyond everything that begins with these initials, so that an index answers from one to the other.</summary>
    public static string Beyond(string initials) => initials + '\u007f';

    private static string Of(string name, bool surname)
    {
        var initials = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (initials.Length == Longest)
                break;
            if (char.IsAsciiLetterOrDigit(character))
                initials.Append(char.ToUpperInvariant(character));
            else if (surname && initials.Length == 0 && Surnames.TryGetValue(character, out var letter))
                initials.Append(letter);
            else if (character >= First && character - First < Letters.Length)
                initials.Append(character == '长' ? 'C' : Letters[character - First]);
        }

        return initials.ToString();
    }

    private static string Read()
    {
        using var text = new StreamReader(typeof(Initials).Assembly.GetManifestResourceStream("initials.txt")!, Encoding.ASCII);
        return text.ReadToEnd().ReplaceLineEndings(string.Empty);
    }
}
