using System.Net;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data.Sqlite;
using Scoring.Data.Sqlite.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>The one writer: never twice, never after the deadline, and nothing acknowledged that is not stored.</summary>
public sealed class WriterTests(WebApp app) : IClassFixture<WebApp>
{
    private BallotWriter Writer => app.Services.GetRequiredService<BallotWriter>();

    [Fact]
    public async Task Two_hundred_slips_with_a_hundred_attempts_each_at_once_make_two_hundred_ballots()
    {
        const int estate = 2112;
        var hashes = await app.PutSlips(200, estate);
        var attempts = Enumerable.Range(0, 20_000).OrderBy(i => (i * 7919) % 20_000).Select(i => Task.Run(() => Patiently(Tokens.Slip(hashes[i % 200])))).ToList();
        var receipts = await Task.WhenAll(attempts);
        receipts.ShouldAllBe(r => r.Taken);
        (await app.Stored(estate)).ShouldBe(200);
        (await app.Counts(estate)).ShouldBe(["10-08 overall satisfied Slip 200"]);

        // The place for those who wait is bounded: whoever finds it full is told so and comes again.
        async Task<Receipt> Patiently(HandedIn slip)
        {
            while (true)
            {
                try
                {
                    return await Writer.HandIn(slip);
                }
                catch (SqliteException e) when (StoreTrouble.Passing(e))
                {
                    await Task.Yield();
                }
            }
        }
    }

    [Fact]
    public async Task One_that_the_database_refuses_takes_nobody_with_it()
    {
        const int estate = 2121;
        var hashes = await app.PutSlips(20, estate);
        // Nobody can send an answer code of null through the page: it stands for any fault of ours.
        var broken = new HandedIn(hashes[0], null, null!);
        var all = hashes.Skip(1).Select(h => Tokens.Slip(h)).Prepend(broken).Select(h => Writer.HandIn(h)).ToList();
        await Should.ThrowAsync<ArgumentNullException>(() => all[0]);
        (await Task.WhenAll(all.Skip(1))).ShouldAllBe(r => r.Taken);
        (await app.Stored(estate)).ShouldBe(19);
    }

    [Fact]
    public async Task Of_answers_that_straddle_the_deadline_those_acknowledged_are_those_counted()
    {
        const int estate = 2122;
        var hashes = await app.PutSlips(2000, estate);
        using var gate = new WriteGate();
        // The survey ends with 13 October. Every transaction finds the clock 2 ms later.
        using var writer = new BallotWriter($"Data Source={app.DatabaseFile}", gate, new Ticking(WebApp.China(2026, 10, 14).AddMilliseconds(-40)));
        var receipts = new Receipt[hashes.Count];
        await Parallel.ForAsync(0, hashes.Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => receipts[i] = await writer.HandIn(Tokens.Slip(hashes[i])));
        var taken = receipts.Count(r => r.Taken);
        taken.ShouldBeInRange(1, hashes.Count - 1, "the deadline was not met in the middle");
        (await app.Stored(estate)).ShouldBe(taken);
        (await app.Counts(estate)).ShouldBe([$"10-13 overall satisfied Slip {taken}"]);
        // A retry after the deadline of one that was in time gets the same thanks; of one that was late, the same refusal.
        var at = Array.FindIndex(receipts, r => r.Taken);
        (await writer.HandIn(Tokens.Slip(hashes[at]))).Taken.ShouldBeTrue();
        (await writer.HandIn(Tokens.Slip(hashes[Array.FindIndex(receipts, r => !r.Taken)]))).Taken.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_slips_handed_in_while_their_batch_is_voided_those_acknowledged_are_those_counted_and_no_more_come()
    {
        const int estate = 2322;
        var hashes = await app.PutSlips(400, estate);
        var batch = await app.Db(db => db.TokenBatches.Where(b => b.EstateId == estate).Select(b => b.Id).SingleAsync());
        var receipts = new Receipt[hashes.Count];
        var voiding = Task.CompletedTask;
        await Parallel.ForAsync(0, hashes.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            if (i == hashes.Count / 4)
                voiding = Void(batch);
            receipts[i] = await Writer.HandIn(Tokens.Slip(hashes[i]));
        });
        await voiding;
        var taken = receipts.Count(r => r.Taken);
        taken.ShouldBeGreaterThan(0);
        (await app.Stored(estate)).ShouldBe(taken);
        // From now on nothing more; one that was thanked for before gets its thanks again, and counts once.
        foreach (var i in Enumerable.Range(0, hashes.Count))
            (await Writer.HandIn(Tokens.Slip(hashes[i]))).Taken.ShouldBe(receipts[i].Taken);
        (await Writer.HandIn(Tokens.Slip((await app.PutSlips(10, estate))[0]))).Taken.ShouldBeTrue("another batch of the estate");
        (await app.Stored(estate)).ShouldBe(taken + 1);
        (await app.Counts(estate)).ShouldBe([$"10-08 overall satisfied Slip {taken + 1}"]);
    }

