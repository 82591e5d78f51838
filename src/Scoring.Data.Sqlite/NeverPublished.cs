using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>A rehearsal has its own data and no result: the database itself refuses to tally, notice or publish one.</summary>
public static class NeverPublished
{
    private static readonly string[] Results = ["TallyRuns", "Notices", "Publications"];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var table in Results)
        {
            migration.Sql($"""
                CREATE TRIGGER "{table}_No_Rehearsal" BEFORE INSERT ON "{table}"
                WHEN (SELECT "Rehearsal" FROM "Cycles" WHERE "Id" = NEW."CycleId") = 1
                BEGIN SELECT RAISE(ABORT, '{table}: a rehearsal has no result'); END;
                """);
        }

        migration.Sql("""
            CREATE TRIGGER "Cycles_Rehearsal_Stays" BEFORE UPDATE OF "Rehearsal" ON "Cycles"
            WHEN OLD."Rehearsal" <> NEW."Rehearsal" BEGIN SELECT RAISE(ABORT, 'a rehearsal stays one'); END;
            """);
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var table in Results)
            migration.Sql($"DROP TRIGGER \"{table}_No_Rehearsal\";");
        migration.Sql("DROP TRIGGER \"Cycles_Rehearsal_Stays\";");
    }
}
