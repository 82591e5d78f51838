using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// Moves the double entry of paper ballots to the papers that score sheets use: every stack becomes one paper with a field for every question of every
/// ballot, its readings and its settlement follow, word for word and with their times. A blank is written "-" there, and nothing here.
/// </summary>
public static class StackPapers
{
    /// <summary>The questions of a stack's ballots, in the order of ballot and scheme.</summary>
    private const string Asked = """
        WITH RECURSIVE "Numbers"("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Numbers" WHERE "N" < 100),
        "Asked" AS (
            SELECT b."Id" AS "BatchId", n."N" * 1000 + q.key AS "Place", n."N", json_extract(q.value, '$.code') AS "Question", q.value AS "Json"
            FROM "PaperBatches" b JOIN "Cycles" c ON c."Id" = b."CycleId" JOIN "SchemeVersions" v ON v."Id" = c."SchemeVersionId"
            JOIN "Numbers" n ON n."N" <= b."Count" JOIN json_each(v."Json", '$.survey.questions') q)
        """;

    public static void Move(MigrationBuilder migration)
    {
        migration.Sql($"""
            CREATE TEMP TABLE "Stacks" AS
            SELECT b."Id" AS "BatchId", (SELECT COALESCE(MAX("Id"), 0) FROM "PaperForms") + ROW_NUMBER() OVER (ORDER BY b."Id") AS "FormId", b."CycleId", b."At",
                   'survey/' || b."EstateId" || '/' || ROW_NUMBER() OVER (PARTITION BY b."CycleId", b."EstateId" ORDER BY b."Id") AS "Subject"
            FROM "PaperBatches" b;

            {Asked}
            INSERT INTO "PaperForms" ("Id", "CycleId", "Subject", "Fields", "KeptFromId", "At")
            SELECT s."FormId", s."CycleId", s."Subject", (
                SELECT json_group_array(json_object(
                    'Code', a."N" || '.' || a."Question", 'Name', '第 ' || a."N" || ' 份' || json_extract(a."Json", '$.text'), 'Maximum', NULL, 'Step', NULL,
                    'Words', json((SELECT json_group_array(json_object('Code', json_extract(w.value, '$.code'), 'Name', json_extract(w.value, '$.name'))) FROM json_each(a."Json", '$.answers') w))))
                FROM (SELECT * FROM "Asked" WHERE "BatchId" = s."BatchId" ORDER BY "Place") a), NULL, s."At"
            FROM "Stacks" s;

            {Asked}
            INSERT INTO "FormReadings" ("FormId", "Ordinal", "ById", "Values", "At")
            SELECT s."FormId", r."Place", r."ById", {Values("r")}, r."At" FROM "PaperReadings" r JOIN "Stacks" s ON s."BatchId" = r."BatchId" ORDER BY r."Id";

            {Asked}
            INSERT INTO "PaperSettlements" ("FormId", "FirstById", "SecondById", "ResolvedById", "Values", "At")
            SELECT s."FormId", one."ById", two."ById", d."ById", {Values("d")}, d."At"
            FROM "PaperDecisions" d JOIN "Stacks" s ON s."BatchId" = d."BatchId"
            JOIN "PaperReadings" one ON one."BatchId" = d."BatchId" AND one."Place" = 1 JOIN "PaperReadings" two ON two."BatchId" = d."BatchId" AND two."Place" = 2;

            DROP TABLE "PaperDecisions";
            DROP TABLE "PaperReadings";
            CREATE TABLE "StacksOfPaper" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK_PaperBatches" PRIMARY KEY AUTOINCREMENT,
                "CycleId" INTEGER NOT NULL,
                "EstateId" INTEGER NOT NULL,
                "FormId" INTEGER NOT NULL,
                "Count" INTEGER NOT NULL,
                "CollectedOn" TEXT NOT NULL,
                "ById" INTEGER NOT NULL,
                "At" TEXT NOT NULL,
                CONSTRAINT "FK_PaperBatches_Accounts_ById" FOREIGN KEY ("ById") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_PaperBatches_Cycles_CycleId" FOREIGN KEY ("CycleId") REFERENCES "Cycles" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_PaperBatches_PaperForms_FormId" FOREIGN KEY ("FormId") REFERENCES "PaperForms" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_PaperBatches_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            );
            INSERT INTO "StacksOfPaper" ("Id", "CycleId", "EstateId", "FormId", "Count", "CollectedOn", "ById", "At")
            SELECT b."Id", b."CycleId", b."EstateId", s."FormId", b."Count", b."CollectedOn", b."ById", b."At" FROM "PaperBatches" b JOIN "Stacks" s ON s."BatchId" = b."Id";
            DROP TABLE "PaperBatches";
            ALTER TABLE "StacksOfPaper" RENAME TO "PaperBatches";
            CREATE INDEX "IX_PaperBatches_ById" ON "PaperBatches" ("ById");
            CREATE INDEX "IX_PaperBatches_CycleId" ON "PaperBatches" ("CycleId");
            CREATE INDEX "IX_PaperBatches_EstateId" ON "PaperBatches" ("EstateId");
            CREATE UNIQUE INDEX "IX_PaperBatches_FormId" ON "PaperBatches" ("FormId");
            DROP TABLE "Stacks";
            """);
        AppendOnly.Create(migration, "PaperBatches");
    }

    /// <summary>What a row's sheets say, field by field, written as the program writes it.</summary>
    private static string Values(string row) => $"""
        (SELECT json_group_object(a."N" || '.' || a."Question", COALESCE(
            (SELECT m.value FROM json_each({row}."Sheets", '$[' || (a."N" - 1) || ']') m WHERE m.key = a."Question"), '-'))
         FROM (SELECT * FROM "Asked" WHERE "BatchId" = {row}."BatchId" ORDER BY "Place") a)
        """;
}
