using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>
/// What the database itself holds of asking residents: a batch is void only on two people's word, a stack of paper is settled only by two
/// equal readings or by a third person, a call-back names the visit's own worker. Visits and comments lie without row numbers, like ballots.
/// </summary>
public static class SurveyGuards
{
    public static void Create(MigrationBuilder migration)
    {
        migration.Sql("""
            DROP TABLE "CallBacks";
            DROP TABLE "CommentWords";
            DROP TABLE "DoorstepVisits";
            DROP TABLE "PhoneAttempts";
            DROP TABLE "ResidentComments";
            CREATE TABLE "DoorstepVisits" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_DoorstepVisits" PRIMARY KEY,
                "CycleId" INTEGER NOT NULL,
                "EstateId" INTEGER NOT NULL,
                "Place" TEXT NOT NULL,
                "WorkerId" INTEGER NOT NULL,
                "Lot" INTEGER NOT NULL,
                CONSTRAINT "FK_DoorstepVisits_Accounts_WorkerId" FOREIGN KEY ("WorkerId") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_DoorstepVisits_Cycles_CycleId" FOREIGN KEY ("CycleId") REFERENCES "Cycles" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_DoorstepVisits_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            CREATE INDEX "IX_DoorstepVisits_CycleId" ON "DoorstepVisits" ("CycleId");
            CREATE INDEX "IX_DoorstepVisits_EstateId" ON "DoorstepVisits" ("EstateId");
            CREATE INDEX "IX_DoorstepVisits_WorkerId" ON "DoorstepVisits" ("WorkerId");
            CREATE TABLE "PhoneAttempts" (
                "Id" TEXT NOT NULL CONSTRAINT "PK_PhoneAttempts" PRIMARY KEY,
                "CycleId" INTEGER NOT NULL,
                "EstateId" INTEGER NOT NULL,
                "Attempt" INTEGER NOT NULL,
                "Outcome" TEXT NOT NULL,
                "CallerId" INTEGER NOT NULL,
                CONSTRAINT "CK_PhoneAttempts_Attempt" CHECK ("Attempt" BETWEEN 1 AND 3),
                CONSTRAINT "FK_PhoneAttempts_Accounts_CallerId" FOREIGN KEY ("CallerId") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_PhoneAttempts_Cycles_CycleId" FOREIGN KEY ("CycleId") REFERENCES "Cycles" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_PhoneAttempts_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            CREATE INDEX "IX_PhoneAttempts_CallerId" ON "PhoneAttempts" ("CallerId");
            CREATE INDEX "IX_PhoneAttempts_CycleId" ON "PhoneAttempts" ("CycleId");
            CREATE INDEX "IX_PhoneAttempts_EstateId" ON "PhoneAttempts" ("EstateId");
            CREATE TABLE "ResidentComments" (
                "Id" BLOB NOT NULL CONSTRAINT "PK_ResidentComments" PRIMARY KEY,
                "EstateId" INTEGER NOT NULL,
                "Month" TEXT NOT NULL,
                "Text" TEXT NOT NULL,
                CONSTRAINT "FK_ResidentComments_Units_EstateId" FOREIGN KEY ("EstateId") REFERENCES "Units" ("Id") ON DELETE RESTRICT
            ) WITHOUT ROWID;
            CREATE INDEX "IX_ResidentComments_EstateId" ON "ResidentComments" ("EstateId");
            CREATE TABLE "CallBacks" (
                "VisitId" TEXT NOT NULL CONSTRAINT "PK_CallBacks" PRIMARY KEY,
                "WorkerId" INTEGER NOT NULL,
                "Finding" TEXT NOT NULL,
                "Note" TEXT NOT NULL,
                "ById" INTEGER NOT NULL,
                "At" TEXT NOT NULL,
                CONSTRAINT "CK_CallBacks_TwoPeople" CHECK ("ById" <> "WorkerId"),
                CONSTRAINT "FK_CallBacks_Accounts_ById" FOREIGN KEY ("ById") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_CallBacks_DoorstepVisits_VisitId" FOREIGN KEY ("VisitId") REFERENCES "DoorstepVisits" ("Id") ON DELETE RESTRICT
            );
            CREATE INDEX "IX_CallBacks_ById" ON "CallBacks" ("ById");
            CREATE TABLE "CommentWords" (
                "CommentId" BLOB NOT NULL CONSTRAINT "PK_CommentWords" PRIMARY KEY,
                "PassedOn" INTEGER NOT NULL,
                "Reason" TEXT NOT NULL,
                "ById" INTEGER NOT NULL,
                "At" TEXT NOT NULL,
                CONSTRAINT "CK_CommentWords_Reason" CHECK ("PassedOn" = 1 OR length(trim("Reason")) > 0),
                CONSTRAINT "FK_CommentWords_Accounts_ById" FOREIGN KEY ("ById") REFERENCES "Accounts" ("Id") ON DELETE RESTRICT,
                CONSTRAINT "FK_CommentWords_ResidentComments_CommentId" FOREIGN KEY ("CommentId") REFERENCES "ResidentComments" ("Id") ON DELETE RESTRICT
            );
            CREATE INDEX "IX_CommentWords_ById" ON "CommentWords" ("ById");
            CREATE TRIGGER "TokenBatches_Void_TwoPeople" BEFORE UPDATE OF "VoidedAt" ON "TokenBatches"
            WHEN NEW."VoidedAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "BatchVoids" WHERE "BatchId" = NEW."Id" AND "ConfirmedById" IS NOT NULL)
            BEGIN SELECT RAISE(ABORT, 'CK_BatchVoids_TwoPeople: a void has a reason and two people'); END;
            CREATE TRIGGER "PaperDecisions_Third" BEFORE INSERT ON "PaperDecisions"
            WHEN (NEW."ById" IS NULL AND (SELECT COUNT(*) FROM "PaperReadings" a JOIN "PaperReadings" b ON b."BatchId" = a."BatchId" AND b."Place" = 2 AND b."Sheets" = a."Sheets" WHERE a."BatchId" = NEW."BatchId" AND a."Place" = 1) = 0)
              OR (NEW."ById" IS NOT NULL AND ((SELECT COUNT(*) FROM "PaperReadings" WHERE "BatchId" = NEW."BatchId") <> 2
                  OR EXISTS (SELECT 1 FROM "PaperReadings" WHERE "BatchId" = NEW."BatchId" AND "ById" = NEW."ById")))
            BEGIN SELECT RAISE(ABORT, 'PaperDecisions_Third: two equal readings, or a third person'); END;
            CREATE TRIGGER "CallBacks_Worker" BEFORE INSERT ON "CallBacks"
            WHEN NEW."WorkerId" <> (SELECT "WorkerId" FROM "DoorstepVisits" WHERE "Id" = NEW."VisitId")
            BEGIN SELECT RAISE(ABORT, 'CK_CallBacks_TwoPeople: not the worker of the visit'); END;
            """);
        AppendOnly.Create(migration, [.. AppendOnly.OfSurveys]);
    }

    public static void Drop(MigrationBuilder migration)
    {
        AppendOnly.Drop(migration, [.. AppendOnly.OfSurveys]);
        migration.Sql("DROP TRIGGER \"TokenBatches_Void_TwoPeople\"; DROP TRIGGER \"PaperDecisions_Third\"; DROP TRIGGER \"CallBacks_Worker\";");
    }
}
