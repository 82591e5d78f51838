using System.Globalization;
using System.Security.Cryptography;

namespace Scoring.Data.Judging;

/// <summary>
/// Judges' pseudonyms. Drawn, never counted up: units send their judges in the order of the scheme or of the roster, so a running number would tell everyone
/// who reads the scheme beside the published sheets which unit a judge comes from.
/// </summary>
public static class JudgeCodes
{
    /// <summary>A code that nobody in the cycle has yet ("J47"; more digits for a large panel); it counts as taken from now on.</summary>
    public static string Draw(ISet<string> taken)
    {
        // At most half of the room is ever used, so that a free code is found in a few draws.
        var (digits, room) = (2, 99);
        for (; room < 2 * (taken.Count + 1); room = (room * 10) + 9)
            digits++;
        while (true)
        {
            var number = RandomNumberGenerator.GetInt32(1, room + 1);
            var code = "J" + number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            if (taken.Add(code))
                return code;
        }
    }
}
