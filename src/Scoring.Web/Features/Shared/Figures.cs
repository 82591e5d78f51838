using System.Globalization;
using System.Text;

namespace Scoring.Web.Features.Shared;

/// <summary>Figures as people type them.</summary>
public static class Figures
{
    /// <summary>A decimal without sign or exponent; full-width digits, and 。 or a comma for the point, are understood. Null when it is no figure.</summary>
    public static decimal? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 20)
            return null;
        var plain = text.Trim().Normalize(NormalizationForm.FormKC).Replace('。', '.').Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var figure) ? figure : null;
    }

    /// <summary>Without trailing zeros: 2.5, 3.</summary>
    public static string Words(decimal figure) => figure.ToString("0.###", CultureInfo.InvariantCulture);
}
