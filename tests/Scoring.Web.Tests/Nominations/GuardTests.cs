using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Web.Tests.Nominations;

/// <summary>What is decided in the transaction that writes: quota, person, version, key, cooling-off, and whose entry it is.</summary>
public sealed class GuardTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Lets_one_of_two_clerks_have_the_slot_and_tells_the_other()
    {
        var cycle = await Filing.Cycle(app);
        var (one, two) = (await app.SignIn("street-1"), await app.SignIn("street-1"));
        await one.Token();
        await two.Token();
        var answers = await Task.WhenAll(Take(one, District.Branches(1)[0]), Take(two, District.Branches(1)[1]));
        answers.Count(a => a.Status == HttpStatusCode.Found).ShouldBe(1);
        answers.Single(a => a.Status != HttpStatusCode.Found).Says(HttpStatusCode.Conflict, "第 1 个名额刚刚已被使用。请改用第 2、3 个名额。");
        (await app.Db(db => db.Entries.CountAsync(e => e.CycleId == cycle && e.StreetId == District.Street(1)))).ShouldBe(1);

        Task<Page> Take(Visitor clerk, int person) => clerk.Post($"/nominations/{cycle}/new", ("Slot", "1"), ("PersonId", $"{person}"), ("Key", Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task Settles_the_quota_in_the_database_itself()
    {
        var cycle = await Filing.Cycle(app);
        await app.Db(async db =>
        {
            db.Entries.Add(Entry(cycle, 31));
            await db.SaveChangesAsync();
            db.Entries.Add(Entry(cycle, 31));
            var refused = await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
            refused.InnerException!.Message.ShouldContain("UNIQUE constraint failed: Entries.CycleId, Entries.StreetId, Entries.Slot");
        });

        // Slot 31 is beyond the quota and disturbs no other test; the street and the branch exist.
        static Entry Entry(int cycle, int slot) => new()
        {
            CycleId = cycle, StreetId = District.Street(3), Slot = slot, PersonName = "某", Composition = "RESIDENT", BranchId = District.Branches(3)[3], BranchName = "支部",
            EstateId = District.Estates(3)[3], EstateName = "小区", State = EntryState.Draft, CreatedAt = WebApp.China(2026, 10, 8),
        };
    }

    [Fact]
    public async Task Refuses_the_later_of_two_saves_and_keeps_what_was_typed()
    {
        var street = await Filing.At(app, 2);
        var entry = await street.Draft(1, 1);
        var other = await app.SignIn("street-2");
        var (mine, theirs) = (await street.Clerk.Get($"/nominations/entry/{entry}/edit"), await other.Get($"/nominations/entry/{entry}/edit"));
        (await other.Post($"/nominations/entry/{entry}/edit", Filing.Fields(theirs.Value("Version"), theirs.Value("Key"), "他"))).Status.ShouldBe(HttpStatusCode.Found);
        var refused = await street.Clerk.Post($"/nominations/entry/{entry}/edit", Filing.Fields(mine.Value("Version"), mine.Value("Key"), "我"));
        refused.Says(HttpStatusCode.Conflict, "刚刚被本街道另一位同志改过", new string('我', 100), "别人刚保存的内容", new string('他', 100));
        // Having seen it, the clerk saves again from the page that was given back.
        (await street.Clerk.Post($"/nominations/entry/{entry}/edit", Filing.Fields(refused.Value("Version"), refused.Value("Key"), "我"))).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.Entries.AsNoTracking().SingleAsync(e => e.Id == entry))).Dossier.Text("work").ShouldBe(new string('我', 100));
    }

    [Fact]
    public async Task Does_a_doubled_click_once()
    {
        var street = await Filing.At(app, 2);
        var entry = await street.Draft(2, 2);
        await street.Save(entry);
        var key = (await street.Clerk.Get($"/nominations/entry/{entry}")).Value("Key");
        for (var click = 0; click < 2; click++)
            (await street.Clerk.Post($"/nominations/entry/{entry}/submit", ("Key", key))).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.AuditEvents.CountAsync(a => a.EntryId == entry && a.Act == "Nominations.Submit"))).ShouldBe(1);
        // With another key it is another act, and refused by the table of states.
        (await street.Clerk.Post($"/nominations/entry/{entry}/submit", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.Conflict, "这份申报现在是“待审查”，不能提交。");
    }

    [Fact]
    public async Task Shows_another_streets_entry_to_nobody_but_its_readers()
    {
        var street = await Filing.At(app, 2);
        var entry = await street.Draft(3, 3);
        var other = await app.SignIn("street-3");
        foreach (var path in new[] { $"/nominations/entry/{entry}", $"/nominations/entry/{entry}/edit", $"/nominations/entry/{entry}/dossier" })
            (await other.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await other.Post($"/nominations/entry/{entry}/edit", Filing.Fields("0", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Post($"/nominations/entry/{entry}/withdraw", ("Key", Guid.NewGuid().ToString()), ("Reason", "别人的"))).Status.ShouldBe(HttpStatusCode.NotFound);
        // A draft is the street's own: the operator does not see it either.
        var reviewer = await app.SignIn("operator-1");
        (await reviewer.Get($"/reviews/{entry}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await street.Save(entry);
        await street.Submit(entry);
        (await reviewer.Get($"/reviews/{entry}")).Says(HttpStatusCode.OK, "资格条件");
        (await (await app.SignIn("supervisor")).Get($"/reviews/{entry}")).Status.ShouldBe(HttpStatusCode.OK);
        // A judge of no panel of this cycle reads nothing, and nobody but the operator decides.
        (await (await app.SignIn("judge-plc")).Get($"/nominations/entry/{entry}/dossier")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await app.SignIn("supervisor")).Post($"/reviews/{entry}/accept", ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Refuses_a_winner_of_the_last_twelve_months_and_says_why_in_the_list()
    {
        var cycle = await Filing.Cycle(app);
        var winner = District.Branches(3)[0];
        await Won(winner, WebApp.China(2026, 3, 2, 9));
        await Won(District.Branches(3)[1], WebApp.China(2025, 10, 8, 9));
        var clerk = await app.SignIn("street-3");
        (await clerk.Get($"/nominations/{cycle}/new?slot=1")).Says(HttpStatusCode.OK, "（2026年3月2日 周一发布），12 个月内不再申报，2027年3月2日 周二起可以申报。");
        (await clerk.Post($"/nominations/{cycle}/new", ("Slot", "1"), ("PersonId", $"{winner}"), ("Key", Guid.NewGuid().ToString())))
            .Says(HttpStatusCode.Conflict, $"书记{winner}同志已在", "请另选一位。");
        // The same person under the same branch, typed by hand, is the same person.
        (await clerk.Post($"/nominations/{cycle}/new", ("Slot", "1"), ("Name", $"书记{winner}"), ("Composition", "CADRE"), ("BranchId", $"{winner}"), ("Key", Guid.NewGuid().ToString())))
            .Says(HttpStatusCode.Conflict, "请另选一位。");
        // Twelve months to the day: may stand again on 8 October 2026, which is today.
        (await clerk.Post($"/nominations/{cycle}/new", ("Slot", "1"), ("PersonId", $"{District.Branches(3)[1]}"), ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Found);
    }

    private Task Won(int person, DateTimeOffset publishedAt) => app.Db(async db =>
    {
        var open = await db.Cycles.AsNoTracking().OrderBy(c => c.Id).FirstAsync();
        var past = new Domain.Cycles.Cycle
        {
            SchemeCode = open.SchemeCode, SchemeVersionId = open.SchemeVersionId, SchemeHash = open.SchemeHash, Period = $"{publishedAt:yyyy-MM}", Title = $"{publishedAt.Year}年的一期",
            Number = publishedAt.Year, State = Domain.Cycles.CycleState.Published,
        };
        db.Cycles.Add(past);
        await db.SaveChangesAsync();
        var entry = new Entry
        {
            CycleId = past.Id, StreetId = District.Street(3), Slot = 1, PersonId = person, PersonName = $"书记{person}", Composition = "CADRE", BranchId = person, BranchName = "支部",
            EstateId = person / 10, EstateName = "小区", State = EntryState.Accepted, Code = "E01", Households = 300, CreatedAt = publishedAt, SubmittedAt = publishedAt,
        };
        var run = new TallyRun { CycleId = past.Id, Number = 1, RecordJson = "{}", ResultJson = "{}", RecordHash = new string('0', 64), ResultHash = new string('0', 64), At = publishedAt, ById = District.Account("operator-1") };
        db.AddRange(entry, run);
        await db.SaveChangesAsync();
        db.Approvals.Add(new Approval { TallyRunId = run.Id, TalliedById = run.ById, ApprovedById = District.Account("approver"), At = publishedAt });
        await db.SaveChangesAsync();
        var notice = new Notice
        {
            CycleId = past.Id, Number = 1, TallyRunId = run.Id, Title = past.Title, PostedAt = publishedAt, PostedById = District.Account("operator-1"),
            FirstDay = DateOnly.FromDateTime(publishedAt.Date), LastDay = DateOnly.FromDateTime(publishedAt.Date),
            Rows = [new NoticeRow { Place = 1, Rank = 1, EntryId = entry.Id, PersonName = entry.PersonName, BranchName = "支部", EstateName = "小区", StreetName = "南门街道", StreetId = entry.StreetId, Composition = "CADRE", Total = "90.00" }],
        };
        db.Notices.Add(notice);
        await db.SaveChangesAsync();
        db.Publications.Add(Publication.Of(notice, past, run.ResultHash, "依据", publishedAt));
        await db.SaveChangesAsync();
    });
}
