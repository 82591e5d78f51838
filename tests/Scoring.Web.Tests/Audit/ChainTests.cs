using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests.Audit;

/// <summary>The journal is a chain: whatever is done to a row afterwards, the check names that row.</summary>
public sealed class ChainTests(WebApp app) : IClassFixture<WebApp>, IAsyncLifetime
{
    private const string Unlocked = """DROP TRIGGER "AuditEvents_No_UPDATE"; DROP TRIGGER "AuditEvents_No_DELETE"; DROP TRIGGER "AuditEvents_In_Order";""";

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "operator-1", "administrator", "supervisor", "auditor", "approver", "street-1" })
            await app.SignIn(name);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Sign_ins_role_changes_and_exports_are_in_an_unbroken_chain()
    {
        await app.Send(new Features.Accounts.ChangeGrants.Grant { Id = District.Account("operator-2"), Role = Role.EvidenceDepartment, ScopeId = District.Department("ORG") }, "administrator");
        await app.Send(new Features.Audit.ExportEvents.Command(null, null, null, null), "auditor");
        var (report, acts, last) = await app.Db(async db => (await ChainAudit.Check(db, []), await db.AuditEvents.Select(e => e.Act).Distinct().ToListAsync(), await db.AuditEvents.OrderByDescending(e => e.Id).FirstAsync()));
        report.Fault.ShouldBeNull();
        report.Events.ShouldBeGreaterThan(6);
        (report.Head, report.Events).ShouldBe((last.Hash, last.Id));
        foreach (var act in new[] { "Account.Passage", "Accounts.ChangeGrants", "Audit.ExportEvents", "Cycles.Create" })
            acts.ShouldContain(act);
        last.Body.ShouldNotContain("审计甲");
    }

    [Theory]
    [InlineData("UPDATE AuditEvents SET Text = Text || '。' WHERE Id = 4", 4)]
    [InlineData("UPDATE AuditEvents SET Who = '别人' WHERE Id = 3", 3)]
    [InlineData("UPDATE AuditEvents SET At = '2020-01-01 00:00:00.000' WHERE Id = 2", 2)]
    [InlineData("UPDATE AuditEvents SET EntryId = 1 WHERE Id = 5", 5)]
    [InlineData("UPDATE AuditEvents SET Body = replace(Body, '\"act\"', '\"akt\"') WHERE Id = 3", 3)]
    [InlineData("UPDATE AuditEvents SET Hash = replace(Hash, substr(Hash, 1, 4), '0000') WHERE Id = 4", 4)]
    [InlineData("UPDATE AuditEvents SET Salt = '' WHERE Id = 4", 4)]
    [InlineData("DELETE FROM AuditEvents WHERE Id = 3", 4)]
    [InlineData("UPDATE AuditEvents SET Id = 99 WHERE Id = 3; UPDATE AuditEvents SET Id = 3 WHERE Id = 4; UPDATE AuditEvents SET Id = 4 WHERE Id = 99", 3)]
    public async Task The_first_bad_row_is_named(string tampering, int row)
    {
        await using var db = await Copy();
        await db.Database.ExecuteSqlRawAsync(Unlocked);
        await db.Database.ExecuteSqlRawAsync(tampering);
        (await ChainAudit.Check(db, [])).Fault.ShouldNotBeNull().Number.ShouldBe(row);
    }

    [Fact]
    public async Task A_tail_cut_off_or_a_chain_computed_anew_is_told_by_a_printed_head()
    {
        await using var db = await Copy();
        var last = await db.AuditEvents.AsNoTracking().OrderByDescending(e => e.Id).FirstAsync();
        (long, string)[] printed = [(last.Id, last.Hash[..12])];
        (await ChainAudit.Check(db, printed)).Fault.ShouldBeNull();
        (await ChainAudit.Check(db, [(last.Id, "000000000000")])).Fault.ShouldNotBeNull().Number.ShouldBe(last.Id);
        await db.Database.ExecuteSqlRawAsync(Unlocked);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM AuditEvents WHERE Id = {0}", last.Id);
        (await ChainAudit.Check(db, [])).Fault.ShouldBeNull("nothing inside a shortened chain can tell");
        (await ChainAudit.Check(db, printed)).Fault.ShouldNotBeNull().Reason.ShouldContain("截断");
    }

    [Fact]
    public async Task Words_can_be_erased_with_their_salt_and_the_chain_holds()
    {
        await using var db = await Copy();
        (await Erase(db, "Salt = '', Who = '', Text = '', AccountId = NULL")).ShouldBe(1);
        var report = await ChainAudit.Check(db, []);
        (report.Fault, report.Erased).ShouldBe((null, 1));
        // Neither half an erasure nor other words in the place of the old.
        await Should.ThrowAsync<SqliteException>(() => Erase(db, "Who = ''", 3));
        await Should.ThrowAsync<SqliteException>(() => Erase(db, "Salt = '', Who = '', Text = '改过', AccountId = NULL", 3));
    }

    [Fact]
    public async Task Nobody_can_be_next_but_the_next()
    {
        await using var db = await Copy();
        const string Insert = """INSERT INTO AuditEvents (Id, At, Who, Act, Text, Salt, Previous, Body, Hash) SELECT Id + {0}, At, Who, Act, Text, Salt, {1}, Body, {2} FROM AuditEvents ORDER BY Id DESC LIMIT 1""";
        var (head, hash) = (await db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Hash).FirstAsync(), new string('a', 64));
        await Should.ThrowAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(Insert, 2, head, hash));
        await Should.ThrowAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync(Insert, 1, hash, hash));
        (await db.Database.ExecuteSqlRawAsync(Insert, 1, head, hash)).ShouldBe(1);
    }

    [Fact]
    public async Task Events_from_before_the_chain_are_chained_once()
    {
        await using var db = await Copy();
        await db.Database.ExecuteSqlRawAsync("""DROP TRIGGER "AuditEvents_No_UPDATE"; UPDATE AuditEvents SET Salt = '', Previous = '', Body = '', Hash = ''; CREATE TRIGGER "AuditEvents_No_UPDATE" BEFORE UPDATE ON "AuditEvents" BEGIN SELECT RAISE(ABORT, 'no'); END;""");
        await ChainOrder.ChainOld(db);
        (await ChainAudit.Check(db, [])).Fault.ShouldBeNull();
        var head = await db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Hash).FirstAsync();
        await ChainOrder.ChainOld(db);
        (await db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Hash).FirstAsync()).ShouldBe(head);
        await Should.ThrowAsync<SqliteException>(() => Erase(db, "Text = '改过'", 2));
    }

    private static Task<int> Erase(ScoringDb db, string set, int row = 2) => db.Database.ExecuteSqlRawAsync($"UPDATE AuditEvents SET {set} WHERE Id = {row}");

    private Task<ScoringDb> Copy() => Task.Run(() =>
    {
        var file = Path.Combine(TestFolder.New("chain"), "scoring.db");
        Tallies.Scored.Copy(app.DatabaseFile, file);
        return WebApp.OpenDb(file);
    });
}
