using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;

namespace Scoring.Web.Tests.Nominations;

/// <summary>A nomination's whole way, through the pages.</summary>
public sealed class PathTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Goes_from_draft_over_return_to_acceptance_with_code_households_and_recusals()
    {
        var street = await Filing.At(app, 1);
        var cycle = await Filing.Cycle(app);
        await app.Db(async db =>
        {
            db.Judges.Add(Judge(cycle, "J01", "judge-street-1", District.Street(1), District.Street(1), "street"));
            db.Judges.Add(Judge(cycle, "J02", "judge-street-2", District.Street(2), District.Street(2), "street"));
            await db.SaveChangesAsync();
        });

        var entry = await street.Draft(1, 1);
        (await street.Clerk.Get($"/nominations/entry/{entry}")).Says(HttpStatusCode.OK, "还不能提交", "“基本情况”还没有填写，最少 50 字。");
        (await street.Submit(entry)).Says(HttpStatusCode.BadRequest, "还不能提交：");
        await street.Save(entry);
        await street.Submit(entry);
        (await State(entry)).ShouldBe(EntryState.Submitted);
        (await street.Clerk.Get($"/nominations/entry/{entry}/edit")).Says(HttpStatusCode.Conflict, "这份申报现在是“待审查”，不能修改。");

        (await Filing.Decide(app, entry, "return", ("Reason", "请写清楚户数"))).Status.ShouldBe(HttpStatusCode.Found);
        (await street.Clerk.Get("/nominations")).Says(HttpStatusCode.OK, "退回理由：请写清楚户数", "修改后重交");
        await street.Save(entry, "新");
        await street.Submit(entry);
        (await Filing.Decide(app, entry, "accept", ("Gates", "IN_OFFICE"))).Says(HttpStatusCode.BadRequest, "还有资格条件没有核对：“未在间隔期内”、“无正在处理的违纪违法问题”。");
        (await Filing.Accept(app, entry)).Status.ShouldBe(HttpStatusCode.Found);

        var accepted = await app.Db(db => db.Entries.AsNoTracking().SingleAsync(e => e.Id == entry));
        // Estate 2111 has 400 + 11 × 10 households in the test district.
        (accepted.State, accepted.Code, accepted.Households, accepted.Slot).ShouldBe((EntryState.Accepted, "E01", 510, 1));
        accepted.Dossier.SelfReport["VENUE.SIGN"].ShouldBe("1.5");
        (await app.Db(db => db.Recusals.Where(r => r.EntryId == entry).Select(r => r.Ground).ToListAsync())).ShouldBe([RecusalGround.SameStreet]);
        var told = await app.Db(db => db.AuditEvents.Where(a => a.EntryId == entry).OrderBy(a => a.Id).Select(a => a.Text).ToListAsync());
        told.ShouldBe(
        [
            "在第 1 个名额为书记21111起草申报", "保存事迹材料", "提交书记21111的申报", "退回书记21111的申报，要求修改：请写清楚户数", "保存事迹材料", "修改后重新提交书记21111的申报",
            "书记21111通过资格审查，编号 E01", "评委 J01（东门街道）自动回避",
        ]);
        (await street.Clerk.Get($"/nominations/entry/{entry}")).Says(HttpStatusCode.OK, "审查通过", "编号 E01", "评委 J01（东门街道）自动回避");
    }

    [Fact]
    public async Task Withdraws_with_a_reason_and_files_a_substitute_in_the_same_slot()
    {
        var street = await Filing.At(app, 2);
        var first = await street.Filed(1, 1);
        var page = await street.Clerk.Get($"/nominations/entry/{first}");
        (await street.Clerk.Post($"/nominations/entry/{first}/withdraw", ("Key", page.Value("Key")))).Says(HttpStatusCode.BadRequest, "请写明撤回的理由");
        (await street.Clerk.Submit($"/nominations/entry/{first}/withdraw", ("Key", Guid.NewGuid().ToString()), ("Reason", "本人申请"))).Says(HttpStatusCode.OK, "已撤回", "另报一位");
        var cycle = await Filing.Cycle(app);
        var answer = await street.Clerk.Post($"/nominations/{cycle}/new", ("Slot", "1"), ("Replaces", $"{first}"), ("PersonId", $"{District.Branches(2)[1]}"), ("Key", Guid.NewGuid().ToString()));
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        var second = await app.Db(db => db.Entries.AsNoTracking().SingleAsync(e => e.ReplacesId == first));
        (second.Slot, second.State).ShouldBe((1, EntryState.Draft));
    }

    [Fact]
    public async Task Takes_a_person_entered_by_hand_and_keeps_what_was_typed_when_refused()
    {
        var street = await Filing.At(app, 3);
        var cycle = await Filing.Cycle(app);
        var page = await street.Clerk.Get($"/nominations/{cycle}/new?slot=2");
        (await street.Clerk.Post($"/nominations/{cycle}/new", ("Slot", "2"), ("Name", "赵新任"), ("Composition", "CADRE"), ("Key", page.Value("Key"))))
            .Says(HttpStatusCode.BadRequest, "请选择党支部。", "value=\"赵新任\"");
        (await street.Clerk.Submit($"/nominations/{cycle}/new", ("Slot", "2"), ("Name", "赵新任"), ("Composition", "CADRE"), ("BranchId", $"{District.Branches(3)[2]}"), ("Key", Guid.NewGuid().ToString())))
            .Says(HttpStatusCode.OK, "赵新任的事迹材料");
    }

    private Task<EntryState> State(int entry) => app.Db(db => db.Entries.Where(e => e.Id == entry).Select(e => e.State).SingleAsync());

    private static Judge Judge(int cycle, string code, string account, int unit, int? street, string group) => new()
    {
        CycleId = cycle, Code = code, AccountId = District.Account(account), Name = code, UnitId = unit, UnitName = District.Streets[unit - 21].Name, StreetId = street,
        Panel = "live", Group = group, AppointedAt = WebApp.China(2026, 10, 8),
    };
}
