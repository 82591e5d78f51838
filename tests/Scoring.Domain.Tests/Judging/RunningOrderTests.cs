using Scoring.Domain.Entries;
using Scoring.Domain.Judging;

namespace Scoring.Domain.Tests.Judging;

public sealed class RunningOrderTests
{
    private const string Seed = "00112233445566778899aabbccddeeff";
    private readonly Entry[] entries = [Field.Entry(1), Field.Entry(2), Field.Entry(3), Field.Entry(4), Field.Entry(5, state: EntryState.Rejected)];

    [Fact]
    public void Orders_by_the_hash_of_seed_and_code_so_that_anyone_can_check()
    {
        var draw = Draw(Field.Before);
        // python: sorted(codes, key=lambda c: hashlib.sha256(f"{seed}:{c}".encode()).hexdigest()); 1807c3… 774093… 8ae27e… f720ac…
        draw.Order.ShouldBe(["E02", "E04", "E01", "E03"]);
        entries.Select(e => e.RunningNumber).ShouldBe([3, 1, 4, 2, null]);
        (draw.Seed, draw.Kind, draw.ById).ShouldBe((Seed, "order", 9));
    }

    [Fact]
    public void Is_drawn_once_and_again_only_by_the_supervisor_with_a_reason_before_scoring()
    {
        var first = Draw(Field.Before);
        Refusal(Field.Before, first, supervisor: false, "想重抽").ShouldContain("由监督员");
        Refusal(Field.Before, first, supervisor: true, " ").ShouldContain("写明为什么");
        Refusal(Field.Live, first, supervisor: true, "迟了").ShouldContain("已经开始");
        Draw(Field.Before, first, supervisor: true, "有人撤回").Order.Count.ShouldBe(4);
    }

    [Fact]
    public void Waits_for_judges_and_for_the_review()
    {
        Should.Throw<Refused>(() => RunningOrder.Of(Field.Cycle(), entries, 0, null, (9, false), null, Seed, Field.Before)).Message.ShouldContain("先定评委");
        entries[0].State = EntryState.Submitted;
        Refusal(Field.Before, null, false, null).ShouldContain("还有 1 份申报没有审查完");
        Should.Throw<Refused>(() => RunningOrder.Of(Field.Cycle(), [], 3, null, (9, false), null, Seed, Field.Before)).Message.ShouldContain("没有通过审查的候选人");
        var nominating = Field.At(9, 9);
        Refusal(nominating, null, false, null).ShouldContain("不能抽签");
    }

    private Draw Draw(DateTimeOffset now, Draw? previous = null, bool supervisor = false, string? reason = null) =>
        RunningOrder.Of(Field.Cycle(), entries, 3, previous, (9, supervisor), reason, Seed, now);

    private string Refusal(DateTimeOffset now, Draw? previous, bool supervisor, string? reason) => Should.Throw<Refused>(() => Draw(now, previous, supervisor, reason)).Message;
}
