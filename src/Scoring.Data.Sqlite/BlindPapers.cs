using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>Double entry as the database itself demands it: nobody reads their own paper, and without a third person only two equal readings settle one.</summary>
public static class BlindPapers
{
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE TRIGGER "FormReadings_No_Own" BEFORE INSERT ON "FormReadings"
            WHEN NEW."ById" = (SELECT "KeptFromId" FROM "PaperForms" WHERE "Id" = NEW."FormId")
            BEGIN SELECT RAISE(ABORT, 'FormReadings: nobody reads in their own paper'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER "PaperSettlements_No_Own" BEFORE INSERT ON "PaperSettlements"
            WHEN NEW."ResolvedById" = (SELECT "KeptFromId" FROM "PaperForms" WHERE "Id" = NEW."FormId")
            BEGIN SELECT RAISE(ABORT, 'PaperSettlements: nobody settles their own paper'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER "PaperSettlements_Equal" BEFORE INSERT ON "PaperSettlements"
            WHEN NEW."ResolvedById" IS NULL AND (SELECT COUNT(*) FROM "FormReadings" WHERE "FormId" = NEW."FormId" AND "Values" = NEW."Values") <> 2
            BEGIN SELECT RAISE(ABORT, 'PaperSettlements: two equal readings, or a third person'); END;
            """);
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var trigger in new[] { "FormReadings_No_Own", "PaperSettlements_No_Own", "PaperSettlements_Equal" })
            migration.Sql($"DROP TRIGGER \"{trigger}\";");
    }
}
