using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Judging;
using Scoring.Web.Tests.Judging;
using static Scoring.Web.Tests.Judging.Contest;

namespace Scoring.Web.Tests.Panels;

/// <summary>Appointing, standing aside and drawing lots. Each test has an app of its own.</summary>
public sealed class PanelTests : IAsyncLifetime
{
    private readonly Contest app = new();

    public Task InitializeAsync() => app.Prepare(judges: false);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Shows_who_still_owes_a_judge()
    {
        var @operator = await app.SignIn("operator-1");
        (await @operator.Get($"/panels/{app.CycleId}")).Says(HttpStatusCode.OK, "<b>0<small>/ 10 名", "区委组织部、区委政法委", "东门街道、西门街道、南门街道");
        await app.Appoint("judge-org", "department", District.Department("ORG"));
        (await @operator.Get($"/panels/{app.CycleId}")).Says(HttpStatusCode.OK, "<b>1<small>/ 10 名", "还欠评委：</b>区委政法委");
    }

    [Fact]
    public async Task Writes_the_recusals_of_the_own_street_when_a_judge_is_appointed()
    {
        (await app.Appoint("judge-street-1", "street", District.Street(1))).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Appoint("judge-org", "department", District.Department("ORG"))).Status.ShouldBe(HttpStatusCode.Found);
        var recusals = await app.Db(db => db.Recusals.Join(db.Entries, r => r.EntryId, e => e.Id, (r, e) => new { r.JudgeId, e.Code, r.Ground }).OrderBy(r => r.Code).ToListAsync());
        var judge = await app.JudgeId("judge-street-1");
        recusals.Select(r => (r.JudgeId, r.Code, r.Ground)).ShouldBe(
            [(judge, "E01", RecusalGround.SameStreet), (judge, "E02", RecusalGround.SameStreet), (judge, "E03", RecusalGround.SameStreet)]);
        (await (await app.SignIn("supervisor")).Get($"/panels/{app.CycleId}")).Says(HttpStatusCode.OK, "回避 3 位", "东门街道评委 回避：本街道的候选人");
    }

    [Fact]
    public async Task Refuses_at_assignment_what_the_scheme_does_not_allow()
    {
        (await app.Appoint("judge-org", "street", District.Department("ORG"))).Says(HttpStatusCode.BadRequest, "不由区委组织部选派");
        (await app.Appoint("judge-org", "jury", District.Department("ORG"))).Says(HttpStatusCode.BadRequest, "没有这个评委组");
        (await app.Appoint("judge-org", "department", District.Department("PLC"))).Says(HttpStatusCode.BadRequest, "没有“区委政法委”的评委身份");
        (await app.Appoint("street-1", "street", District.Street(1))).Says(HttpStatusCode.BadRequest, "没有“东门街道”的评委身份");
        (await app.Appoint("judge-org", "department", 2111)).Says(HttpStatusCode.BadRequest, "只能是部门或者街道");
        await app.Appoint("judge-org", "department", District.Department("ORG"));
        (await app.Appoint("judge-org", "department", District.Department("ORG"))).Says(HttpStatusCode.Conflict, "已经派齐");
        (await app.Db(db => db.Judges.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Refuses_a_judge_who_would_have_to_stand_aside_for_everybody()
    {
        var (two, three) = (District.Street(2), District.Street(3));
        await app.Db(db => db.Entries.Where(e => e.StreetId == two || e.StreetId == three).ExecuteDeleteAsync());
        (await app.Appoint("judge-street-1", "street", District.Street(1))).Says(HttpStatusCode.Conflict, "要回避全部 3 位候选人");
        (await app.Db(db => db.Judges.CountAsync())).ShouldBe(0);
        (await app.Db(db => db.Recusals.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Removes_a_judge_before_scoring_begins_and_not_after()
    {
        await app.Appoint("judge-org", "department", District.Department("ORG"));
        await app.Appoint("judge-civil", "department", District.Department("CIVIL"));
        (await Remove(await app.JudgeId("judge-org"))).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Appoint("judge-org", "department", District.Department("ORG"))).Status.ShouldBe(HttpStatusCode.Found);
        var codes = await app.Db(db => db.Judges.Select(j => j.Code).ToListAsync());
        codes.Distinct().Count().ShouldBe(3);
        codes.ShouldAllBe(c => c.Length == 3 && c.StartsWith('J') && c.Skip(1).All(char.IsAsciiDigit));
        await app.GoLive();
        (await Remove(await app.JudgeId("judge-civil"))).Says(HttpStatusCode.Conflict, "不能选派评委");
    }

    [Fact]
    public async Task Draws_the_running_order_once_from_a_recorded_seed()
    {
        var @operator = await app.SignIn("operator-1");
        (await Draw(@operator)).Says(HttpStatusCode.Conflict, "先定评委");
        await app.Appoint("judge-org", "department", District.Department("ORG"));
        (await Draw(@operator)).Status.ShouldBe(HttpStatusCode.Found);
        var draw = await app.Db(db => db.Draws.SingleAsync());
        draw.Order.Order(StringComparer.Ordinal).ShouldBe(["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09"]);
        var numbers = await app.Db(db => db.Entries.OrderBy(e => e.RunningNumber).Select(e => e.Code!).ToListAsync());
        numbers.ShouldBe(draw.Order);
        (await Draw(@operator)).Says(HttpStatusCode.Forbidden, "只抽一次", "由监督员");
        (await Draw(@operator, "不满意")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var supervisor = await app.SignIn("supervisor");
        (await Draw(supervisor)).Says(HttpStatusCode.BadRequest, "请写明为什么要重抽");
        (await Draw(supervisor, "一位候选人撤回")).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.Draws.CountAsync())).ShouldBe(2);
        (await app.Appoint("judge-civil", "department", District.Department("CIVIL"))).Says(HttpStatusCode.BadRequest, "出场顺序已经抽定");
        await app.GoLive();
        (await Draw(supervisor, "迟了")).Says(HttpStatusCode.Conflict, "已经开始");
    }

    [Theory]
    [InlineData("supervisor")]
    [InlineData("approver")]
    public async Task Lets_supervisor_and_approver_read_but_not_appoint(string userName)
    {
        var person = await app.SignIn(userName);
        (await person.Get($"/panels/{app.CycleId}")).Says(HttpStatusCode.OK).Text.ShouldNotContain("/appoint");
        (await person.Post($"/panels/{app.CycleId}/appoint", ("Panel", "live"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.Post($"/panels/{app.CycleId}/remove", ("JudgeId", "1"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<Page> Remove(int judge) => await (await app.SignIn("operator-1")).Post($"/panels/{app.CycleId}/remove", ("JudgeId", Text(judge)), ("Key", Guid.NewGuid().ToString()));

    private Task<Page> Draw(Visitor visitor, string? reason = null) =>
        visitor.Post($"/panels/{app.CycleId}/draw", ("Key", Guid.NewGuid().ToString()), ("Reason", reason ?? string.Empty));
}
