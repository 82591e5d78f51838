using System.Text.RegularExpressions;

namespace Scoring.Domain.Organisation;

/// <summary>What may be written of a person on the roster. Must not know where it was typed.</summary>
public static partial class PersonRules
{
    public const int LongestName = 30;
    public const int LongestTitle = 60;

    /// <summary>A mobile number of 11 digits, or a landline with its area code.</summary>
    public const string PhoneShape = "^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$";

    private const int Adult = 18;
    private const int Oldest = 100;

    public static bool IsPhone(string text) => Phone().IsMatch(text);

    /// <summary>What is wrong with the years of birth and of joining the party, as a sentence; null when nothing is.</summary>
    /// <param name="birth">Year of birth; null when not known.</param>
    /// <param name="party">Year of joining the party; null when not known.</param>
    /// <param name="thisYear">The local year of the question.</param>
    public static string? YearFault(int? birth, int? party, int thisYear)
    {
        if (birth < thisYear - Oldest || birth > thisYear - Adult)
            return $"出生年份应在 {thisYear - Oldest} 到 {thisYear - Adult} 之间，请核对。";
        return party > thisYear || party < (birth ?? thisYear - Oldest) + Adult ? "入党年份应晚于年满十八岁、不晚于今年，请核对。" : null;
    }

    [GeneratedRegex(PhoneShape, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();
}
