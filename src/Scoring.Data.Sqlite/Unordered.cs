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
}
