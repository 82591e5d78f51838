using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Shared.Files;

/// <summary>What the big screen can show by itself: no other software is opened in the hall.</summary>
public static class HallType
{
    public const string Pdf = "pdf";
    public const string Video = "video";
    public const string Picture = "picture";

    /// <summary>Codes of the kinds of file that the scheme lets onto the screen.</summary>
    public static IReadOnlyList<string> KindsOf(Scheme scheme) => [.. (scheme.Nomination?.Attachments ?? []).Where(k => k.Screen).Select(k => k.Code)];

    /// <summary>Null for what it cannot show, e.g. a pptx.</summary>
    public static string? Of(string contentType) => contentType switch
    {
        "application/pdf" => Pdf,
        "video/mp4" => Video,
        "image/jpeg" or "image/png" => Picture,
        _ => null,
    };
}
