using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// A section is taken away only on two opinions for it, no opinion is given while the unit may still answer, and no answer is taken afterwards:
/// the database itself refuses, whoever asks.
/// </summary>
public static class TwoOpinions
{
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE TRIGGER "LostSections_Two_Opinions" BEFORE INSERT ON "LostSections"
            WHEN (SELECT COUNT(*) FROM "RevocationOpinions" WHERE "RevocationId" = NEW."RevocationId" AND "Revoke" = 1) < 2
            BEGIN SELECT RAISE(ABORT, 'LostSections: two opinions'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER "RevocationOpinions_After_Reply" BEFORE INSERT ON "RevocationOpinions"
            WHEN NEW."At" < (SELECT "ReplyUntil" FROM "Revocations" WHERE "Id" = NEW."RevocationId")
              AND NOT EXISTS (SELECT 1 FROM "RevocationReplies" WHERE "RevocationId" = NEW."RevocationId")
            BEGIN SELECT RAISE(ABORT, 'RevocationOpinions: the unit may still answer'); END;
            """);
        migration.Sql("""
            CREATE TRIGGER "RevocationReplies_In_Time" BEFORE INSERT ON "RevocationReplies"
            WHEN NEW."At" >= (SELECT "ReplyUntil" FROM "Revocations" WHERE "Id" = NEW."RevocationId")
            BEGIN SELECT RAISE(ABORT, 'RevocationReplies: too late'); END;
            """);
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var trigger in new[] { "LostSections_Two_Opinions", "RevocationOpinions_After_Reply", "RevocationReplies_In_Time" })
            migration.Sql($"DROP TRIGGER \"{trigger}\";");
    }
}
