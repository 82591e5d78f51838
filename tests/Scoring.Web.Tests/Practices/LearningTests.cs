using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Outings;
using Scoring.Web.Features.Practices;

namespace Scoring.Web.Tests.Practices;

/// <summary>After a published month: a winner's experience is written by one and released by another; an event is planned, signed up for, noted; the burden is counted.</summary>
public sealed class LearningTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_winners_experience_reaches_everybody_and_the_streets_come_to_see_it()
    {
        await Month.Reach(app, CycleState.Published);
        var winners = await app.Db(db => db.Publications.SelectMany(p => p.Rows).OrderBy(r => r.Place).ToListAsync());
        var (own, foreign) = (winners.First(w => w.StreetId == District.Street(1)), winners.First(w => w.StreetId == District.Street(2)));
        var id = await Written(own.EntryId, foreign.EntryId, own.PersonName);
        await Released(id, own.EntryId);
        await Outing(own.EntryId, own.PersonName, id);
        await Burden();
    }

    private async Task<int> Written(int own, int foreign, string name)
    {
        (await (await app.SignIn("street-1")).Get("/practices/write")).Says(HttpStatusCode.OK, name);
        Write.Command Text(int entry) => new() { EntryId = entry, Title = "电梯先谈通再动工", Problem = "老楼没有电梯，一楼不同意。", Steps = "先谈一楼，再定分摊。", Effect = "六部电梯装好，没有一户上访。" };
        await Refuses(() => app.Send(Text(foreign), "street-1"), "街道整理本街道的");
        await Refuses(() => app.Send(Text(own) with { Steps = " " }, "street-1"), "请填写做法");
        var visitor = await app.SignIn("street-1");
        await visitor.Get($"/practices/write?entry={own}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{own}"), "EntryId" }, { new StringContent("电梯先谈通再动工"), "Title" }, { new StringContent("老楼没有电梯，一楼不同意。"), "Problem" },
            { new StringContent("先谈一楼，再定分摊。"), "Steps" }, { new StringContent("六部电梯装好，没有一户上访。"), "Effect" }, { new StringContent($"{Guid.NewGuid()}"), "Key" },
            { new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")), "sent", "分摊办法.pdf" },
        };
        var answer = await visitor.Post("/practices/write", form);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        (await visitor.Get(answer.Location!)).Says(HttpStatusCode.OK, "等审核", "分摊办法.pdf");
        return await app.Db(db => db.Practices.Select(p => p.Id).SingleAsync());
    }

    private async Task Released(int id, int own)
    {
        foreach (var address in new[] { $"/practices/{id}", $"/practices/{id}/files/1" })
            (await app.Visit().Get(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.SignIn("street-2")).Get($"/practices/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "1 篇经验等审核发布");
        await app.Send(new Read.Command { Id = id, Release = false, Reason = "分摊写清楚" }, "approver");
        (await (await app.SignIn("street-1")).Get("/todo")).Says(HttpStatusCode.OK, "经验被退回修改", "分摊写清楚");
        // The organisation department mends it itself; then it may not release it.
        await app.Send(new Write.Command { EntryId = own, Title = "电梯先谈通再动工", Problem = "老楼没有电梯。", Steps = "先谈一楼，再按层分摊。", Effect = "六部电梯装好。" }, "operator-1");
        await Refuses(() => app.Send(new Read.Command { Id = id, Release = true }, "operator-1"), "审核人不能是整理人本人");
        await app.Send(new Read.Command { Id = id, Release = true }, "operator-2");
        await Refuses(() => app.Send(new Write.Command { EntryId = own, Title = "改", Problem = "改", Steps = "改", Effect = "改" }, "operator-1"), "已经发布");
        (await app.Visit().Get($"/practices/{id}")).Says(HttpStatusCode.OK, "先谈一楼，再按层分摊", "分摊办法.pdf");
        (await app.Visit().Get("/practices?q=电梯")).Says(HttpStatusCode.OK, "电梯先谈通再动工", "共 1 篇");
        (await app.Visit().Get("/practices?q=停车")).Says(HttpStatusCode.OK, "共 0 篇").Text.ShouldNotContain("电梯先谈通");
        (await app.Visit().Get($"/practices/{id}/files/{await app.Db(db => db.Practices.SelectMany(p => p.Files).Select(f => f.Id).SingleAsync())}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task Outing(int speaker, string name, int practice)
    {
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "本季度还没有安排巡回讲堂").Text.ShouldNotContain("还没有安排实地观摩");
        (await (await app.SignIn("operator-1")).Get("/outings/plan?kind=FieldVisit")).Says(HttpStatusCode.OK, name, "12 月");
        var planned = new Plan.Command { Kind = OutingKind.FieldVisit, Title = "看电梯怎么装成", Day = new(2026, 12, 10), Place = "九点集合，先到和顺小区", Speakers = [speaker], Streets = [District.Street(1), District.Street(2)] };
        await Refuses(() => app.Send(planned with { Speakers = [999_999] }, "operator-1"), "请从公开名单上的入选对象里选");
        var id = await app.Send(planned, "operator-1");
        (await (await app.SignIn("operator-1")).Get("/todo")).Text.ShouldNotContain("本季度还没有安排实地观摩");
        (await (await app.SignIn("street-2")).Get("/todo")).Says(HttpStatusCode.OK, "实地观摩请报名");
        (await (await app.SignIn("street-3")).Get($"/outings/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await app.SignIn("street-2")).Get($"/outings/{id}")).Says(HttpStatusCode.OK, "看经验", "先到和顺小区", "报名");
        await Refuses(() => app.Send(new Detail.SignUp { Id = id, People = 3 }, "street-2"), "请填写人数");
        await app.Send(new Detail.SignUp { Id = id, People = 3, Names = "书记三人" }, "street-2");
        await app.Send(new Detail.SignUp { Id = id, People = 0 }, "street-1");
        await Refuses(() => app.Send(new Detail.Note { Id = id, Notes = "看了" }, "operator-1"), "还没有到日子");
        await app.MoveTo(WebApp.China(2026, 12, 10, 17));
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "实地观摩等您登记到场和记录");
        await app.Send(new Detail.Note { Id = id, Came = new() { [District.Street(1)] = 0, [District.Street(2)] = 2 }, Notes = "看了三部电梯，西门街道打算学分摊办法。" }, "operator-1");
        await Refuses(() => app.Send(new Detail.Cancel { Id = id, Reason = "下雨" }, "operator-1"), "已经办完");
        (await (await app.SignIn("street-2")).Get($"/outings/{id}")).Says(HttpStatusCode.OK, "西门街道打算学分摊办法", "2 人");
        (await app.Visit().Get($"/practices/{practice}")).Says(HttpStatusCode.OK, "看电梯怎么装成");
    }

    /// <summary>Each street's three nominees a month: 3 × 10 fields and 3 × 14 files, for each month of the quarter that has been opened.</summary>
    private async Task Burden()
    {
        var months = await app.Db(db => db.Cycles.CountAsync(c => c.Period == "2026-10" || c.Period == "2026-11" || c.Period == "2026-12"));
        months.ShouldBeGreaterThan(1);
        var page = (await (await app.SignIn("supervisor")).Get("/burden?quarter=2026-Q4")).Says(HttpStatusCode.OK, "30 项 · 42 件", "没有发现重复", "东门街道");
        page.Text.ShouldContain($"data-label=\"填写项\">{30 * months}</td>");
        (await (await app.SignIn("operator-1")).Get("/burden/streets.csv?quarter=2026-Q4")).Says(HttpStatusCode.OK, $"东门街道,{30 * months},{42 * months},0,{72 * months}");
        (await (await app.SignIn("operator-1")).Get("/burden?quarter=2020-Q1")).Says(HttpStatusCode.OK, "这个季度没有活动要基层填报");
        (await (await app.SignIn("street-1")).Get("/burden")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task Refuses(Func<Task> act, string sentence) => (await Should.ThrowAsync<Refused>(act)).Message.ShouldContain(sentence);
}
