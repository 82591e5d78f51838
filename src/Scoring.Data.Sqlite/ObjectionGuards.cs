using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// What the database itself holds of what follows a notice: nothing is published while an objection is open, and a further publication of a cycle is
/// the next one and follows from a correction that two people stand for.
/// </summary>
public static class ObjectionGuards
{
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE TRIGGER "Publications_Settled" BEFORE INSERT ON "Publications"
            WHEN EXISTS (SELECT 1 FROM "Objections" o WHERE o."CycleId" = NEW."CycleId"
                AND NOT EXISTS (SELECT 1 FROM "ObjectionDecisions" d WHERE d."ObjectionId" = o."Id" AND d."Accepted" = 1))
            BEGIN SELECT RAISE(ABORT, 'Publications_Settled constraint failed: an objection is open'); END;
            CREATE TRIGGER "Publications_Corrected" BEFORE INSERT ON "Publications"
            WHEN NEW."Number" <> 1 + (SELECT COUNT(*) FROM "Publications" WHERE "CycleId" = NEW."CycleId")
              OR (NEW."Number" > 1 AND NOT EXISTS (SELECT 1 FROM "CorrectionDecisions" WHERE "CorrectionId" = NEW."CorrectionId" AND "CycleId" = NEW."CycleId" AND "Number" = NEW."Number" - 1))
            BEGIN SELECT RAISE(ABORT, 'Publications_Corrected constraint failed: a further publication follows from an accepted correction'); END;
            """);
        AppendOnly.Create(migration, [.. AppendOnly.OfObjections]);
    }

    public static void Drop(MigrationBuilder migration)
    {
        AppendOnly.Drop(migration, [.. AppendOnly.OfObjections]);
        migration.Sql("DROP TRIGGER \"Publications_Settled\"; DROP TRIGGER \"Publications_Corrected\";");
    }
}
