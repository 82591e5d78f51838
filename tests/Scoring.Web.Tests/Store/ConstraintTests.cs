using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Sqlite;

namespace Scoring.Web.Tests.Store;

/// <summary>What the database itself refuses, whoever asks and however.</summary>
public sealed class ConstraintTests
{
    public static TheoryData<string> AppendOnlyTables => [.. AppendOnly.Tables];

    public static TheoryData<string, string, string> TwoPeople => new()
    {
        { "Approvals", "CK_Approvals_TwoPeople", """INSERT INTO "Approvals" ("TallyRunId","TalliedById","ApprovedById","At") VALUES (1,{0},{1},'2026-10-16 02:00:00.000')""" },
        { "Adjustments", "CK_Adjustments_TwoPeople", """INSERT INTO "Adjustments" ("EntryId","Kind","Code","Amount","Reason","ProposedById","ProposedAt","ConfirmedById","ConfirmedAt") VALUES (1,'deduction','overtime','0.5','超时',{0},'2026-10-15 02:00:00.000',{1},'2026-10-15 02:00:00.000')""" },
        { "NotApplicables", "CK_NotApplicables_TwoPeople", """INSERT INTO "NotApplicables" ("EntryId","Block","Reason","ProposedById","ProposedAt","ApprovedById","ApprovedAt") VALUES (1,'MEMBERS','已有物业',{0},'2026-10-15 02:00:00.000',{1},'2026-10-15 02:00:00.000')""" },
        { "AlarmVerdicts", "CK_AlarmVerdicts_TwoPeople", """INSERT INTO "AlarmVerdicts" ("CycleId","EstateId","Alarm","Figure","Kind","SetAside","Reason","ById","At","SecondById") VALUES (1,1,'Households',900,'Households',1,'核实',{0},'2026-10-15 02:00:00.000',{1})""" },
        { "BatchVoids", "CK_BatchVoids_TwoPeople", """INSERT INTO "BatchVoids" ("BatchId","Reason","ProposedById","ProposedAt","ConfirmedById") VALUES (1,'印错',{0},'2026-10-15 02:00:00.000',{1})""" },
        { "MeetingAbsences", "CK_MeetingAbsences_TwoPeople", """INSERT INTO "MeetingAbsences" ("MeetingId","PairingId","ProposedById","ProposedAt","ConfirmedById","ConfirmedAt") VALUES (1,1,{0},'2026-10-15 02:00:00.000',{1},'2026-10-15 02:00:00.000')""" },
        { "StreetReports", "CK_StreetReports_TwoPeople", """INSERT INTO "StreetReports" ("CycleId","StreetId","Version","Content","Hash","SummedUpById","SummedUpAt","SignedById","SignedAt") VALUES (1,1,1,'{{}}','ab',{0},'2026-10-15 02:00:00.000',{1},'2026-10-15 02:00:00.000')""" },
        { "ObjectionDecisions", "CK_ObjectionDecisions_TwoPeople", """INSERT INTO "ObjectionDecisions" ("AnswerId","ObjectionId","AnsweredById","ById","Accepted","At") VALUES (1,1,{0},{1},1,'2026-10-19 02:00:00.000')""" },
        { "CorrectionDecisions", "CK_CorrectionDecisions_TwoPeople", """INSERT INTO "CorrectionDecisions" ("CorrectionId","CycleId","ProposedById","ById","Accepted","Number","At") VALUES (1,1,{0},{1},1,1,'2026-10-26 02:00:00.000')""" },
        { "SchemeDraftDecisions", "CK_SchemeDraftDecisions_TwoPeople", """INSERT INTO "SchemeDraftDecisions" ("SubmissionId","SubmittedById","ById","SchemeVersionId","At") VALUES (1,{0},{1},1,'2026-10-26 02:00:00.000')""" },
        { "AdverseDecisions", "CK_AdverseDecisions_TwoPeople", """INSERT INTO "AdverseDecisions" ("FindingId","Listed","Reason","ProposedById","ById","At") VALUES (1,1,'属实',{0},{1},'2026-11-10 02:00:00.000')""" },
        { "PracticeTemplates", "CK_PracticeTemplates_TwoPeople", """INSERT INTO "PracticeTemplates" ("EntryId","CycleId","StreetId","Winner","From","Title","Problem","Steps","Effect","PutInById","PutInAt","ReleasedById","ReleasedAt") VALUES (1,1,1,'x','x','x','x','x','x',{0},'2026-11-10 02:00:00.000',{1},'2026-11-10 02:00:00.000')""" },
        { "CallBacks", "CK_CallBacks_TwoPeople", """INSERT INTO "CallBacks" ("VisitId","WorkerId","Finding","Note","ById","At") VALUES ('a',{0},'Confirmed','',{1},'2026-10-15 02:00:00.000')""" },
    };

