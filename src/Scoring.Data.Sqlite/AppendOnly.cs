using Microsoft.EntityFrameworkCore.Migrations;

namespace Scoring.Data.Sqlite;

/// <summary>Tables whose rows are appended and never changed or removed: the database itself refuses, whoever asks.</summary>
public static class AppendOnly
{
    /// <summary>Those of the first migration; a later one names its own when it calls <see cref="Create(MigrationBuilder, string[])"/>.</summary>
    public static IReadOnlyList<string> First { get; } =
    [
        "ScoreSheets", "SheetReopenings", "Recusals", "EvidenceMarks", "Draws", "Ballots", "BallotTokens", "SpentTokens", "TallyRuns", "FlagAcknowledgements",
        "Approvals", "Notices", "NoticeRows", "Publications", "PublishedRows", "SchemeVersions", "AuditEvents",
    ];

    /// <summary>Those of asking residents, as their migration made them; the double entry of stacks has since moved to the papers that follow.</summary>
    public static IReadOnlyList<string> OfSurveys { get; } =
        ["BatchHandovers", "PaperBatches", "PaperReadings", "PaperDecisions", "DoorstepVisits", "CallBacks", "PhoneAttempts", "ResidentComments", "CommentWords"];

    /// <summary>Those of objections and corrections; contacts are not among them, for they can be erased.</summary>
    public static IReadOnlyList<string> OfObjections { get; } =
        ["Objections", "ObjectionAssignments", "ObjectionAnswers", "ObjectionDecisions", "Corrections", "CorrectionDecisions"];

    /// <summary>Those of drafts of schemes; the draft's own row only names it.</summary>
    public static IReadOnlyList<string> OfDrafts { get; } = ["SchemeDraftSaves", "SchemeDraftSubmissions", "SchemeDraftDecisions"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        .. First, "StageSteps", "MetricFigures", .. OfSurveys.Except(["PaperReadings", "PaperDecisions"]), "Attendances", "LateSheets", "LateDecisions",
        "Pledges", "Revocations", "RevocationReplies", "RevocationOpinions", "LostSections",
        "PaperForms", "FormReadings", "PaperSettlements", "PaperSheets", "PaperSheetOutcomes", .. OfObjections, "HelpFiles", "Meetings", "ReportAnswers",
        "AdverseFindings", "AdverseReplies", "AdverseDecisions", "OrganisationDecisions", .. OfDrafts,
    ];

    public static void Create(MigrationBuilder migration, params string[] tables) => Create(migration, tables, ["UPDATE", "DELETE"]);

    internal static void Create(MigrationBuilder migration, string[] tables, string[] acts)
    {
        foreach (var table in tables)
        {
            foreach (var act in acts)
                migration.Sql($"CREATE TRIGGER \"{table}_No_{act}\" BEFORE {act} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
    }

    public static void Drop(MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
        {
            foreach (var act in new[] { "UPDATE", "DELETE" })
                migration.Sql($"DROP TRIGGER \"{table}_No_{act}\";");
        }
    }
}
