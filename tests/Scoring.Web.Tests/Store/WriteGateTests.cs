using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;

namespace Scoring.Web.Tests.Store;

/// <summary>Everyone who writes stands in one line.</summary>
public sealed class WriteGateTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Who_came_first_writes_first()
    {
        using var gate = new WriteGate();
        var order = new List<int>();
        var first = await gate.Enter();
        var waiting = Enumerable.Range(0, 50).Select(async i =>
        {
            using var turn = await gate.Enter();
            order.Add(i);
        }).ToList();
        order.ShouldBeEmpty();
        first.Dispose();
        await Task.WhenAll(waiting);
        order.ShouldBe(Enumerable.Range(0, 50));
    }

    [Fact]
    public async Task A_turn_given_back_twice_lets_one_in()
    {
        using var gate = new WriteGate();
        var first = await gate.Enter();
        first.Dispose();
        first.Dispose();
        using var second = await gate.Enter();
        gate.Enter().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_save_without_a_transaction_waits_for_its_turn_and_gives_it_back()
    {
        var gate = (WriteGate)app.Services.GetService(typeof(WriteGate))!;
        var turn = await gate.Enter();
        var saving = app.Db(db => Save(db, "gate-a"));
        saving.IsCompleted.ShouldBeFalse();
        (await app.Db(db => Task.FromResult(db.Settings.Any(s => s.Name == "gate-a")))).ShouldBeFalse();
        turn.Dispose();
        await saving;
        // One that the database refuses gives its turn back too.
        await Should.ThrowAsync<Microsoft.EntityFrameworkCore.DbUpdateException>(() => app.Db(db => Save(db, "gate-a")));
        await app.Db(db => Save(db, "gate-b"));
    }

    private static Task Save(ScoringDb db, string name)
    {
        db.Settings.Add(new Setting { Name = name, Value = "1" });
        return db.SaveChangesAsync();
    }
}
