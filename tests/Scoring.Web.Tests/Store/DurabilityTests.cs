using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Sqlite;

namespace Scoring.Web.Tests.Store;

/// <summary>An acknowledged score must survive a power cut: WAL with synchronous=FULL, or the program does not run.</summary>
public sealed class DurabilityTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Every_connection_of_the_application_is_durable()
    {
        for (var round = 0; round < 3; round++)
        {
            var pragmas = await app.Db(async db =>
            {
                await db.Database.OpenConnectionAsync();
                return (await Pragma(db, "journal_mode"), await Pragma(db, "synchronous"), await Pragma(db, "foreign_keys"));
            });
            pragmas.ShouldBe(("wal", "2", "1"));
        }
    }

    [Fact]
    public void The_application_does_not_start_on_a_store_without_a_journal()
    {
        using var volatileApp = new OnMemory();
        Should.Throw<InvalidOperationException>(() => volatileApp.Services).Message.ShouldContain("journal_mode=memory");
    }

    [Theory]
    [InlineData("PRAGMA synchronous=NORMAL", "synchronous=1")]
    [InlineData("PRAGMA synchronous=OFF", "synchronous=0")]
    [InlineData("PRAGMA journal_mode=DELETE", "journal_mode=delete")]
    [InlineData("PRAGMA foreign_keys=OFF", "foreign_keys=0")]
    public void Catches_a_connection_that_is_not_durable(string planted, string named)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(TestFolder.New("pragmas"), "a.db")};Pooling=False");
        connection.Open();
        DurablePragmas.Apply(connection);
        using var command = connection.CreateCommand();
        command.CommandText = planted;
        command.ExecuteNonQuery();
        Should.Throw<InvalidOperationException>(() => DurablePragmas.Demand(connection)).Message.ShouldContain(named);
    }

    private static async Task<string> Pragma(DbContext db, string name)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private sealed class OnMemory : WebApp
    {
        protected override string Connection => base.Connection + ";Mode=Memory";
    }
}
