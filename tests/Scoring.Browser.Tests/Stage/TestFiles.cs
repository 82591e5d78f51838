using System.Text;
using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Stage;

/// <summary>Files that are what they say by their first bytes.</summary>
public static class TestFiles
{
    public static FilePayload Pdf(string name) => new() { Name = name, MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n") };

    public static FilePayload Mp4(string name) => new() { Name = name, MimeType = "video/mp4", Buffer = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8, .. new byte[4096]] };
}
