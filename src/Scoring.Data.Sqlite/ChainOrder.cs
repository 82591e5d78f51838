using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Scoring.Data.Records;

namespace Scoring.Data.Sqlite;

/// <summary>
/// The journal's own triggers: the next event has the next number and names the last hash, so that two writers at once cannot both be next; and of
/// what is written only the words can be erased, together with their salt, never changed.
/// </summary>
public static class ChainOrder
{
    private const string InOrder = """
        CREATE TRIGGER "AuditEvents_In_Order" BEFORE INSERT ON "AuditEvents"
        WHEN NEW."Id" <> (SELECT COALESCE(MAX("Id"), 0) + 1 FROM "AuditEvents")
          OR NEW."Previous" <> COALESCE((SELECT "Hash" FROM "AuditEvents" ORDER BY "Id" DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
          OR length(NEW."Hash") <> 64
        BEGIN SELECT RAISE(ABORT, 'AuditEvents constraint failed: not the next event of the chain'); END;
        """;

    private const string OnlyErased = """
        CREATE TRIGGER "AuditEvents_No_UPDATE" BEFORE UPDATE ON "AuditEvents"
        WHEN NOT (NEW."Id" = OLD."Id" AND NEW."At" = OLD."At" AND NEW."Act" = OLD."Act" AND NEW."CycleId" IS OLD."CycleId" AND NEW."EntryId" IS OLD."EntryId"
          AND NEW."Previous" = OLD."Previous" AND NEW."Body" = OLD."Body" AND NEW."Hash" = OLD."Hash"
          AND NEW."Salt" = '' AND NEW."Who" = '' AND NEW."Text" = '' AND NEW."AccountId" IS NULL)
        BEGIN SELECT RAISE(ABORT, 'AuditEvents is append-only'); END;
        """;

    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("DROP TRIGGER \"AuditEvents_No_UPDATE\";");
        migration.Sql(OnlyErased);
        migration.Sql(InOrder);
    }

    public static void Drop(MigrationBuilder migration)
    {
        migration.Sql("DROP TRIGGER \"AuditEvents_In_Order\";");
        migration.Sql("DROP TRIGGER \"AuditEvents_No_UPDATE\";");
        AppendOnly.Create(migration, ["AuditEvents"], ["UPDATE"]);
    }

    /// <summary>
    /// Chains the events of a file from before there was a chain, once: only where no event has a hash yet. Whoever could bring a file to that state could
    /// compute a chain as well; what holds against them is the heads that were printed.
    /// </summary>
    public static async Task ChainOld(ScoringDb db)
    {
        if (!await db.AuditEvents.AnyAsync() || await db.AuditEvents.AnyAsync(e => e.Hash != string.Empty))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"AuditEvents_No_UPDATE\"");
        var events = await db.AuditEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync();
        foreach (var (e, number) in OldEvents.Chain(events))
        {
            await db.Database.ExecuteSqlAsync(
                $"UPDATE AuditEvents SET Id = {number}, Salt = {e.Salt}, Previous = {e.Previous}, Body = {e.Body}, Hash = {e.Hash} WHERE Id = {e.Id}");
        }

        await db.Database.ExecuteSqlRawAsync(OnlyErased);
        await transaction.CommitAsync();
    }
}
