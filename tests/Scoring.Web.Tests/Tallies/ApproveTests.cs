using System.Net;
using FluentValidation;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Tallies;

namespace Scoring.Web.Tests.Tallies;

/// <summary>The second person's word, and what a stored result is protected by.</summary>
public sealed class ApproveTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Needs_every_flag_settled()
    {
        await app.Run();
        (await Refusal(() => app.Approve())).ShouldBe("还有 2 个提示没有处理，请监督员确认或抽签后再审定。");
        await app.AcknowledgeAll();
        await app.Approve();
        (await app.Cycle()).State.ShouldBe(CycleState.Approved);
        (await Refusal(() => app.Approve())).ShouldContain("现在处于“已审定”，不能审定");
        (await Refusal(() => app.Run())).ShouldContain("不能核算");
    }

    [Fact]
    public async Task Is_refused_to_whoever_tallied_by_the_rule()
    {
        await app.Db(async db =>
        {
            db.Grants.Add(new RoleGrant { AccountId = District.Account("operator-1"), Role = Role.Approver, UnitId = District.Department("ORG"), GrantedAt = Scored.Evening });
            await db.SaveChangesAsync();
        });
        await app.Run();
        await app.AcknowledgeAll();
        (await Refusal(() => app.Approve("operator-1"))).ShouldBe("审定人不能是核算人本人。请换一位同志审定。");
        (await Refusal(() => app.Approve("operator-2"))).ShouldContain("需要“组织部审定”身份");
        (await app.Cycle()).State.ShouldBe(CycleState.Tallied);
        await app.Approve();
    }

    [Fact]
    public async Task Is_refused_to_whoever_tallied_by_the_database()
    {
        await app.Run();
        var run = (await app.Latest()).Run;
        var (tallier, other) = (District.Account("operator-1"), District.Account("approver"));
        (await Insert(run.Id, tallier, tallier)).ShouldContain("CK_Approvals_TwoPeople");
        (await Insert(run.Id, other, tallier)).ShouldContain("FOREIGN KEY", customMessage: "somebody else's name in the tallier's place");
        (await Insert(run.Id, tallier, other)).ShouldBe("done");

        async Task<string> Insert(int runId, int talliedBy, int approvedBy)
        {
            try
            {
                await app.Db(db => db.Database.ExecuteSqlAsync($"INSERT INTO \"Approvals\" (\"TallyRunId\",\"TalliedById\",\"ApprovedById\",\"At\") VALUES ({runId},{talliedBy},{approvedBy},'2026-10-15 02:00:00.000')"));
                return "done";
            }
            catch (SqliteException e)
            {
                return e.Message;
            }
        }
    }

    [Fact]
    public async Task Is_refused_when_something_changed_since_the_run()
    {
        await app.Run();
        await app.AcknowledgeAll();
        await app.Veto(11);
        (await Refusal(() => app.Approve())).ShouldBe("核算之后数据有变动，请经办重新核算后再审定。");
        (await (await app.SignIn("approver")).Get($"/tallies/{app.CycleId}")).Says(HttpStatusCode.OK, "核算之后数据有变动，请经办重新核算。");
        await app.Run();
        await app.Approve();
    }

    [Fact]
    public async Task Is_refused_for_a_run_that_is_not_the_newest()
    {
        await app.Run();
        var old = (await app.Latest()).Run.Id;
        await app.Veto(11);
        await app.Run();
        await app.AcknowledgeAll();
        (await Refusal(() => app.Approve(run: old))).ShouldBe("您看的不是最新的核算（现在是第 2 次）。请看过最新结果后再审定。");
        await app.Approve();
    }

    [Fact]
    public async Task Sending_back_needs_a_reason_and_opens_the_way_to_another_run_even_of_the_same_data()
    {
        await app.Run();
        await app.AcknowledgeAll();
        await Should.ThrowAsync<ValidationException>(() => SendBack(" "));
        (await Refusal(() => SendBack("再核一遍", "supervisor"))).ShouldContain("需要“组织部审定”身份");
        (await SendBack("再核一遍")).ShouldContain("已退回");
        (await app.Cycle()).State.ShouldBe(CycleState.Scoring);
        (await Refusal(() => app.Approve())).ShouldContain("不能审定");
        (await (await app.SignIn("operator-1")).Get($"/tallies/{app.CycleId}")).Says(HttpStatusCode.OK, "重新核算</button>");
        await app.Run();
        var run = await app.Latest();
        (run.Run.Number, run.Unsettled.Count).ShouldBe((2, 0));
        await app.Approve();
    }

    [Fact]
    public async Task The_form_on_the_board_approves_the_run_that_was_looked_at()
    {
        await app.Run();
        await app.AcknowledgeAll();
        var desk = await app.SignIn("approver");
        var page = await desk.Get($"/tallies/{app.CycleId}");
        (await desk.Post($"/tallies/{app.CycleId}/approve", ("RunId", "0"), ("Key", Guid.NewGuid().ToString()), ("Note", "看过了"))).Says(HttpStatusCode.Conflict, "您看的不是最新的核算", "value=\"看过了\"");
        (await desk.Post($"/tallies/{app.CycleId}/send-back", ("Key", Guid.NewGuid().ToString()), ("Reason", new string('长', 201)))).Says(HttpStatusCode.BadRequest, "理由请不超过 200 字", new string('长', 201));
        var done = await desk.Submit($"/tallies/{app.CycleId}/approve", ("RunId", page.Value("RunId")), ("Key", page.Value("Key")), ("Note", "同意"));
        done.Says(HttpStatusCode.OK, "已审定。请经办张贴公示。", "审定甲");
        (await app.Db(db => db.Approvals.SingleAsync())).Note.ShouldBe("同意");
    }

    /// <summary>Whoever drops the triggers and edits rows in a copy of the file is found out, whichever row it was.</summary>
    [Theory]
    [InlineData("ResultJson = replace(ResultJson, '90.15', '99.15')")]
    [InlineData("RecordJson = replace(RecordJson, '\"points\":9.5', '\"points\":9.9')")]
    [InlineData("RecordHash = upper(RecordHash)")]
    public async Task A_stored_result_that_was_tampered_with_is_found_out(string edit)
    {
        await app.Run();
        var file = Path.Combine(TestFolder.New("tampered"), "scoring.db");
        Scored.Copy(app.DatabaseFile, file);
        await using var db = WebApp.OpenDb(file);
        (await RunOfCycle.Latest(db, app.CycleId)).ShouldNotBeNull();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"TallyRuns_No_UPDATE\"");
        (await db.Database.ExecuteSqlRawAsync($"UPDATE \"TallyRuns\" SET {edit}")).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(() => RunOfCycle.Latest(db, app.CycleId))).Message.ShouldContain("Tally run 1");
    }

    [Fact]
    public async Task Record_and_result_changed_together_are_found_out_by_their_hashes()
    {
        await app.Run();
        var file = Path.Combine(TestFolder.New("tampered"), "scoring.db");
        Scored.Copy(app.DatabaseFile, file);
        await using var db = WebApp.OpenDb(file);
        var run = await db.TallyRuns.AsNoTracking().SingleAsync();
        var record = run.RecordJson.Replace("\"amount\":0.5", "\"amount\":0", StringComparison.Ordinal);
        record.ShouldNotBe(run.RecordJson);
        var result = Domain.Tallies.Tally.Run(Domain.Tallies.TallyRecord.Parse(record)).Print();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"TallyRuns_No_UPDATE\"");
        await db.Database.ExecuteSqlAsync($"UPDATE \"TallyRuns\" SET \"RecordJson\" = {record}, \"ResultJson\" = {result}");
        await Should.ThrowAsync<InvalidOperationException>(() => RunOfCycle.Latest(db, app.CycleId));
    }

    private Task<string> SendBack(string? reason, string by = "approver") => app.Send(new SendBack.Command { CycleId = app.CycleId, Key = Guid.NewGuid(), Reason = reason }, by);

    private static async Task<string> Refusal(Func<Task> act) => (await act.ShouldThrowAsync<Refused>()).Message;
}
