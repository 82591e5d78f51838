using Scoring.Data.Stages;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;

namespace Scoring.Web.Tests.Screens;

public sealed class SnapshotTests : IAsyncLifetime
{
    private readonly WebApp app = new();
    private readonly HallDay hall;

    public SnapshotTests() => hall = new HallDay(app);

    public Task InitializeAsync() => hall.Lay();

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_turn_goes_from_the_call_to_the_reveal_and_back_by_undo()
    {
        (await hall.Now()).Scene.ShouldBe("welcome");
        await hall.Step(StageAct.Open);
        await hall.Step(StageAct.Call, 2);
        var called = await hall.Now();
        called.Current.ShouldBe(new OnStage(hall.Ids[1], 2, 6, "候选乙", "东门街道", "和顺2112小区党支部", "called", false, false, null));
        called.Clock.ShouldBe(new ClockFace(0, null, 300_000, 30_000, 10_000));

        await hall.Step(StageAct.StartClock);
        (await hall.Now()).Clock!.SinceMs.ShouldBe(HallDay.LiveDay.AddMinutes(3).ToUnixTimeMilliseconds());
        await hall.Step(StageAct.PauseClock);
        (await hall.Now()).Clock.ShouldBe(new ClockFace(60_000, null, 300_000, 30_000, 10_000));
        await hall.Steps(StageAct.ResumeClock, StageAct.StopClock, StageAct.OpenScoring);
        // One of the seven stands aside.
        (await hall.Now()).Waiting.ShouldBe(new SheetCount(6, 6));

        await hall.Step(StageAct.CloseScoring);
        var closed = await hall.Now();
        (closed.Waiting, closed.Reveal, closed.Current!.State).ShouldBe((null, null, "closed"));
        await hall.Step(StageAct.Reveal, 2);
        (await hall.Now()).Reveal.ShouldNotBeNull().Groups[0].Recused.ShouldBe(1);
        await hall.Step(StageAct.Undo, value: 9);
        (await hall.Now()).Reveal.ShouldBeNull();
    }

    /// <summary>
    /// E01's sheets are 60.10, 60.65, 61.20, 61.75, 62.30 of the departments and 62.85, 63.40 of the streets. Without the highest and the lowest,
    /// (60.65 + 61.20 + 61.75) / 3 = 61.20; (62.85 + 63.40) / 2 = 63.125; 0.6·61.20 + 0.4·63.125 = 36.72 + 25.25 = 61.97; of 40: 24.788.
    /// </summary>
    [Fact]
    public async Task The_reveal_adds_up_in_the_digits_it_shows()
    {
        await hall.Step(StageAct.Open);
        await hall.Turn(1);
        await hall.Step(StageAct.Reveal, 1);
        var reveal = (await hall.Now()).Reveal!;
        (reveal.Score, reveal.Of).ShouldBe(("24.79", "40"));
        reveal.Lines.ShouldBe([
            new("部门评委 61.20 × 0.6", "36.72"), new("街镇评委 63.125 × 0.4", "25.25"), new("合计 61.97 × 40%", "24.79", true),
        ]);
        reveal.Groups.Select(g => (g.Name, g.Mean, g.Dropped)).ShouldBe([("部门评委", "61.20", "去掉 1 个最高分、1 个最低分"), ("街镇评委", "63.125", null)]);
        reveal.Groups[0].Marks.ShouldBe([new("62.30", "high"), new("61.75", null), new("61.20", null), new("60.65", null), new("60.10", "low")]);
        reveal.Apart.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_held_candidate_who_is_released_later_is_shown_and_not_the_one_on_stage()
    {
        await hall.Step(StageAct.Open);
        await hall.Turn(1);
        await hall.Turn(2);
        await hall.Step(StageAct.Reveal, 1);
        (await hall.Now()).Current!.Name.ShouldBe("候选甲");
        await hall.Step(StageAct.ShowStage);
        (await hall.Now()).Current!.Name.ShouldBe("候选乙");
    }

    [Fact]
    public async Task The_draw_can_be_checked_by_anybody()
    {
        await hall.Steps(StageAct.Open, StageAct.ShowDraw);
        var draw = (await hall.Now()).Draw!;
        draw.Rows.Select(r => r.Place).ShouldBe([1, 2, 3, 4, 5, 6]);
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{draw.Seed}:E01")));
        draw.Rows[0].Lot.ShouldBe(hash[..8]);
    }
}
