using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Scoring.Data;
using Scoring.Data.Papers;
using Scoring.Data.Surveys;
using Scoring.Domain.Papers;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Store;

/// <summary>Rows in the shape of an older version, put there by hand, outlive the migrations that change their shape. The scheme is that of the seeds.</summary>
public sealed class MovedRowsTests : IDisposable
{
    private readonly ScoringDb db = WebApp.OpenDb(Path.Combine(TestFolder.New("moved"), "scoring.db"));

    public void Dispose() => db.Dispose();

    [Fact]
    public void Ballots_from_before_the_packing_are_counted_as_they_were_given()
    {
        Until("ScreenKeys");
        var n = 0;
        foreach (var (day, channel, answers) in new[]
        {
            ("2026-10-01", "Slip", """{"overall":"satisfied","wish":"parking"}"""), ("2026-10-01", "Open", """{"overall":"satisfied"}"""), ("2026-10-01", "Open", """{"overall":"satisfied"}"""),
            ("2026-10-02", "Paper", """{"overall":"dontKnow","wish":"other"}"""), ("2026-10-02", "Doorstep", """{"overall":"dissatisfied"}"""), ("2026-10-03", "Phone", """{"overall":"basically"}"""),
        })
        {
            Insert("Ballots", ("Id", $"x'{++n:x2}'"), ("EstateId", "2111"), ("Day", $"'{day}'"), ("Channel", $"'{channel}'"), ("Answers", $"'{answers}'"));
        }

        foreach (var (day, question, channel, answer, count) in new[]
        {
            ("2026-10-01", "overall", "Slip", "satisfied", 1), ("2026-10-01", "wish", "Slip", "parking", 1), ("2026-10-01", "overall", "Open", "satisfied", 2), ("2026-10-02", "overall", "Paper", "dontKnow", 1),
            ("2026-10-02", "wish", "Paper", "other", 1), ("2026-10-02", "overall", "Doorstep", "dissatisfied", 1), ("2026-10-03", "overall", "Phone", "basically", 1),
        })
        {
            Insert("BallotCounts", ("EstateId", "2111"), ("Day", $"'{day}'"), ("Question", $"'{question}'"), ("Channel", $"'{channel}'"), ("Answer", $"'{answer}'"), ("Count", count.ToString(CultureInfo.InvariantCulture)));
        }

        Migrate();
        db.BallotCounts.AsNoTracking().AsEnumerable().OrderBy(c => c.Day).ThenBy(c => c.Channel).ThenBy(c => c.Question, StringComparer.Ordinal).Select(c => $"{c.Day:MM-dd} {c.Channel} {c.Question} {c.Answer} {c.Count}").ShouldBe(
        [
            "10-01 Slip overall satisfied 1", "10-01 Slip wish parking 1", "10-01 Open overall satisfied 2",
            "10-02 Paper overall dontKnow 1", "10-02 Paper wish other 1", "10-02 Doorstep overall dissatisfied 1", "10-03 Phone overall basically 1",
        ]);
        // The rows themselves, read with today's questionnaire, say the same.
        var recounted = Recount.Run(db);
        (recounted.Ballots, string.Join('\n', recounted.Differences)).ShouldBe((6, ""));
    }

