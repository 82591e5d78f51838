using System.IO.Compression;

namespace Scoring.Web.Features.Shared.Files;

/// <summary>What a file really is, read from its content; its name says nothing.</summary>
public static class FileTypes
{
    private const int Head = 1024;

    /// <summary>Brands of ISO media files that a browser plays as mp4; others (HEIC pictures, QuickTime) share the container.</summary>
    private static readonly string[] Mp4Brands = ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash", "MSNV", "mmp4"];

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        ["pdf"] = "application/pdf",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["jpg"] = "image/jpeg",
        ["png"] = "image/png",
        ["mp4"] = "video/mp4",
    };

    public static string ContentTypeOf(string type) => ContentTypes[type];

    /// <summary>Pictures and videos are shown in the page; everything else is downloaded.</summary>
    public static bool ShownInPage(string contentType) =>
        contentType.StartsWith("image/", StringComparison.Ordinal) || contentType.StartsWith("video/", StringComparison.Ordinal);

    /// <summary>pdf, docx, pptx, xlsx, jpg, png or mp4; null when it is none of them.</summary>
    public static string? Detect(Stream content)
    {
        content.Position = 0;
        var head = new byte[Head];
        var read = content.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        var bytes = head.AsSpan(0, read);
        if (bytes.StartsWith("%PDF-"u8))
            return "pdf";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "png";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "jpg";
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return Mp4Brands.Contains(System.Text.Encoding.ASCII.GetString(bytes[8..12])) ? "mp4" : null;
        return bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'P', (byte)'K', 3, 4]) ? Office(content) : null;
    }

    /// <summary>Only the list of parts is read, nothing is unpacked. A file that carries macros is neither.</summary>
    private static string? Office(Stream content)
    {
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!parts.Contains("[Content_Types].xml") || parts.Any(p => p.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            return parts.Contains("word/document.xml") ? "docx" : parts.Contains("ppt/presentation.xml") ? "pptx" : parts.Contains("xl/workbook.xml") ? "xlsx" : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
