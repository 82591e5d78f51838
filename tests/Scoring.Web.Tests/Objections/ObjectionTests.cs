using System.Net;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Tests.Tallies;
using static Scoring.Web.Tests.Objections.Objecting;

namespace Scoring.Web.Tests.Objections;

/// <summary>From a filed objection to the word of two people, and what meanwhile is not published.</summary>
public sealed class ObjectionTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Is_filed_by_anyone_looked_into_by_one_and_settled_by_another()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        var receipt = await app.FileInPublic(4);
        receipt.Length.ShouldBe(14);
        var id = (await app.Only()).Id;
        (await app.Visit().Post("/objections/receipt", ("Number", receipt.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)))).Says(HttpStatusCode.OK, "异议第 1 号", "已收到", "11月2日 周一 18:00");
        (await (await app.SignIn("operator-1")).Get("/todo")).Says(HttpStatusCode.OK, "异议第 1 号等待分办");

        (await Refusal(() => app.Answer(id, ObjectionOutcome.Dismissed, "operator-1"))).ShouldContain("承办的同志");
        await app.Assign(id, "evidence-org");
        var worker = await app.SignIn("evidence-org");
        (await worker.Get("/todo")).Says(HttpStatusCode.OK, "异议第 1 号等您核实答复");
        (await worker.Get($"/objections/{id}")).Says(HttpStatusCode.OK, Text, "欧**", "139****4321");
        (await (await app.SignIn("evidence-plc")).Get($"/objections/{id}")).Says(HttpStatusCode.Forbidden, "没有分办给您");
        (await worker.Post($"/objections/{id}/contact")).Says(HttpStatusCode.OK, Name, Phone);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Act == "Objections.Contact"))).ShouldBe(1);

        await app.Answer(id, ObjectionOutcome.Dismissed, "evidence-org");
        (await Refusal(() => app.Answer(id, ObjectionOutcome.Dismissed, "evidence-org"))).ShouldContain("等审定");
        (await app.Decide(id, accept: false)).ShouldContain("已退回");
        await app.Answer(id, ObjectionOutcome.Dismissed, "evidence-org");
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "异议第 1 号等您审定答复");
        (await app.Cycle()).OpenObjections.ShouldBe(1);
        await app.Decide(id);
        (await app.Cycle()).OpenObjections.ShouldBe(0);
        (await app.Visit().Post("/objections/receipt", ("Number", receipt))).Says(HttpStatusCode.OK, "已办结", "不成立", "经核实，已按规定处理。");
        (await app.Visit().Post("/objections/receipt", ("Number", "AAAA-AAAA-AAAA"))).Says(HttpStatusCode.OK, "没有这个回执号");
        (await Refusal(() => app.Assign(id, "operator-2"))).ShouldContain("已经办结");
    }

    [Fact]
    public async Task While_one_is_open_nothing_is_published_and_the_page_says_so()
    {
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        await app.FileAbout(4);
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "第 1 号", "核实中").Text.ShouldNotContain("暂缓");
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.PublicNotice);
        (await app.Visit().Get($"/notices/{app.CycleId}")).Says(HttpStatusCode.OK, "本次结果暂缓发布");
        (await app.Visit().Get("/notices")).Says(HttpStatusCode.OK, "暂缓");
        // Not even behind the application's back.
        (await Should.ThrowAsync<Exception>(() => app.Db(db => db.Database.ExecuteSqlAsync(
            $"INSERT INTO Publications (CycleId, TallyRunId, NoticeId, Title, AuthorityDocument, PublishedAt, Fingerprint) SELECT CycleId, TallyRunId, Id, Title, '', PostedAt, '' FROM Notices")))).Message.ShouldContain("an objection is open");
        await app.Settle((await app.Only()).Id, ObjectionOutcome.Dismissed);
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
    }

    [Fact]
    public async Task Is_taken_until_the_last_afternoon_and_a_paper_by_the_day_it_was_handed_over()
    {
        (await Refusal(() => app.FileAbout())).ShouldContain("还没有张贴");
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 22, 17, 59));
        await app.FileAbout(1);
        await app.MoveTo(WebApp.China(2026, 10, 22, 18));
        (await Refusal(() => app.FileAbout(2))).ShouldContain("10月22日 周四 18:00 截止");
        (await app.Visit().Get($"/objections/file/{app.CycleId}")).Says(HttpStatusCode.OK, "现在不能提出异议").Text.ShouldNotContain("提交异议</button>");
        await app.MoveTo(WebApp.China(2026, 10, 22, 20));
        (await app.FileAbout(2, by: "operator-1", on: new(2026, 10, 22))).Number.ShouldBe(2);
        (await app.Db(db => db.Objections.AsNoTracking().SingleAsync(o => o.Number == 2))).EnteredById.ShouldBe(District.Account("operator-1"));
        (await Refusal(() => app.FileAbout(2, by: "operator-1", on: new(2026, 10, 14)))).ShouldContain("不能早于");
        await app.MoveTo(WebApp.China(2026, 10, 23, 8));
        (await Refusal(() => app.FileAbout(3, by: "operator-1", on: new(2026, 10, 23)))).ShouldContain("截止");
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_objection_with_one_receipt()
    {
        await app.ReachNotice();
        var key = Guid.NewGuid();
        var first = await app.FileAbout(4, key);
        var again = await app.FileAbout(4, key);
        (again.Receipt, again.Number).ShouldBe((first.Receipt, 1));
        (await app.Cycle()).OpenObjections.ShouldBe(1);
        (await app.FileAbout(4)).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Wants_a_name_where_the_scheme_wants_one_and_facts_always()
    {
        await app.ReachNotice();
        var good = new Features.Objections.File.Command { CycleId = app.CycleId, Text = Text, Name = Name, Phone = Phone, FormKey = Guid.NewGuid() };
        (await Refusal(() => app.Send(good with { Name = " " }))).ShouldContain("实名");
        await Should.ThrowAsync<ValidationException>(() => app.Send(good with { Text = "不服" }));
        await Should.ThrowAsync<ValidationException>(() => app.Send(good with { Phone = "<script>" }));
        var outsider = await app.EntryId(12);
        (await Refusal(() => app.Send(good with { EntryId = outsider }))).ShouldContain("不在公示名单上");
        (await app.Db(db => db.Objections.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_database_itself_wants_two_people()
    {
        await app.ReachNotice();
        await app.FileAbout(4);
        var id = (await app.Only()).Id;
        await app.Assign(id, "operator-1");
        await app.Answer(id, ObjectionOutcome.Dismissed, "operator-1");
        var answer = await app.Db(db => db.ObjectionAnswers.AsNoTracking().SingleAsync());
        Task Write(int answeredBy, int by) => app.Db(async db =>
        {
            db.ObjectionDecisions.Add(new ObjectionDecision { AnswerId = answer.Id, ObjectionId = id, AnsweredById = answeredBy, ById = by, Accepted = true, At = app.Clock.Now });
            await db.SaveChangesAsync();
        });
        (await Should.ThrowAsync<DbUpdateException>(() => Write(answer.ById, answer.ById))).InnerException!.Message.ShouldContain("CK_ObjectionDecisions_TwoPeople");
        // Nor does it help to say that somebody else had answered.
        (await Should.ThrowAsync<DbUpdateException>(() => Write(District.Account("operator-2"), answer.ById))).InnerException!.Message.ShouldContain("FOREIGN KEY");
        await Write(answer.ById, District.Account("approver"));
    }
}
