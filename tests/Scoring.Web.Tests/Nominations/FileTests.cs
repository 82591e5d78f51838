using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Features.Shared.Files;

namespace Scoring.Web.Tests.Nominations;

/// <summary>Attachments: what they are is read from their content, where they lie from its hash, and who may have them is asked each time.</summary>
public sealed class FileTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 5000).Select(i => (byte)(i % 251))];
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13];
    private static readonly byte[] Exe = [.. "MZ"u8, .. new byte[300]];

    [Fact]
    public async Task Keeps_a_file_by_its_hash_and_serves_it_whole_and_in_parts()
    {
        var (street, entry) = await Draft(1, 1);
        var stored = await Upload(street, entry, "proof", "会议 记录.pdf", Pdf);
        stored.Status.ShouldBe(HttpStatusCode.OK, stored.Text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Pdf));
        File.ReadAllBytes(Path.Combine(app.FilesDirectory, hash[..2], hash[2..4], hash)).ShouldBe(Pdf);
        Directory.GetFiles(Path.Combine(app.FilesDirectory, "incoming")).ShouldBeEmpty();

        var id = JsonDocument.Parse(stored.Body).RootElement.GetProperty("id").GetInt32();
        using var whole = await street.Clerk.Http.GetAsync($"/nominations/files/{id}");
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        whole.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        whole.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("会议 记录.pdf");
        whole.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/nominations/files/{id}") { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using var part = await street.Clerk.Http.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf[10..20]);

        // A draft's file is the street's own; another street never gets it.
        (await (await app.SignIn("street-2")).Get($"/nominations/files/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.SignIn("operator-1")).Get($"/nominations/files/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await street.Save(entry);
        await street.Submit(entry);
        (await (await app.SignIn("operator-1")).Get($"/nominations/files/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await app.SignIn("street-2")).Get($"/nominations/files/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.Visit().Get($"/nominations/files/{id}")).Status.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Refuses_a_program_that_calls_itself_a_pdf_and_leaves_nothing_behind()
    {
        var (street, entry) = await Draft(1, 2);
        (await Upload(street, entry, "proof", "材料.pdf", Exe)).Says(HttpStatusCode.BadRequest, "“材料.pdf”的内容认不出是哪一种");
        (await Upload(street, entry, "photo", "照片.png", Pdf)).Says(HttpStatusCode.BadRequest, "“照片.png”的内容其实是 pdf，这里只收 jpg、png");
        (await Upload(street, entry, "proof", "空.pdf", [])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Attachments.CountAsync(a => a.EntryId == entry))).ShouldBe(0);
        Directory.GetFiles(Path.Combine(app.FilesDirectory, "incoming")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_file_above_its_kinds_size_and_one_too_many()
    {
        var (street, entry) = await Draft(1, 3);
        // A photo may have 10 MB.
        (await Upload(street, entry, "photo", "大.png", [.. Png, .. new byte[(10 << 20) + 1]])).Says(HttpStatusCode.BadRequest, "10 MB 的上限");
        for (var n = 0; n < 6; n++)
            (await Upload(street, entry, "photo", $"{n}.png", [.. Png, (byte)n])).Status.ShouldBe(HttpStatusCode.OK);
        (await Upload(street, entry, "photo", "7.png", [.. Png, 77])).Says(HttpStatusCode.Conflict, "“照片”最多 6 个，已经传满。");
        var first = await app.Db(db => db.Attachments.Where(a => a.EntryId == entry).Select(a => a.Id).FirstAsync());
        (await street.Clerk.Post($"/nominations/entry/{entry}/files/{first}/remove")).Status.ShouldBe(HttpStatusCode.Found);
        (await Upload(street, entry, "photo", "7.png", [.. Png, 77])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Takes_a_file_without_scripts_too()
    {
        var street = await Filing.At(app, 2);
        var entry = await street.Draft(1, 1);
        foreach (var name in new[] { "a.pdf", "b.pdf" })
        {
            using var form = new MultipartFormDataContent { { new StringContent(await street.Clerk.Token()), "__RequestVerificationToken" }, { new ByteArrayContent([.. Pdf, (byte)name[0]]), "file", $"c:\\dir\\{name}" } };
            using var answer = await street.Clerk.Http.PostAsync($"/nominations/entry/{entry}/files?kind=slides", form);
            answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        }

        (await street.Clerk.Get($"/nominations/entry/{entry}/edit")).Says(HttpStatusCode.OK, "a.pdf", "b.pdf", "已传满。要换，先去掉一个。");
    }

    [Theory]
    [InlineData("word/document.xml", "docx")]
    [InlineData("ppt/presentation.xml", "pptx")]
    [InlineData("xl/workbook.xml", "xlsx")]
    [InlineData("visio/document.xml", null)]
    public void Tells_office_files_by_their_parts(string part, string? type)
    {
        using var file = Zip("[Content_Types].xml", part);
        FileTypes.Detect(file).ShouldBe(type);
        using var macro = Zip("[Content_Types].xml", part, "word/vbaProject.bin");
        FileTypes.Detect(macro).ShouldBeNull();
        using var bare = Zip(part);
        FileTypes.Detect(bare).ShouldBeNull();
    }

    [Theory]
    [InlineData("....ftypisom", "mp4")]
    [InlineData("....ftypheic", null)]
    [InlineData("....ftypqt  ", null)]
    [InlineData("PK\u0003\u0004 nothing of a zip", null)]
    [InlineData("<html>%PDF-", null)]
    [InlineData("", null)]
    public void Tells_other_files_by_their_first_bytes(string head, string? type)
    {
        using var file = new MemoryStream(Encoding.Latin1.GetBytes(head));
        FileTypes.Detect(file).ShouldBe(type);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nX-Bad: 1.pdf", "aX-Bad: 1.pdf")]
    [InlineData(" ", "未命名")]
    public void Takes_only_the_last_part_of_a_name(string sent, string kept) => Incoming.NameOf(sent).ShouldBe(kept);

    private async Task<(Filing Street, int Entry)> Draft(int street, int slot)
    {
        var filing = await Filing.At(app, street);
        return (filing, await filing.Draft(slot, slot));
    }

    private static async Task<Page> Upload(Filing street, int entry, string kind, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/nominations/entry/{entry}/files?kind={kind}") { Content = form };
        request.Headers.Add("X-Form-Token", await street.Clerk.Token());
        request.Headers.Add("Accept", "application/json");
        using var answer = await street.Clerk.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return new Page(answer.StatusCode, null, body.Contains("\\u", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Unescape(body) : body, answer.Content.Headers.ContentType?.MediaType);
    }

    private static MemoryStream Zip(params string[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
                zip.CreateEntry(part);
        }

        return stream;
    }
}
