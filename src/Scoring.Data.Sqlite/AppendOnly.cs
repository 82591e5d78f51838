using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>Tables whose rows are appended and never changed or removed: the database itself refuses, whoever asks.</summary>
public static class AppendOnly
{
    public static IReadOnlyList<string> Tables { get; } =
    [
        "ScoreSheets", "SheetReopenings", "Recusals", "EvidenceMarks", "Draws", "Ballots", "BallotTokens", "SpentTokens", "TallyRuns", "FlagAcknowledgements",
        "Approvals", "Notices", "NoticeRows", "Publications", "PublishedRows", "SchemeVersions", "AuditEvents",
    ];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER \"{table}_No_{act}\" BEFORE {act} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
                migration.Sql($"DROP TRIGGER \"{table}_No_{act}\";");
        }
    }
}
