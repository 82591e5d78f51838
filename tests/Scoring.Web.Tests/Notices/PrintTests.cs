using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Notices;

/// <summary>What is printed of the chain holds against the chain: the head that stands in a notice and in the minutes is that of its event.</summary>
public sealed class PrintTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_notice_as_a_paper_says_what_the_page_says_and_the_head_of_its_posting()
    {
        (await app.Visit().Get($"/notices/{app.CycleId}/word")).Status.ShouldBe(HttpStatusCode.NotFound);
        await app.ReachNotice();
        var text = Text(await app.Visit().Http.GetByteArrayAsync($"/notices/{app.CycleId}/word"));
        var posted = await app.Db(db => db.AuditEvents.AsNoTracking().SingleAsync(e => e.Act == "Notices.Post"));
        text.ShouldContain($"事件链到此共 {posted.Id} 条，链头 {posted.Hash}。");
        foreach (var said in new[] { "2026年10月16日 周五 至 2026年10月22日 周四（5 个工作日）", "10月22日 周四 18:00 以前", "区组发〔2026〕12 号（演示文号）", Scored.Name(4), "95.40", "东门街道", "2026年10月15日" })
            text.ShouldContain(said);
        text.ShouldNotContain(Scored.Name(11));

        // Whoever holds the paper can have the journal checked against it; another chain is found out.
        (await app.Db(db => ChainAudit.Check(db, [(posted.Id, posted.Hash)]))).Fault.ShouldBeNull();
        (await app.Db(db => ChainAudit.Check(db, [(posted.Id, new string('0', 64))]))).Fault!.Number.ShouldBe(posted.Id);
    }

    [Fact]
    public async Task The_minutes_say_the_head_of_the_chain_as_it_is_when_they_are_written()
    {
        await app.Run();
        // Signing in is an event of its own, so it comes first.
        var operatorOne = await app.SignIn("operator-1");
        var head = await app.Db(db => db.AuditEvents.AsNoTracking().OrderByDescending(e => e.Id).FirstAsync());
        Text(await operatorOne.Http.GetByteArrayAsync($"/minutes/{app.CycleId}")).ShouldContain($"事件链到此共 {head.Id} 条，链头 {head.Hash}。");
    }

    private static string Text(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var file = WordprocessingDocument.Open(stream, isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        return file.MainDocumentPart!.Document.InnerText;
    }
}
