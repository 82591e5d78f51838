using Microsoft.Extensions.Options;
using QRCoder;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Shared;

/// <summary>QR codes as SVG markup: sharp at any size, and no picture files.</summary>
public static class Qr
{
    /// <param name="text">What a phone reads, usually an address.</param>
    /// <param name="label">What the picture is, for those who do not see it.</param>
    public static string Svg(string text, string label = "二维码")
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        var start = svg.IndexOf("<svg", StringComparison.Ordinal);
        return $"""<svg role="img" aria-label="{label}" class="qr"{svg[(start + 4)..]}""";
    }
}

/// <summary>The address under which the public finds us.</summary>
public sealed class PublicAddress(IOptions<ScoringOptions> options, IHttpContextAccessor http)
{
    /// <summary>A whole address for a path that begins with a slash.</summary>
    public string Of(string path)
    {
        var request = http.HttpContext?.Request;
        var origin = options.Value.PublicAddress is { Length: > 0 } given ? given.TrimEnd('/') : $"{request?.Scheme}://{request?.Host}";
        return origin + path;
    }

    /// <summary>The standing survey of an estate.</summary>
    public string Survey(string estateCode) => Of($"/s/e/{estateCode}");
}
