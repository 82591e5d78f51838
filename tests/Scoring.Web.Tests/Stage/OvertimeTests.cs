using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Stage;

namespace Scoring.Web.Tests.Stage;

/// <summary>Five minutes, ten seconds of grace, then half a point for every thirty seconds begun.</summary>
public sealed class OvertimeTests : IAsyncLifetime
{
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task The_clock_says_how_long_the_scheme_how_much_and_two_people_that_it_counts()
    {
        await hall.Score(hall.First, seconds: 342);
        var late = (await hall.Console()).Overtime.ShouldHaveSingleItem();
        late.State.ShouldBe("open");
        late.Seconds.ShouldBeInRange(42, 43);
        late.Amount.ShouldBe(1m);
        (await Should.ThrowAsync<Refused>(() => Say(Overtime.Word.Confirm, "supervisor"))).Message.ShouldContain("先提出");
        await Say(Overtime.Word.Propose, "timekeeper");
        (await Should.ThrowAsync<Refused>(() => Say(Overtime.Word.Confirm, "timekeeper"))).Kind.ShouldBe(RefusalKind.NotYours);
        (await Should.ThrowAsync<Refused>(() => Say(Overtime.Word.Propose, "operator-1"))).Message.ShouldContain("已经提出过");
        await Say(Overtime.Word.Confirm, "supervisor");
        (await State()).ShouldBe("confirmed");
        var row = await hall.App.Db(db => db.Adjustments.SingleAsync());
        (row.ProposedById, row.ConfirmedById).ShouldBe((District.Account("timekeeper"), District.Account("supervisor")));
    }

    [Fact]
    public async Task Is_set_aside_with_a_reason_and_falls_with_the_talk_that_starts_afresh()
    {
        await hall.Score(hall.First, seconds: 400);
        await Should.ThrowAsync<FluentValidation.ValidationException>(() => Say(Overtime.Word.Aside, "supervisor"));
        await Say(Overtime.Word.Aside, "supervisor", "话筒没有声音");
        (await State()).ShouldBe("aside");
        (await hall.Console()).Overtime.Single().Word.ShouldNotBeNull().ShouldStartWith("理由：话筒没有声音（监督甲");
        (await (await hall.App.SignIn("operator-1")).Get($"/stage/{hall.CycleId}")).Says(System.Net.HttpStatusCode.OK, "不扣", "理由：话筒没有声音");
        await Say(Overtime.Word.Propose, "timekeeper");
        await hall.Press(StageAct.Redo, hall.First, reason: "话筒没有声音");
        (await hall.Console()).Overtime.ShouldBeEmpty();
        (await hall.App.Db(db => db.Adjustments.CountAsync(a => a.CancelledAt == null))).ShouldBe(0);
    }

    [Fact]
    public async Task Costs_nothing_within_the_grace()
    {
        await hall.Score(hall.First, seconds: 308);
        (await hall.Console()).Overtime.ShouldBeEmpty();
        (await Should.ThrowAsync<Refused>(() => Say(Overtime.Word.Propose, "timekeeper"))).Message.ShouldContain("没有超出宽限");
    }

    private Task<string> Say(Overtime.Word word, string by, string? reason = null) =>
        hall.App.Send(new Overtime.Command { CycleId = hall.CycleId, EntryId = hall.First, Word = word, Reason = reason, Key = Guid.NewGuid() }, by);

    private async Task<string> State() => (await hall.Console()).Overtime.Single().State;
}
