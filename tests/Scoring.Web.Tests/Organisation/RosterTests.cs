using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Web.Tests.Organisation;

/// <summary>The roster: found, counted, masked, added to.</summary>
public sealed class RosterTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Shows_the_top_of_the_tree_with_sums()
    {
        // Each street: estates of 510, 520, 610, 620 … by the fixture's rule 400 + (id % 100) × 10; street 1: 11, 12, 21, 22 → 510 + 520 + 610 + 620 = 2,260.
        var page = (await (await app.SignIn("operator-1")).Get("/organisation")).Says(HttpStatusCode.OK, "东门街道", "区委组织部", "2,260");
        page.Text.ShouldNotContain("第1社区");
    }

    [Fact]
    public async Task Finds_units_by_name_kind_and_street()
    {
        var visitor = await app.SignIn("administrator");
        var page = (await visitor.Get("/organisation?q=和顺&kind=Estate&street=22")).Says(HttpStatusCode.OK, "找到 4 个单位", "和顺2211小区");
        page.Text.ShouldNotContain("和顺2111小区");
        (await visitor.Get("/organisation?q=没有这样的")).Says(HttpStatusCode.OK, "没有找到这样的单位");
        (await visitor.Get("/organisation?q=b21111")).Says(HttpStatusCode.OK, "找到 0 个单位");
        (await visitor.Get("/organisation?q=B21111")).Says(HttpStatusCode.OK, "找到 1 个单位");
    }

    [Fact]
    public async Task Finds_by_the_initials_of_the_pinyin()
    {
        var visitor = await app.SignIn("supervisor");
        // 书记21111 → SJ21111; 和顺2111小区 → HS2111XQ; 东门街道 → DMJD.
        (await visitor.Get("/organisation/people?q=sj2111")).Says(HttpStatusCode.OK, "书记21111", "1 位");
        (await visitor.Get("/organisation?q=hs2111xq")).Says(HttpStatusCode.OK, "和顺2111小区", "找到 2 个单位");
        (await visitor.Get("/organisation?q=dmjd")).Says(HttpStatusCode.OK, "东门街道", "找到 1 个单位");
        (await visitor.Get("/organisation/people?q=zzz")).Says(HttpStatusCode.OK, "没有找到这样的同志");
    }

    [Fact]
    public async Task Shows_a_telephone_number_masked_everywhere()
    {
        var visitor = await app.SignIn("supervisor");
        foreach (var path in new[] { "/organisation/people?q=书记21111", "/organisation/units/21111", "/organisation/people/21111" })
        {
            var page = (await visitor.Get(path)).Says(HttpStatusCode.OK, "书记21111", "132****0000");
            page.Text.ShouldNotContain("13211110000");
        }

        (await (await app.SignIn("operator-1")).Get("/organisation/people/21111/edit")).Text.ShouldNotContain("13211110000");
    }

    [Fact]
    public async Task Adds_an_estate_once_however_often_it_is_sent()
    {
        var visitor = await app.SignIn("operator-1");
        var form = await visitor.Get("/organisation/units/211/add");
        (string, string)[] fields = [("Key", form.Value("Key")), ("ParentId", "211"), ("Kind", "Estate"), ("Name", "新建小区"), ("Households", "320")];
        (await visitor.Submit("/organisation/units", fields)).Says(HttpStatusCode.OK, "新建小区", "320");
        await visitor.Submit("/organisation/units", fields);
        var made = await app.Db(db => db.Units.Where(u => u.Name == "新建小区").ToListAsync());
        var estate = made.ShouldHaveSingleItem();
        (estate.Code, estate.ParentId, estate.StreetId, estate.Households).ShouldBe(("C211-01", 211, 21, 320));
        (await app.Db(db => db.AuditEvents.CountAsync(a => a.Text.Contains("新建小区")))).ShouldBe(1);
    }

    [Theory]
    [InlineData("211", "Building", "某楼组", "", "下面不能直接设楼组")]
    [InlineData("211", "Estate", "某小区", "", "请填写小区户数")]
    [InlineData("211", "Estate", "和顺2111小区", "100", "已经有“和顺2111小区”")]
    [InlineData("21", "Community", "某社区", "100", "只有小区填写户数")]
    public async Task Refuses_a_unit_that_does_not_fit(string parent, string kind, string name, string households, string sentence)
    {
        var visitor = await app.SignIn("operator-1");
        var key = (await visitor.Get($"/organisation/units/{parent}/add")).Value("Key");
        var answer = await visitor.Post("/organisation/units", ("Key", key), ("ParentId", parent), ("Kind", kind), ("Name", name), ("Households", households));
        ((int)answer.Status).ShouldBeInRange(400, 409);
        answer.Text.ShouldContain(sentence);
        answer.Value("Name").ShouldBe(name);
    }

    [Fact]
    public async Task Keeps_the_telephone_number_when_the_field_is_left_empty()
    {
        var visitor = await app.SignIn("operator-1");
        var form = await visitor.Get("/organisation/people/22111/edit");
        (string Name, string Value)[] fields = [("Key", form.Value("Key")), ("Name", "改了名"), ("UnitCode", "B22121"), ("Composition", "CADRE"), ("BirthYear", "1970"), ("PartyYear", "1995"), ("Phone", "")];
        (await visitor.Submit("/organisation/people/22111", fields)).Says(HttpStatusCode.OK, "改了名", "社区干部", "和顺2212小区党支部");
        var person = await app.Db(db => db.People.SingleAsync(p => p.Id == 22111));
        (person.Phone, person.UnitId).ShouldBe(("13221110000", 22121));
        fields[0].Value = Guid.NewGuid().ToString();
        fields[2].Value = "E2211";
        (await visitor.Post("/organisation/people/22111", fields)).Says(HttpStatusCode.BadRequest, "书记要登记在党支部名下");
    }
}
