using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>A judge's pass stays with the device that first used it, and once revoked stays so: the database itself refuses anything else.</summary>
public static class OneDevice
{
    public static void Create(MigrationBuilder migration) => migration.Sql("""
        CREATE TRIGGER "JudgePasses_One_Device" BEFORE UPDATE ON "JudgePasses"
        WHEN (OLD."DeviceHash" IS NOT NULL AND NEW."DeviceHash" IS NOT OLD."DeviceHash")
          OR (OLD."RevokedAt" IS NOT NULL AND NEW."RevokedAt" IS NOT OLD."RevokedAt")
          OR NEW."TokenHash" IS NOT OLD."TokenHash" OR NEW."JudgeId" IS NOT OLD."JudgeId"
        BEGIN SELECT RAISE(ABORT, 'JudgePasses: one device'); END;
        """);

    public static void Drop(MigrationBuilder migration) => migration.Sql("DROP TRIGGER \"JudgePasses_One_Device\";");
}
