using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data.Sqlite;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Web.Jobs;

namespace Scoring.Web.Tests.Surveys;

/// <summary>
/// A curious administrator with the whole file, byte by byte, and what lies beside it. What the tables and logs tell is in
/// <see cref="AnonymityTests"/>; here it is what SQLite leaves behind.
/// </summary>
public sealed class CuriousTests(WebApp app) : IClassFixture<WebApp>
{
    private string Log => app.DatabaseFile + "-wal";

    [Fact]
    public async Task The_log_that_holds_a_token_beside_its_ballot_is_emptied_soon_after()
    {
        var hashes = await app.PutSlips(10, 2111);
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        await app.Services.GetRequiredService<BallotWriter>().HandIn(Tokens.Slip(hashes[0]));
        // The guard itself: right after the answer it is still there to be read.
        Find(Read(Log), hashes[0]).ShouldNotBeEmpty();
        SpinWait.SpinUntil(() => new FileInfo(Log).Length == 0, TimeSpan.FromSeconds(20)).ShouldBeTrue("the log was not emptied");
        Find(Read(app.DatabaseFile), hashes[0]).ShouldNotBeEmpty("what was in it is in the file");
    }

    [Fact]
    public async Task The_log_that_holds_a_door_beside_its_ballot_is_emptied_soon_after()
    {
        const int estate = 2111;
        await app.PutUp(estate, slot: 1);
        var worker = await app.SignIn("street-1");
        await worker.Get("/surveys/doorstep");
        SpinWait.SpinUntil(() => new FileInfo(Log).Length == 0, TimeSpan.FromSeconds(20));
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var door = Encoding.UTF8.GetBytes("7 号楼 3 单元 902");
        (await worker.Post("/surveys/doorstep", ("id", $"{Guid.NewGuid()}"), ("cycle", $"{await app.October()}"), ("estate", $"{estate}"), ("place", Encoding.UTF8.GetString(door)), ("a.overall", "satisfied"))).Status.ShouldBe(System.Net.HttpStatusCode.Found);
        // The guard itself: right after the answer it is still there to be read.
        Find(Read(Log), door).ShouldNotBeEmpty();
        SpinWait.SpinUntil(() => new FileInfo(Log).Length == 0, TimeSpan.FromSeconds(20)).ShouldBeTrue("the log was not emptied");
        Find(Read(app.DatabaseFile), door).ShouldNotBeEmpty("what was in it is in the file");
    }

    [Fact]
    public async Task A_program_that_stops_leaves_no_log()
    {
        var hashes = await app.PutSlips(10, 2112);
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        using var gate = new WriteGate();
        using (var writer = new BallotWriter($"Data Source={app.DatabaseFile}", gate, app.Clock))
            await writer.HandIn(Tokens.Slip(hashes[0]));
        new FileInfo(Log).Length.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_night_the_places_of_rows_in_the_file_tell_no_order()
    {
        var writer = app.Services.GetRequiredService<BallotWriter>();
        var hashes = await app.PutSlips(60, 2121);
        // One at a time, as on a quiet day: each its own transaction.
        foreach (var hash in hashes)
            await writer.HandIn(Tokens.Slip(hash));
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        // The guard itself: by day the places follow the order of arrival.
        ByPlace(hashes).ShouldBe(hashes);

        await app.MoveTo(WebApp.China(2026, 10, 9, 1));
        (await app.Db(async _ => await Tidy())).ShouldContain("重排");
        ByPlace(hashes).ShouldBe(hashes.OrderBy(Convert.ToHexString, StringComparer.Ordinal));
        (await Tidy()).ShouldBeEmpty("once a night is enough");
        (await writer.HandIn(Tokens.Slip(hashes[0]))).Taken.ShouldBeTrue("the writer goes on");
    }

    [Fact]
    public async Task What_a_total_was_before_is_wiped()
    {
        const int estate = 2122;
        var writer = app.Services.GetRequiredService<BallotWriter>();
        var hashes = await app.PutSlips(12, estate);
        foreach (var hash in hashes)
            await writer.HandIn(Tokens.Slip(hash, "basically"));
        await app.Db(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var file = Read(app.DatabaseFile);
        Find(file, Encoding.UTF8.GetBytes("overall basically 1 12\n")).ShouldHaveSingleItem();
        for (var before = 1; before < 12; before++)
            Find(file, Encoding.UTF8.GetBytes($"overall basically 1 {before}\n")).Count.ShouldBe(0, $"{before}");
    }

    private async Task<string> Tidy()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TidyBallots>().Run(default);
    }

    /// <summary>The hashes as their rows of spent tokens lie in the file: SQLite fills a page from its end, so the last place is the first come.</summary>
    private List<byte[]> ByPlace(IReadOnlyList<byte[]> hashes)
    {
        var file = Read(app.DatabaseFile);
        // A row of a spent token is the hash alone: header of two bytes (its length, and the type of a blob of 32: 12 + 2 · 32).
        return [.. hashes.Select(h => (Hash: h, Place: Find(file, [2, 76, .. h]).ShouldHaveSingleItem())).OrderByDescending(h => h.Place).Select(h => h.Hash)];
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static List<int> Find(byte[] file, ReadOnlySpan<byte> wanted)
    {
        var places = new List<int>();
        for (var at = 0; file.AsSpan(at).IndexOf(wanted) is var next and >= 0; at += next + 1)
            places.Add(at + next);
        return places;
    }
}
