using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Scoring.Web.Tests.Surveys;

/// <summary>What stays behind of a ballot: in the tables, in the journal and in the logs, even with logging turned up to the full.</summary>
public sealed class AnonymityTests(AnonymityTests.Loud app) : IClassFixture<AnonymityTests.Loud>
{
    private const int Estate = 2111;

    [Fact]
    public async Task Ballots_and_tokens_lie_without_row_numbers_and_share_no_column_that_joins()
    {
        var tables = await app.Db(db => db.Database.SqlQueryRaw<string>("SELECT name || ': ' || sql AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync());
        foreach (var table in new[] { "Ballots", "BallotCounts", "EstateTotals", "SpentTokens", "BallotTokens" })
            tables.Single(t => t.StartsWith(table + ":", StringComparison.Ordinal)).ShouldEndWith("WITHOUT ROWID");
        (await Columns("Ballots")).ShouldBe(["Answers", "Channel", "Day", "EstateId", "Mark", "SchemeVersionId"]);
        (await Columns("SpentTokens")).ShouldBe(["Hash"]);
        (await Columns("BallotTokens")).ShouldBe(["BatchId", "Channel", "EstateId", "Hash", "IssuedOn"]);
        // The guard itself: a table with row numbers does not pass it.
        tables.Single(t => t.StartsWith("TokenBatches:", StringComparison.Ordinal)).ShouldNotEndWith("WITHOUT ROWID");
    }

    [Fact]
    public async Task Neither_journal_nor_request_keys_nor_logs_know_of_a_ballot()
    {
        var codes = await app.PrintSlips(10, Estate);
        var journal = await app.Db(db => db.AuditEvents.CountAsync());
        var keys = await app.Db(db => db.RequestKeys.CountAsync());
        Loud.Lines.Clear();
        var phone = app.Visit();
        await phone.Get($"/s/{codes[0]}");
        await Send(phone, $"/s/{codes[0]}");
        await Send(phone, $"/s/{codes[0]}");
        var other = app.Visit();
        await other.Get($"/s/e/E{Estate}");
        await Send(other, $"/s/e/E{Estate}");
        (await app.Ballots(Estate)).ShouldBe(2);

        (await app.Db(db => db.AuditEvents.CountAsync())).ShouldBe(journal);
        (await app.Db(db => db.RequestKeys.CountAsync())).ShouldBe(keys);
        Loud.Lines.ShouldNotBeEmpty("the log was not turned up");
        Loud.Lines.ShouldAllBe(l => !Tells(l, codes));
        // The guard itself: a line as the framework would write it does not pass.
        Tells($"Request starting HTTP/1.1 GET http://localhost/s/{codes[0]} - - -", codes).ShouldBeTrue();
        Tells("Executed endpoint '/s/e/E2111' for 127.0.0.1", codes).ShouldBeTrue();
    }

    [Fact]
    public async Task The_codes_of_a_sheet_are_kept_nowhere()
    {
        var codes = await app.PrintSlips(10, 2112);
        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(app.DatabaseFile)!, "scoring.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            codes.ShouldAllBe(c => !text.Contains(c, StringComparison.Ordinal) && !text.Contains(Domain.Surveys.SlipCode.Printed(c), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_sheet_sent_again_issues_no_second_batch_and_shows_no_codes()
    {
        const int estate = 2121;
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/slips?cycle={await app.October()}&estate={estate}";
        var key = (await desk.Get(path)).Value("key");
        SurveyDesk.Codes(await desk.Post(path, ("count", "10"), ("key", key))).Count.ShouldBe(10);
        (await desk.Submit(path, ("count", "10"), ("key", key))).Says(System.Net.HttpStatusCode.OK, "编号不再显示");
        (await app.Db(db => db.BallotTokens.CountAsync(t => t.EstateId == estate))).ShouldBe(10);
    }

    [Fact]
    public async Task The_resident_pages_set_no_cookie_but_the_open_mark()
    {
        var code = (await app.PrintSlips(10, 2122))[0];
        using var slip = await app.Visit().Http.GetAsync($"/s/{code}");
        (slip.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ShouldBeEmpty();
        using var open = await app.Visit().Http.GetAsync("/s/e/E2122");
        var cookie = open.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("ballot=");
        cookie.ShouldContain("path=/s/e; samesite=lax; httponly");
        cookie.ShouldContain("max-age=2592000");
    }

    private static async Task Send(Visitor visitor, string path)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a.overall", "satisfied")]);
        using var answer = await visitor.Http.PostAsync(path, form);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
    }

    private static bool Tells(string line, IEnumerable<string> codes) =>
        codes.Any(c => line.Contains(c, StringComparison.OrdinalIgnoreCase)) || Regex.IsMatch(line, @"/s/e/|127\.0\.0\.1|::1|ballot=", RegexOptions.None, TimeSpan.FromSeconds(1));

    private Task<List<string>> Columns(string table) =>
        app.Db(db => db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM pragma_table_info('{table}') ORDER BY name").ToListAsync());

    /// <summary>The application with every log at its loudest, for the framework too.</summary>
    public class Loud : WebApp
    {
        public static ConcurrentQueue<string> Lines { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Logging:LogLevel:Default", "Trace");
            builder.UseSetting("Logging:LogLevel:Microsoft", "Trace");
            builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Trace");
            builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace");
            builder.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Trace).ClearProviders().AddProvider(new Ear()));
        }

        private sealed class Ear : ILoggerProvider, ILogger
        {
            public ILogger CreateLogger(string categoryName) => this;

            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                Lines.Enqueue($"{formatter(state, exception)} {exception}");

            public void Dispose()
            {
            }
        }
    }
}
