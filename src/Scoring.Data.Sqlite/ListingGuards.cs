using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// What the database itself holds of who is listed: a cycle whose plan has no notice is never made public, and nobody decides to list a unit
/// while its street may still answer.
/// </summary>
public static class ListingGuards
{
    private static readonly string[] Tables = ["AdverseFindings", "AdverseReplies", "AdverseDecisions", "OrganisationDecisions"];
    private static readonly string[] Public = ["Notices", "Publications"];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var table in Public)
        {
            migration.Sql($"""
                CREATE TRIGGER "{table}_Planned" BEFORE INSERT ON "{table}"
                WHEN EXISTS (SELECT 1 FROM "CyclePhases" WHERE "CycleId" = NEW."CycleId" AND "Code" = 'decide')
                BEGIN SELECT RAISE(ABORT, '{table}_Planned constraint failed: this cycle is never made public'); END;
                """);
        }

        migration.Sql("""
            CREATE TRIGGER "AdverseDecisions_After_Reply" BEFORE INSERT ON "AdverseDecisions"
            WHEN NEW."At" < (SELECT "ReplyUntil" FROM "AdverseFindings" WHERE "Id" = NEW."FindingId")
              AND NOT EXISTS (SELECT 1 FROM "AdverseReplies" WHERE "FindingId" = NEW."FindingId")
            BEGIN SELECT RAISE(ABORT, 'AdverseDecisions: the street may still answer'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER "AdverseReplies_In_Time" BEFORE INSERT ON "AdverseReplies"
            WHEN NEW."At" >= (SELECT "ReplyUntil" FROM "AdverseFindings" WHERE "Id" = NEW."FindingId")
            BEGIN SELECT RAISE(ABORT, 'AdverseReplies: too late'); END;
            """);
        AppendOnly.Create(migration, Tables);
    }

    public static void Drop(MigrationBuilder migration)
    {
        AppendOnly.Drop(migration, Tables);
        foreach (var trigger in new[] { "AdverseDecisions_After_Reply", "AdverseReplies_In_Time" }.Concat(Public.Select(t => $"{t}_Planned")))
            migration.Sql($"DROP TRIGGER \"{trigger}\";");
    }
}
