using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Seeding;
using Scoring.Data.Sqlite;
using Scoring.Domain.Schemes;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests.Seeding;

/// <summary>The demo district in a SQLite file of its own, loaded once for all tests of this folder.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("scoring-demo-").FullName;

    public SeedFiles Files { get; } = new();

    public Scheme Scheme { get; private set; } = null!;

    /// <summary>How long loading took, the tables being there already.</summary>
    public TimeSpan Took { get; private set; }

    public ScoringDb Open(string name = "demo.db") => new((DbContextOptions<ScoringDb>)new DbContextOptionsBuilder<ScoringDb>()
        .UseScoringSqlite($"Data Source={Path.Combine(folder, name)};Pooling=False").Options);

    public async Task InitializeAsync() => await Fill("demo.db");

    /// <summary>Loads the demo into another file beside the first.</summary>
    public async Task Fill(string name)
    {
        await using var db = Open(name);
        await db.Database.MigrateAsync();
        var schemes = Files.Schemes.Select(s => (s.Name, s.Json, Scheme: Scheme.Parse(s.Json))).ToList();
        (var file, var json, Scheme) = schemes.Single(s => s.Scheme.Code == Files.Demo.District.Scheme);
        var version = new SchemeVersion { Code = Scheme.Code, Name = Scheme.Name, Version = 1, Hash = Scheme.Hash, Json = json, CreatedAt = DemoDistrict.SetUp, CreatedBy = file };
        db.SchemeVersions.Add(version);
        db.SchemeVersions.AddRange(schemes.Where(s => s.Scheme.Code != Scheme.Code).Select(s => new SchemeVersion { Code = s.Scheme.Code, Name = s.Scheme.Name, Version = 1, Hash = s.Scheme.Hash, Json = s.Json, CreatedAt = DemoDistrict.SetUp, CreatedBy = s.Name }));
        await db.SaveChangesAsync();
        var watch = Stopwatch.StartNew();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new DemoDistrict(db, Files.Demo, Files.WorkingDays).Load(version, Scheme);
        await transaction.CommitAsync();
        Took = watch.Elapsed;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
