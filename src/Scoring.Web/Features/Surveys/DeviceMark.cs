using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// The random mark by which an estate's open code knows a device again: made by us (it cannot be forged), kept in a cookie that only the
/// survey's own pages get, and worth one ballot in as many days as the scheme's window has, whichever estate it is for.
/// </summary>
public sealed class DeviceMark(IDataProtectionProvider protection)
{
    private const string CookieName = "ballot";
    private const int Bytes = 16;
    private readonly IDataProtector protector = protection.CreateProtector("ballot-device");

    /// <summary>The mark that the request carries; null when it carries none of ours.</summary>
    public byte[]? Read(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 and < 1024 } text)
            return null;
        try
        {
            return protector.Unprotect(Convert.FromHexString(text)) is { Length: Bytes } mark ? mark : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>Keeps the mark on the device for so many days from now.</summary>
    public void Keep(HttpResponse response, byte[] mark, int days) => response.Cookies.Append(CookieName, Convert.ToHexString(protector.Protect(mark)), new CookieOptions
    {
        Path = "/s/e",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = response.HttpContext.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(days),
        IsEssential = true,
    });
}