    [Fact]
    public async Task Stacks_half_read_or_settled_go_on_in_the_room_of_papers()
    {
        Until("Papers");
        Insert("PaperBatches", ("Id", "3"), ("CycleId", "1"), ("EstateId", "2111"), ("Count", "2"), ("CollectedOn", "'2026-10-08'"), ("ById", "7"), ("At", "'2026-10-08 01:00:00.000'"));
        Insert("PaperBatches", ("Id", "5"), ("CycleId", "1"), ("EstateId", "2111"), ("Count", "12"), ("CollectedOn", "'2026-10-08'"), ("ById", "7"), ("At", "'2026-10-08 02:00:00.000'"));
        const string Settled = """[{"overall":"satisfied","wish":"parking"},{}]""";
        Read(3, 1, 7, Settled);
        Read(3, 2, 8, Settled);
        Insert("PaperDecisions", ("Id", "1"), ("BatchId", "3"), ("ById", "NULL"), ("Sheets", $"'{Settled}'"), ("At", "'2026-10-08 03:00:00.000'"));
        Read(5, 1, 7, $"[{string.Join(',', Enumerable.Repeat("""{"overall":"basically"}""", 11))},{{}}]");

        Migrate();
        var survey = Domain.Schemes.Scheme.Parse(db.SchemeVersions.Single().Json).Survey!;
        var batches = db.PaperBatches.AsNoTracking().OrderBy(b => b.Id).ToList();
        batches.Select(b => $"{b.Id} {b.Count} {b.CollectedOn:yyyy-MM-dd}").ShouldBe(["3 2 2026-10-08", "5 12 2026-10-08"]);
        var settled = (await OnePaper.Of(db, batches[0].FormId))!;
        (settled.State, settled.Settlement!.FirstById, settled.Settlement.SecondById, settled.Settlement.ResolvedById).ShouldBe((PaperState.Settled, 7, 8, null));
        PaperBatch.Ballots(survey, 2, settled.Settlement).Select(b => string.Join(' ', b.Select(a => $"{a.Key}={a.Value}"))).ShouldBe(["overall=satisfied wish=parking", ""]);

        // The form is word for word the one that the program makes, and a second reading by the program equals the first of old in the database's eyes.
        var half = (await OnePaper.Of(db, batches[1].FormId))!;
        var made = PaperBatch.Form(survey, 1, 2111, 2, 12, half.Form.At);
        half.Form.Subject.ShouldBe(made.Subject);
        half.Form.Fields.Select(Say).ShouldBe(made.Fields.Select(Say));
        var typed = half.Form.Fields.ToDictionary(f => f.Code, f => f.Code.EndsWith(".overall", StringComparison.Ordinal) && f.Code != "12.overall" ? "basically" : PaperField.Blank);
        var after = half.Read(8, typed, half.Form.At);
        after.State.ShouldBe(PaperState.Settled);
        OnePaper.Store(db, half, after);
        await db.SaveChangesAsync();
        (await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.Database.ExecuteSqlRawAsync("UPDATE \"PaperBatches\" SET \"Count\" = 1"))).Message.ShouldContain("append-only");
    }

    private static string Say(PaperField field) => $"{field.Code} {field.Name} {field.Maximum} {field.Step} {string.Join(' ', field.Words)}";

    private void Read(int batch, int place, int by, string sheets) => Insert(
        "PaperReadings", ("BatchId", Text(batch)), ("Place", Text(place)), ("ById", Text(by)), ("Sheets", $"'{sheets}'"), ("At", $"'2026-10-08 02:0{place}:00.000'"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A file as it was after that migration, with the few rows that others point to.</summary>
    private void Until(string migration)
    {
        db.Database.OpenConnection();
        db.GetService<IMigrator>().Migrate(migration);
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
        Insert("SchemeVersions", ("Id", "1"), ("Code", "'TOP10_SECRETARY'"), ("Version", "1"), ("CreatedAt", "'2026-09-01 01:00:00.000'"), ("Json", $"'{File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "seeds", "schemes", "top10-secretary.json")).Replace("'", "''", StringComparison.Ordinal)}'"));
        Insert("Units", ("Id", "2111"));
        Insert("Cycles", ("Id", "1"), ("SchemeVersionId", "1"));
        foreach (var account in new[] { 7, 8 })
            Insert("Accounts", ("Id", Text(account)), ("UserName", $"'clerk-{account}'"), ("NormalizedUserName", $"'CLERK-{account}'"));
    }

    private void Migrate()
    {
        db.Database.ExecuteSqlRaw("PRAGMA foreign_keys=ON; PRAGMA ignore_check_constraints=OFF");
        db.Database.Migrate();
    }

    /// <summary>Values as SQL; whatever else the table demands is filled with a one.</summary>
    private void Insert(string table, params (string Column, string Value)[] values)
    {
        var demanded = db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM pragma_table_info('{table}') WHERE \"notnull\" = 1 AND pk = 0").ToList().Except(values.Select(v => v.Column)).Select(c => (Column: c, Value: "1"));
        var all = values.Concat(demanded).ToList();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(',', all.Select(v => $"\"{v.Column}\""))}) VALUES ({string.Join(',', all.Select(v => v.Value))})";
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
