using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>A resident with a slip or at the notice board, without scripts.</summary>
public sealed class BallotTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly (string, string) Satisfied = ("a.overall", "satisfied");

    [Fact]
    public async Task A_slip_is_opened_answered_and_thanked_without_any_script()
    {
        var code = (await app.PrintSlips(10))[0];
        var phone = app.Visit();
        var page = (await phone.Get($"/s/{code}")).Says(HttpStatusCode.OK, "和顺2111小区", "小区党组织书记", "第 1 题，共 2 题", "满意", "基本满意", "不满意", "不了解", "不记名");
        page.Body.ShouldNotContain(" checked");
        page.Body.ShouldNotContain("__RequestVerificationToken");
        var answer = await Send(phone, $"/s/{code}", Satisfied);
        answer.Status.ShouldBe(HttpStatusCode.Found);
        (await phone.Get(answer.Location!)).Says(HttpStatusCode.OK, "已经收到，谢谢您");
        (await phone.Get($"/s/{code}")).Says(HttpStatusCode.OK, "这张选票已经交过了");
    }

    [Fact]
    public async Task Fifty_posts_of_one_slip_at_once_make_one_ballot_and_one_count()
    {
        const int estate = 2112;
        var code = (await app.PrintSlips(10, estate))[0];
        var phones = Enumerable.Range(0, 50).Select(_ => app.Visit()).ToList();
        var answers = await Task.WhenAll(phones.Select(p => Send(p, $"/s/{code}", Satisfied)));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Found && a.Location == "/s/thanks");
        (await app.Ballots(estate)).ShouldBe(1);
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Slip 1"]);
    }

    [Fact]
    public async Task Opening_a_slip_never_spends_it()
    {
        const int estate = 2121;
        var code = (await app.PrintSlips(10, estate))[0];
        for (var i = 0; i < 5; i++)
            (await app.Visit().Get($"/s/{code}")).Says(HttpStatusCode.OK, "交卷");
        (await app.Db(db => db.SpentTokens.CountAsync(s => db.BallotTokens.Any(t => t.Hash == s.Hash && t.EstateId == estate)))).ShouldBe(0);
        (await Send(app.Visit(), $"/s/{code}", Satisfied)).Location.ShouldBe("/s/thanks");
        (await app.Ballots(estate)).ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_after_a_lost_answer_gets_the_same_thanks_and_the_first_answer_stands()
    {
        const int estate = 2122;
        var code = (await app.PrintSlips(10, estate))[0];
        var phone = app.Visit();
        var first = await Send(phone, $"/s/{code}", Satisfied);
        var again = await Send(phone, $"/s/{code}", ("a.overall", "dissatisfied"));
        again.ShouldBe(first);
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Slip 1"]);
    }

    [Theory]
    [InlineData("a.overall", "excellent")]
    [InlineData("a.overall", "")]
    [InlineData("a.other", "satisfied")]
    [InlineData("overall", "satisfied")]
    public async Task An_answer_that_is_not_offered_is_refused_with_a_sentence_and_spends_nothing(string name, string value)
    {
        const int estate = 2211;
        var code = (await app.PrintSlips(10, estate))[0];
        (await Send(app.Visit(), $"/s/{code}", (name, value))).Says(HttpStatusCode.BadRequest, "还没有选答案", "交卷");
        (await app.Ballots(estate)).ShouldBe(0);
    }

    [Fact]
    public async Task A_slip_of_a_voided_batch_is_refused_kindly_and_what_was_handed_in_stays()
    {
        const int estate = 2212;
        var codes = await app.PrintSlips(10, estate);
        await Send(app.Visit(), $"/s/{codes[0]}", Satisfied);
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/slips?cycle={await app.October()}&estate={estate}";
        var form = await desk.Get(path);
        var batch = form.Value("Batch");
        (await desk.Post($"/surveys/slips/void{path[14..]}", ("Batch", batch), ("Key", form.Value("Key")), ("Reason", ""))).Says(HttpStatusCode.BadRequest, "请写明作废的理由");
        (await desk.Submit($"/surveys/slips/void{path[14..]}", ("Batch", batch), ("Key", form.Value("Key")), ("Reason", "印错了小区名"))).Says(HttpStatusCode.OK, "等另一位同志确认", "印错了小区名");
        // Until the second person says so the slips are good, and the first cannot say it.
        (await app.Visit().Get($"/s/{codes[1]}")).Says(HttpStatusCode.OK, "交卷");
        (await desk.Post($"/surveys/slips/void/confirm{path[14..]}", ("Batch", batch), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "提出的人不能自己确认");
        var second = await app.SignIn("supervisor");
        (await second.Get(path)).Says(HttpStatusCode.OK, "确认作废").Text.ShouldNotContain("印多少张");
        (await second.Submit($"/surveys/slips/void/confirm{path[14..]}", ("Batch", batch), ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.OK, "已作废", "印错了小区名");
        (await app.Visit().Get($"/s/{codes[1]}")).Says(HttpStatusCode.Gone, "这张选票已经作废", "扫码");
        (await Send(app.Visit(), $"/s/{codes[1]}", Satisfied)).Says(HttpStatusCode.Gone, "这张选票已经作废");
        (await app.Ballots(estate)).ShouldBe(1);
    }

    [Theory]
    [InlineData("/s/NOTACODE")]
    [InlineData("/s/2222222222222222222222222323")]
    public async Task An_unknown_slip_is_told_what_to_do(string path) =>
        (await app.Visit().Get(path)).Says(HttpStatusCode.NotFound, "没有找到这张选票", "公告栏");

    [Fact]
    public async Task An_unknown_estate_is_told_what_to_do() =>
        (await app.Visit().Get("/s/e/NOWHERE")).Says(HttpStatusCode.NotFound, "没有找到这个小区", "重新扫一次");

    [Fact]
    public async Task A_typed_code_leads_to_its_slip_and_a_mistyped_one_is_pointed_out()
    {
        var code = (await app.PrintSlips(10, 2221))[0];
        (await Send(app.Visit(), "/s", ("code", $" {code[..4].ToLowerInvariant()} {code[4..]}"))).Location.ShouldBe($"/s/{code}");
        (await Send(app.Visit(), "/s", ("code", code[1..]))).Says(HttpStatusCode.BadRequest, "编号不对", code[1..]);
    }

    [Fact]
    public async Task An_open_code_takes_one_ballot_a_device()
    {
        const int estate = 2222;
        var phone = app.Visit();
        (await phone.Get($"/s/e/E{estate}")).Says(HttpStatusCode.OK, "和顺2222小区", "同一台手机");
        (await phone.Get($"/s/e/E{estate}")).Says(HttpStatusCode.OK, "交卷");
        (await Send(phone, $"/s/e/E{estate}", Satisfied)).Location.ShouldBe("/s/thanks");
        (await Send(phone, $"/s/e/E{estate}", ("a.overall", "dissatisfied"))).Location.ShouldBe("/s/thanks");
        (await phone.Get($"/s/e/E{estate}")).Says(HttpStatusCode.OK, "这台手机已经交过了", "30 天内只交一次");
        (await phone.Get("/s/e/E2112")).Says(HttpStatusCode.OK, "这台手机已经交过了");
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Open 1"]);

        var other = app.Visit();
        await other.Get($"/s/e/E{estate}");
        await Send(other, $"/s/e/E{estate}", ("a.overall", "basically"));
        (await app.Counts(estate)).ShouldBe(["10-08 overall basically Open 1", "10-08 overall satisfied Open 1"]);
    }

    [Fact]
    public async Task An_open_ballot_needs_a_mark_that_we_made()
    {
        var phone = app.Visit();
        (await Send(phone, "/s/e/E2311", Satisfied)).Says(HttpStatusCode.BadRequest, "允许网页保存 Cookie");
        phone.Http.DefaultRequestHeaders.Add("Cookie", "ballot=00112233445566778899AABBCCDDEEFF");
        (await Send(phone, "/s/e/E2311", Satisfied)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Ballots(2311)).ShouldBe(0);
    }

    [Fact]
    public async Task Running_counts_equal_the_ballots()
    {
        const int estate = 2312;
        string[] answers = ["satisfied", "satisfied", "satisfied", "basically", "dissatisfied", "dontKnow", "satisfied"];
        var codes = await app.PrintSlips(10, estate);
        foreach (var (answer, i) in answers.Select((a, i) => (a, i)))
            await Send(app.Visit(), $"/s/{codes[i]}", ("a.overall", answer));
        var rows = await app.Db(db => db.Ballots.AsNoTracking().Where(b => b.EstateId == estate).ToListAsync());
        rows.Count.ShouldBe(7);
        var version = await app.Db(db => db.SchemeVersions.AsNoTracking().SingleAsync());
        var form = new Questionnaire(version.Id, version.Code, Domain.Schemes.Scheme.Parse(version.Json).Survey!);
        rows.Select(b => b.Mark).Distinct().Count().ShouldBe(7);
        (await app.Counts(estate)).ShouldBe(["10-08 overall basically Slip 1", "10-08 overall dissatisfied Slip 1", "10-08 overall dontKnow Slip 1", "10-08 overall satisfied Slip 4"]);
        rows.GroupBy(b => form.Unpack(b.Answers).Single().Answer).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}").ShouldBe(["basically 1", "dissatisfied 1", "dontKnow 1", "satisfied 4"]);
    }

    /// <summary>Posts a form as a browser without scripts does: only its own fields.</summary>
    private static async Task<Page> Send(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await visitor.Http.PostAsync(path, form);
        return new Page(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
    }
}
