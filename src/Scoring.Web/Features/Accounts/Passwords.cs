using System.Security.Cryptography;

namespace Scoring.Web.Features.Accounts;

/// <summary>One-time passwords that can be read out over a telephone: no letter that looks like another.</summary>
public static class Passwords
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";
    private const string Digits = "23456789";

    /// <summary>Four groups of four, letters with two digits at the end of each: about 60 bits.</summary>
    public static string Fresh() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 2) + RandomNumberGenerator.GetString(Digits, 2)));
}