    [Theory]
    [MemberData(nameof(AppendOnlyTables))]
    public void A_row_once_written_is_neither_changed_nor_removed(string table)
    {
        using var db = FreshDb();
        Changeable(db, table).ShouldBeEmpty();
    }

    [Fact]
    public void Catches_a_table_whose_rows_can_be_changed()
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("DROP TRIGGER \"Approvals_No_UPDATE\"");
        Changeable(db, "Approvals").ShouldBe(["UPDATE \"Approvals\""]);
        Changeable(db, "Settings").ShouldBe(["UPDATE \"Settings\"", "DELETE \"Settings\""]);
    }

    [Theory]
    [MemberData(nameof(TwoPeople))]
    public void One_person_is_not_two(string table, string constraint, string insert)
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw(insert, 7, 7)).Message.ShouldContain(constraint, customMessage: table);
        db.Database.ExecuteSqlRaw(insert, 7, 8).ShouldBe(1);
    }

    [Fact]
    public void Every_two_person_rule_of_the_schema_is_tried_here()
    {
        using var db = FreshDb();
        var named = db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND sql LIKE '%TwoPeople%' ORDER BY name").ToList();
        named.ShouldBe(TwoPeople.Select(t => (string)t[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_batch_is_void_only_with_a_reason_and_two_people()
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        db.Database.ExecuteSqlRaw("INSERT INTO \"TokenBatches\" (\"Id\",\"CycleId\",\"EstateId\",\"Count\",\"IssuedById\",\"IssuedAt\") VALUES (5,1,1,10,7,'2026-10-15 02:00:00.000')");
        const string Void = "UPDATE \"TokenBatches\" SET \"VoidedAt\"='2026-10-15 03:00:00.000' WHERE \"Id\"=5";
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw(Void)).Message.ShouldContain("two people");
        db.Database.ExecuteSqlRaw("INSERT INTO \"BatchVoids\" (\"BatchId\",\"Reason\",\"ProposedById\",\"ProposedAt\") VALUES (5,'印错',7,'2026-10-15 02:00:00.000')");
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw(Void)).Message.ShouldContain("two people");
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw("UPDATE \"BatchVoids\" SET \"Reason\"=' '")).Message.ShouldContain("CK_BatchVoids_Reason");
        db.Database.ExecuteSqlRaw("UPDATE \"BatchVoids\" SET \"ConfirmedById\"=8").ShouldBe(1);
        db.Database.ExecuteSqlRaw(Void).ShouldBe(1);
    }

    [Fact]
    public void A_street_has_one_report_that_stands_signed_once_and_answered_only_then()
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        Report(1, 1).ShouldBe(1);
        Should.Throw<SqliteException>(() => Report(2, 2)).Message.ShouldContain("StreetReports.CycleId, StreetReports.StreetId");
        Should.Throw<SqliteException>(() => Do("UPDATE \"StreetReports\" SET \"Content\"='anders'")).Message.ShouldContain("stays as it was");
        Should.Throw<SqliteException>(() => Do("DELETE FROM \"StreetReports\"")).Message.ShouldContain("append-only");
        Should.Throw<SqliteException>(() => Answer(11, 1, null)).Message.ShouldContain("not signed");
        Should.Throw<SqliteException>(() => Do("UPDATE \"StreetReports\" SET \"SignedById\"=8")).Message.ShouldContain("CK_StreetReports_Signed");
        Do("UPDATE \"StreetReports\" SET \"SignedById\"=8, \"SignedAt\"='2026-10-19 02:00:00.000'").ShouldBe(1);
        Should.Throw<SqliteException>(() => Do("UPDATE \"StreetReports\" SET \"SignedById\"=9")).Message.ShouldContain("a signature stands");
        Should.Throw<SqliteException>(() => Answer(11, 0, " ")).Message.ShouldContain("CK_ReportAnswers_Reason");
        Answer(11, 0, "缺两个小区").ShouldBe(1);
        Should.Throw<SqliteException>(() => Answer(11, 1, null)).Message.ShouldContain("ReportAnswers.ReportId, ReportAnswers.DepartmentId");
        Do("UPDATE \"StreetReports\" SET \"SetAsideAt\"='2026-10-19 03:00:00.000'").ShouldBe(1);
        Report(2, 2).ShouldBe(1);

        int Do(string statement) => db.Database.ExecuteSqlRaw(statement);

        int Report(int id, int version) => db.Database.ExecuteSqlRaw(
            "INSERT INTO \"StreetReports\" (\"Id\",\"CycleId\",\"StreetId\",\"Version\",\"Content\",\"Hash\",\"SummedUpById\",\"SummedUpAt\") VALUES ({0},1,21,{1},'so','ab',7,'2026-10-16 02:00:00.000')", id, version);

        int Answer(int department, int accepted, string? reason) => db.Database.ExecuteSqlRaw(
            "INSERT INTO \"ReportAnswers\" (\"ReportId\",\"DepartmentId\",\"Accepted\",\"Reason\",\"ById\",\"At\") VALUES (1,{0},{1},{2},9,'2026-10-20 02:00:00.000')", department, accepted, reason!);
    }

    [Fact]
    public void A_token_is_spent_once()
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        const string Spend = "INSERT INTO \"SpentTokens\" (\"Hash\") VALUES (x'0102')";
        db.Database.ExecuteSqlRaw(Spend).ShouldBe(1);
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw(Spend)).Message.ShouldContain("SpentTokens.Hash");
    }

    [Fact]
    public void A_section_is_taken_away_only_on_two_opinions_given_after_the_answer_or_its_time()
    {
        using var db = FreshDb();
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF");
        void Run(string sql) => db.Database.ExecuteSqlRaw(sql).ShouldBe(1);
        void Refused(string sql, string why) => Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw(sql)).Message.ShouldContain(why);
        string Opinion(int number, int by, string day) => $"INSERT INTO \"RevocationOpinions\" (\"RevocationId\",\"Number\",\"Revoke\",\"Reason\",\"ById\",\"At\") VALUES (5,{number},1,'属实',{by},'2026-10-{day} 02:00:00.000')";
        string Reply(string day) => $"INSERT INTO \"RevocationReplies\" (\"RevocationId\",\"Text\",\"ById\",\"At\") VALUES (5,'已整改',9,'2026-10-{day} 02:00:00.000')";
        const string Lost = "INSERT INTO \"LostSections\" (\"EntryId\",\"Section\",\"RevocationId\",\"CycleId\",\"UnitName\",\"SectionName\",\"Before\",\"After\",\"Document\",\"At\") VALUES (1,'PEACE',5,1,'甲支部','平安法治星','五星','四星','文号','2026-10-21 02:00:00.000')";
        Run("INSERT INTO \"Revocations\" (\"Id\",\"CycleId\",\"EntryId\",\"Section\",\"Number\",\"Document\",\"Reason\",\"AttachmentId\",\"UnitId\",\"ById\",\"At\",\"ReplyUntil\") VALUES (5,1,1,'PEACE',1,'文号','事故',1,1,7,'2026-10-15 02:00:00.000','2026-10-20 10:00:00.000')");
        Refused(Opinion(1, 7, "16"), "the unit may still answer");
        Refused(Reply("21"), "too late");
        Run(Reply("16"));
        Run(Opinion(1, 7, "16"));
        Refused(Lost, "two opinions");
        Refused(Opinion(2, 7, "17"), "RevocationOpinions.ById");
        Refused(Opinion(3, 8, "17"), "CK_RevocationOpinions_Two");
        Run(Opinion(2, 8, "17"));
        Run(Lost);
        Refused(Lost, "LostSections.EntryId");
    }

    /// <summary>The statements that went through on a row put there by hand, with whatever its columns demand.</summary>
    private static List<string> Changeable(ScoringDb db, string table)
    {
        // The journal takes the next event of its chain only, and a lost section wants two opinions: no row put there by hand is or has either.
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; DROP TRIGGER IF EXISTS \"AuditEvents_In_Order\"; DROP TRIGGER IF EXISTS \"LostSections_Two_Opinions\"; DROP TRIGGER IF EXISTS \"ReportAnswers_Signed\"");
        var columns = db.Database.SqlQueryRaw<string>($"SELECT name || '|' || type AS Value FROM pragma_table_info('{table}')").ToList().Select(c => c.Split('|')).ToList();
        var names = string.Join(',', columns.Select(c => $"\"{c[0]}\""));
        var values = string.Join(',', columns.Select(c => c[1] switch { "INTEGER" => "1", "BLOB" => "x'01'", _ => "'1'" }));
        db.Database.ExecuteSqlRaw($"INSERT INTO \"{table}\" ({names}) VALUES ({values})").ShouldBe(1);
        var changed = new List<string>();
        Try($"UPDATE \"{table}\" SET \"{columns[^1][0]}\" = \"{columns[^1][0]}\"", $"UPDATE \"{table}\"");
        Try($"DELETE FROM \"{table}\"", $"DELETE \"{table}\"");
        return changed;

        void Try(string statement, string named)
        {
            try
            {
                if (db.Database.ExecuteSqlRaw(statement) > 0)
                    changed.Add(named);
            }
            catch (SqliteException e)
            {
                e.Message.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{table} is append-only"));
            }
        }
    }

    private static ScoringDb FreshDb()
    {
        var file = Path.Combine(TestFolder.New("constraints"), "scoring.db");
        File.Copy(Template.File, file);
        var db = WebApp.OpenDb(file);
        db.Database.OpenConnection();
        return db;
    }
}
