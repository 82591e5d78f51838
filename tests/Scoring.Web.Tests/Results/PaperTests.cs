using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Objections;
using Scoring.Web.Tests.Objections;
using Scoring.Web.Tests.Tallies;
using static Scoring.Web.Tests.Objections.Objecting;

namespace Scoring.Web.Tests.Results;

/// <summary>What goes out on paper after a publication; and what is taken out of the file when nobody need be asked any more.</summary>
public sealed class PaperTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Reset();
        await app.ReachNotice();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Three streets, of which the third has two of its four on the list.</summary>
    [Fact]
    public async Task Every_street_gets_a_letter_of_its_own_with_nobody_else_in_it()
    {
        var visitor = await app.SignIn("operator-1");
        (await visitor.Get($"/results/{app.CycleId}/papers")).Says(HttpStatusCode.NotFound, "还没有发布");
        await Publish();
        (await visitor.Get($"/cycles/{app.CycleId}")).Says(HttpStatusCode.OK, "通知和证书");
        (await visitor.Get($"/results/{app.CycleId}/papers")).Says(HttpStatusCode.OK, "名列第 1 名，予以通报。");
        var pages = await Pages(visitor, "letters");
        pages.Count.ShouldBe(3);
        for (var street = 0; street < 3; street++)
        {
            pages[street].ShouldContain($"{District.Streets[street].Name}党（工）委：");
            for (var entry = 1; entry <= 12; entry++)
                pages[street].Contains(Scored.Name(entry), StringComparison.Ordinal).ShouldBe((entry - 1) / 4 == street && entry <= 10, $"street {street + 1}, entry {entry}");
        }
    }

    [Fact]
    public async Task Every_winner_gets_a_certificate_and_a_plaque_on_a_page_of_its_own()
    {
        await Publish();
        var visitor = await app.SignIn("approver");
        var certificates = await Pages(visitor, "certificates");
        certificates.Count.ShouldBe(10);
        certificates[0].ShouldBe($"证　书{Scored.Name(4)} 同志：在2026年10月十佳小区党组织书记中名列第 1 名，予以通报。区委组织部2026年10月23日依据 区组发〔2026〕12 号（演示文号）　{District.Streets[0].Name}　和顺{Branch(4)}小区党支部");
        (await Pages(visitor, "plaques")).Count.ShouldBe(10);
        (await visitor.Get($"/results/{app.CycleId}/papers/other")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_contact_is_erased_once_the_objection_is_settled_and_the_result_published_and_that_is_on_record()
    {
        await app.FileAbout(2);
        var objection = await app.Only();
        (await Refusal(() => Erase(objection.Id))).ShouldContain("办结、结果发布以后");
        await app.Settle(objection.Id, ObjectionOutcome.Dismissed);
        (await Refusal(() => Erase(objection.Id))).ShouldContain("办结、结果发布以后");
        await Publish();
        (await Refusal(() => Erase(objection.Id, "operator-1"))).ShouldContain("监督员");
        (await (await app.SignIn("supervisor")).Get($"/objections/{objection.Id}")).Says(HttpStatusCode.OK, "删除联系方式");
        (await Erase(objection.Id)).ShouldContain("已经删除");
        (await app.Db(db => db.ObjectionContacts.CountAsync())).ShouldBe(0);
        (await (await app.SignIn("supervisor")).Get($"/objections/{objection.Id}")).Says(HttpStatusCode.OK, "或已删除").Text.ShouldNotContain("删除联系方式");
        (await app.Db(db => db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Text).FirstAsync())).ShouldBe("删除异议第 1 号提出人的联系方式");
        (await app.Db(db => db.Objections.CountAsync())).ShouldBe(1);
    }

    private Task<string> Erase(int id, string by = "supervisor") => app.Send(new EraseContact.Command { ObjectionId = id, Key = Guid.NewGuid() }, by);

    private async Task Publish()
    {
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
    }

    /// <summary>The words of each page of a Word file.</summary>
    private async Task<List<string>> Pages(Visitor visitor, string paper)
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(await visitor.Http.GetByteArrayAsync($"/results/{app.CycleId}/papers/{paper}")), false);
        var pages = new List<string> { string.Empty };
        foreach (var part in file.MainDocumentPart!.Document.Body!.ChildElements)
        {
            if (part.Descendants<Break>().Any())
                pages.Add(string.Empty);
            pages[^1] += part.InnerText;
        }

        return pages;
    }

    private static string Branch(int entry) => (District.Branches(((entry - 1) / 4) + 1)[(entry - 1) % 4] / 10).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
