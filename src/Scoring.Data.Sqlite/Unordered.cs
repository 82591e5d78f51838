using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// Ballots, tokens and spent tokens are kept WITHOUT ROWID, sorted by their random keys: a hidden row number would tell in which order
/// they came, and two such orders laid side by side would join a token to its answer, or a slip to the place it had on its sheet.
/// </summary>
public static class Unordered
{
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("""
            DROP TABLE "Ballots";
            CREATE TABLE "Ballots" (
                "Id" BLOB NOT NULL CONSTRAINT "PK_Ballots" PRIMARY KEY,
                "EstateId" INTEGER NOT NULL,
                "Day" TEXT NOT NULL,
                "Channel" TEXT NOT NULL,
                "Answers" TEXT NOT NULL,
                CONSTRAINT "FK_Ballots_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            CREATE INDEX "IX_Ballots_EstateId" ON "Ballots" ("EstateId");
            DROP TABLE "SpentTokens";
            DROP TABLE "BallotTokens";
            CREATE TABLE "BallotTokens" (
                "Hash" BLOB NOT NULL CONSTRAINT "PK_BallotTokens" PRIMARY KEY,
                "EstateId" INTEGER NOT NULL,
                "Channel" TEXT NOT NULL,
                "BatchId" INTEGER NULL,
                "IssuedOn" TEXT NOT NULL,
                CONSTRAINT "FK_BallotTokens_TokenBatches_BatchId" FOREIGN KEY ("BatchId") REFERENCES "TokenBatches" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_BallotTokens_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            CREATE INDEX "IX_BallotTokens_BatchId" ON "BallotTokens" ("BatchId");
            CREATE INDEX "IX_BallotTokens_EstateId" ON "BallotTokens" ("EstateId");
            CREATE TABLE "SpentTokens" (
                "Hash" BLOB NOT NULL CONSTRAINT "PK_SpentTokens" PRIMARY KEY,
                CONSTRAINT "FK_SpentTokens_BallotTokens_Hash" FOREIGN KEY ("Hash") REFERENCES "BallotTokens" ("Hash") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            """);
    }

    /// <summary>
    /// Ballots packed, and clustered by what they say, so that they count themselves in their own order; counts by programme. Neither keeps
    /// row numbers. Ballots of before are taken over with the newest version of a programme that asks residents: there was only one.
    /// </summary>
    public static void Pack(MigrationBuilder migration)
    {
        migration.Sql("""
            CREATE TABLE "Packed" (
                "Day" INTEGER NOT NULL,
                "SchemeVersionId" INTEGER NOT NULL,
                "EstateId" INTEGER NOT NULL,
                "Channel" INTEGER NOT NULL,
                "Answers" BLOB NOT NULL,
                "Mark" INTEGER NOT NULL,
                CONSTRAINT "PK_Ballots" PRIMARY KEY ("Day", "SchemeVersionId", "EstateId", "Channel", "Answers", "Mark"),
                CONSTRAINT "FK_Ballots_SchemeVersions_SchemeVersionId" FOREIGN KEY ("SchemeVersionId") REFERENCES "SchemeVersions" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_Ballots_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            INSERT INTO "Packed"
            SELECT CAST(julianday(b."Day") - 1721425.5 AS INTEGER), v."Id", b."EstateId", CASE b."Channel" WHEN 'Slip' THEN 1 WHEN 'Open' THEN 2 WHEN 'Paper' THEN 3 WHEN 'Doorstep' THEN 4 WHEN 'Phone' THEN 5 END,
                CAST((SELECT group_concat(char(COALESCE((SELECT a.key + 1 FROM json_each(q.value, '$.answers') AS a
                    WHERE json_extract(a.value, '$.code') = json_extract(b."Answers", '$.' || json_quote(json_extract(q.value, '$.code')))), 0)), '')
                    FROM (SELECT value FROM json_each(v."Json", '$.survey.questions') ORDER BY key) AS q) AS BLOB),
                random()
            FROM "Ballots" AS b JOIN (SELECT "Id", "Json" FROM "SchemeVersions" WHERE json_extract("Json", '$.survey.questions') IS NOT NULL ORDER BY "Id" DESC LIMIT 1) AS v;
            CREATE TABLE "Counted" (
                "EstateId" INTEGER NOT NULL,
                "Day" INTEGER NOT NULL,
                "SchemeCode" TEXT NOT NULL,
                "Question" TEXT NOT NULL,
                "Channel" INTEGER NOT NULL,
                "Answer" TEXT NOT NULL,
                "Count" INTEGER NOT NULL,
                CONSTRAINT "PK_BallotCounts" PRIMARY KEY ("EstateId", "Day", "SchemeCode", "Question", "Channel", "Answer"),
                CONSTRAINT "CK_BallotCounts_Count" CHECK ("Count" >= 0),
                CONSTRAINT "FK_BallotCounts_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            INSERT INTO "Counted"
            SELECT c."EstateId", CAST(julianday(c."Day") - 1721425.5 AS INTEGER), v."Code", c."Question", CASE c."Channel" WHEN 'Slip' THEN 1 WHEN 'Open' THEN 2 WHEN 'Paper' THEN 3 WHEN 'Doorstep' THEN 4 WHEN 'Phone' THEN 5 END, c."Answer", c."Count"
            FROM "BallotCounts" AS c JOIN (SELECT "Code" FROM "SchemeVersions" WHERE json_extract("Json", '$.survey.questions') IS NOT NULL ORDER BY "Id" DESC LIMIT 1) AS v;
            DROP TABLE "Ballots";
            DROP TABLE "BallotCounts";
            ALTER TABLE "Packed" RENAME TO "Ballots";
            ALTER TABLE "Counted" RENAME TO "BallotCounts";
            CREATE TABLE "TotalsWindows" (
                "CycleId" INTEGER NOT NULL CONSTRAINT "PK_TotalsWindows" PRIMARY KEY,
                "First" INTEGER NOT NULL,
                "Last" INTEGER NOT NULL,
                CONSTRAINT "FK_TotalsWindows_Cycles_CycleId" FOREIGN KEY ("CycleId") REFERENCES "Cycles" ("Id") ON DELETE RESTRICT
            );
            CREATE TABLE "EstateTotals" (
                "CycleId" INTEGER NOT NULL,
                "EstateId" INTEGER NOT NULL,
                "Counts" TEXT NOT NULL,
                CONSTRAINT "PK_EstateTotals" PRIMARY KEY ("CycleId", "EstateId")
            ) WITHOUT ROWID;
            """);
    }
}
