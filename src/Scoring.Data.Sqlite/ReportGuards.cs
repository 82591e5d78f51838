using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>What is filed, summed up or signed stays as it was; the only columns that may change are those that say what became of it.</summary>
public static class ReportGuards
{
    private static readonly (string Table, string[] Fixed)[] Frozen =
    [
        ("HelpRecords", ["PairingId", "Day", "Kind", "Text", "FiledById", "FiledAt"]),
        ("StreetReports", ["CycleId", "StreetId", "Version", "Content", "Hash", "SummedUpById", "SummedUpAt"]),
        ("MeetingAbsences", ["MeetingId", "PairingId", "ProposedById", "ProposedAt"]),
        ("UnitFeedbacks", ["CycleId", "UnitId", "Text", "ById", "At"]),
    ];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var (table, columns) in Frozen)
        {
            var same = string.Join(" OR ", columns.Select(c => $"NEW.\"{c}\" IS NOT OLD.\"{c}\""));
            migration.Sql($"CREATE TRIGGER \"{table}_Stays\" BEFORE UPDATE ON \"{table}\" WHEN {same} BEGIN SELECT RAISE(ABORT, '{table}: what was filed stays as it was'); END;");
            migration.Sql($"CREATE TRIGGER \"{table}_No_DELETE\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }

        // A word once given is not taken back, and nobody acknowledges what was not signed.
        migration.Sql("CREATE TRIGGER \"StreetReports_Once\" BEFORE UPDATE ON \"StreetReports\" WHEN (OLD.\"SignedById\" IS NOT NULL AND (NEW.\"SignedById\" IS NOT OLD.\"SignedById\" OR NEW.\"SignedAt\" IS NOT OLD.\"SignedAt\")) OR (OLD.\"SetAsideAt\" IS NOT NULL AND NEW.\"SetAsideAt\" IS NOT OLD.\"SetAsideAt\") BEGIN SELECT RAISE(ABORT, 'StreetReports: a signature stands'); END;");
        migration.Sql("CREATE TRIGGER \"ReportAnswers_Signed\" BEFORE INSERT ON \"ReportAnswers\" WHEN (SELECT \"SignedAt\" FROM \"StreetReports\" WHERE \"Id\" = NEW.\"ReportId\") IS NULL BEGIN SELECT RAISE(ABORT, 'ReportAnswers: the report is not signed'); END;");
        AppendOnly.Create(migration, "HelpFiles", "Meetings", "ReportAnswers");
    }
}