    [Theory]
    [InlineData("PRAGMA query_only=ON", 2211)]
    [InlineData("PRAGMA max_page_count=1", 2311)]
    public async Task A_store_that_is_full_or_read_only_is_told_with_503_and_nothing_acknowledged_and_recovers_by_itself(string trouble, int estate)
    {
        var codes = await app.PrintSlips(20, estate);
        (await Post(codes[0])).Status.ShouldBe(HttpStatusCode.Found);
        var before = await app.Stored(estate);
        // Pages are filled to the last, none is left free, and most answers need a new one.
        await Task.WhenAll((await app.PutSlips(2000, 2221)).Select(h => Writer.HandIn(Tokens.Slip(h))));
        await app.Db(db => db.Database.ExecuteSqlRawAsync("VACUUM"));
        Run(Connection(Writer), trouble);
        foreach (var code in codes.Skip(1))
        {
            before = await app.Stored(estate);
            var page = await Post(code);
            if (page.Status == HttpStatusCode.Found)
                continue;
            page.Says(HttpStatusCode.ServiceUnavailable, "现在交不上", "没有交上", "再点一次“交卷”");
            (await app.Stored(estate)).ShouldBe(before);
            (await Post(code)).Status.ShouldBe(HttpStatusCode.Found);
            (await app.Stored(estate)).ShouldBe(before + 1);
            return;
        }

        throw new ShouldAssertException("No answer met the trouble.");
    }

    [Fact]
    public async Task A_locked_file_is_told_with_503_and_nothing_acknowledged_and_recovers_by_itself()
    {
        const int estate = 2212;
        var code = (await app.PrintSlips(10, estate))[0];
        using (var other = new SqliteConnection($"Data Source={app.DatabaseFile};Pooling=False"))
        {
            other.Open();
            Run(other, "BEGIN IMMEDIATE");
            (await Post(code)).Says(HttpStatusCode.ServiceUnavailable, "现在交不上", "选票没有用掉");
            Run(other, "ROLLBACK");
        }

        (await app.Stored(estate)).ShouldBe(0);
        (await Post(code)).Location.ShouldBe("/s/thanks");
        (await app.Stored(estate)).ShouldBe(1);
    }

    [Fact]
    public async Task The_writer_s_own_connection_is_durable()
    {
        await Writer.HandIn(Tokens.Slip((await app.PutSlips(10, 2222))[0]));
        DurablePragmas.Demand(Connection(Writer));
    }

    [Fact]
    public async Task A_deadline_that_was_moved_is_known_to_the_very_next_ballot()
    {
        const int estate = 2321;
        var hashes = await app.PutSlips(10, estate);
        (await Writer.HandIn(Tokens.Slip(hashes[0]))).Taken.ShouldBeTrue();
        var ends = await MoveEnd(WebApp.China(2026, 10, 8));
        (await Writer.HandIn(Tokens.Slip(hashes[1]))).Taken.ShouldBeFalse();
        (await Writer.HandIn(Tokens.Slip(hashes[0]))).Taken.ShouldBeTrue("the same thanks as before");
        await MoveEnd(ends);
        (await Writer.HandIn(Tokens.Slip(hashes[1]))).Taken.ShouldBeTrue();
        (await app.Stored(estate)).ShouldBe(2);
    }

    private Task<int> Void(int batch) => app.Db(db => db.Database.ExecuteSqlAsync($"""
        INSERT INTO "BatchVoids" ("BatchId","Reason","ProposedById","ProposedAt","ConfirmedById") VALUES ({batch},'丢失',{District.Account("operator-1")},'2026-10-08 01:00:00.000',{District.Account("operator-2")});
        UPDATE "TokenBatches" SET "VoidedAt" = '2026-10-08 02:00:00.000' WHERE "Id" = {batch}
        """));

    private Task<DateTimeOffset> MoveEnd(DateTimeOffset to) => app.Db(async db =>
    {
        var phase = (await db.Cycles.SingleAsync(c => c.Period == "2026-10")).Phase(Domain.Cycles.PhaseCode.Survey);
        var was = phase.EndsAt;
        phase.EndsAt = to;
        await db.SaveChangesAsync();
        return was;
    });

    private async Task<Page> Post(string code)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("a.overall", "satisfied")]);
        using var answer = await app.Visit().Http.PostAsync($"/s/{code}", form);
        return new Page(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(), null);
    }

    private static SqliteConnection Connection(BallotWriter writer)
    {
        var store = typeof(BallotWriter).GetField("store", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(writer)!;
        return (SqliteConnection)store.GetType().GetField("connection", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(store)!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Ticking(DateTimeOffset start) : TimeProvider
    {
        private int ticks;

        public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(2 * Interlocked.Increment(ref ticks)).ToUniversalTime();
    }
}
