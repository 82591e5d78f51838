using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;

namespace Scoring.Web.Tests.Store;

/// <summary>Double entry as the database itself demands it. Paper 1 belongs to account 9; accounts 1–3 read.</summary>
public sealed class PaperConstraintTests : IDisposable
{
    private readonly ScoringDb db;

    public PaperConstraintTests()
    {
        var file = Path.Combine(TestFolder.New("papers"), "scoring.db");
        File.Copy(Template.File, file);
        db = WebApp.OpenDb(file);
        db.Database.OpenConnection();
        // The file has people but no cycle yet.
        Try("PRAGMA foreign_keys=OFF").ShouldBeEmpty();
        Try("""INSERT INTO "PaperForms" ("Id","CycleId","Subject","Fields","KeptFromId","At") VALUES (1,1,'J01/E01/1','[]',9,'2026-10-14 03:00:00.000')""").ShouldBeEmpty();
        Try("PRAGMA foreign_keys=ON").ShouldBeEmpty();
    }

    public void Dispose() => db.Dispose();

    [Fact]
    public void A_paper_is_read_by_two_different_people_and_not_by_whose_it_is()
    {
        Read(1, 1, "{}").ShouldBeEmpty();
        Read(2, 1, "{}").ShouldContain("FormReadings.FormId, FormReadings.ById");
        Read(1, 2, "{}").ShouldContain("FormReadings.FormId, FormReadings.Ordinal");
        Read(3, 2, "{}").ShouldContain("CK_FormReadings_Two");
        Read(2, 9, "{}").ShouldContain("nobody reads in their own paper");
        Read(2, 2, "{}").ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_third_person_only_two_equal_readings_settle()
    {
        Read(1, 1, """{"a":"1"}""").ShouldBeEmpty();
        Settle(1, 2, "NULL", """{"a":"1"}""").ShouldContain("two equal readings");
        Read(2, 2, """{"a":"2"}""").ShouldBeEmpty();
        Settle(1, 2, "NULL", """{"a":"1"}""").ShouldContain("two equal readings");
        Settle(1, 2, "1", """{"a":"1"}""").ShouldContain("CK_PaperSettlements_ThirdPerson");
        Settle(1, 2, "2", """{"a":"1"}""").ShouldContain("CK_PaperSettlements_ThirdPerson");
        Settle(1, 1, "3", """{"a":"1"}""").ShouldContain("CK_PaperSettlements_ThirdPerson");
        Settle(1, 2, "9", """{"a":"1"}""").ShouldContain("nobody settles their own paper");
        // Readers that never read: the third person would be one of the two under another name.
        Settle(4, 5, "1", """{"a":"1"}""").ShouldContain("FOREIGN KEY");
        Settle(1, 2, "3", """{"a":"1"}""").ShouldBeEmpty();
        Settle(1, 2, "3", """{"a":"1"}""").ShouldContain("PaperSettlements.FormId");
    }

    [Fact]
    public void Two_equal_readings_settle_only_to_what_they_say()
    {
        Read(1, 1, """{"a":"1"}""").ShouldBeEmpty();
        Read(2, 2, """{"a":"1"}""").ShouldBeEmpty();
        Settle(1, 2, "NULL", """{"a":"7"}""").ShouldContain("two equal readings");
        Settle(1, 2, "NULL", """{"a":"1"}""").ShouldBeEmpty();
    }

    [Fact]
    public void Only_a_settled_paper_comes_to_an_end_and_a_decision_needs_its_reason()
    {
        Outcome("1", "'迟到'").ShouldContain("FOREIGN KEY");
        Read(1, 1, "{}").ShouldBeEmpty();
        Read(2, 2, "{}").ShouldBeEmpty();
        Settle(1, 2, "NULL", "{}").ShouldBeEmpty();
        Outcome("NULL", "NULL").ShouldContain("CK_PaperSheetOutcomes_Reason");
        Outcome("1", "' '").ShouldContain("CK_PaperSheetOutcomes_Reason");
        Outcome("1", "'迟到'").ShouldBeEmpty();
        Outcome("1", "'迟到'").ShouldContain("PaperSheetOutcomes.FormId");
    }

    [Fact]
    public void Catches_a_lost_trigger()
    {
        Try("DROP TRIGGER \"FormReadings_No_Own\"");
        Read(1, 9, "{}").ShouldBeEmpty();
        Try("DROP TRIGGER \"PaperSettlements_Equal\"");
        Read(2, 2, """{"a":"2"}""").ShouldBeEmpty();
        Settle(9, 2, "NULL", """{"a":"7"}""").ShouldBeEmpty();
    }

    private string Read(int ordinal, int by, string values) => Try(
        $$"""INSERT INTO "FormReadings" ("FormId","Ordinal","ById","Values","At") VALUES (1,{{Text(ordinal)}},{{Text(by)}},'{{values}}','2026-10-14 03:00:00.000')""");

    private string Settle(int first, int second, string by, string values) => Try(
        $$"""INSERT INTO "PaperSettlements" ("FormId","FirstById","SecondById","ResolvedById","Values","At") VALUES (1,{{Text(first)}},{{Text(second)}},{{by}},'{{values}}','2026-10-14 03:00:00.000')""");

    private string Outcome(string by, string reason) => Try(
        $"""INSERT INTO "PaperSheetOutcomes" ("FormId","SheetId","ById","Reason","At") VALUES (1,NULL,{by},{reason},'2026-10-14 03:00:00.000')""");

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the database said; nothing when it took the row.</summary>
    private string Try(string statement)
    {
        try
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
            return string.Empty;
        }
        catch (SqliteException refused)
        {
            return refused.Message;
        }
    }
}
