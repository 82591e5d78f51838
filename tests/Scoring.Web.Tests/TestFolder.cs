using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Sqlite;

namespace Scoring.Web.Tests;

/// <summary>The folder of this test run; it goes when the run ends.</summary>
public static class TestFolder
{
    private static readonly string Root = Make();
    private static int number;

    public static string New(string name)
    {
        var folder = Path.Combine(Root, $"{name}-{Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture)}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string Make()
    {
        var root = Directory.CreateTempSubdirectory("scoring-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }
}

/// <summary>A migrated file with the test district in it, made once a run and copied for every application.</summary>
public static class Template
{
    private static readonly Lazy<string> Made = new(Make);

    public static string File => Made.Value;

    private static string Make()
    {
        var file = Path.Combine(TestFolder.New("template"), "scoring.db");
        using var db = WebApp.OpenDb(file);
        db.Database.Migrate();
        District.Fill(db);
        return file;
    }
}

internal static class TestSqlite
{
    public static DbContextOptionsBuilder<ScoringDb> UseSqliteFile(this DbContextOptionsBuilder<ScoringDb> options, string file)
    {
        options.UseScoringSqlite($"Data Source={file};Pooling=False");
        return options;
    }
}
