using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Entries;

/// <summary>The quota of a street and the months a winner waits; dates by hand.</summary>
public sealed class EligibilityTests
{
    private static readonly Nomination Rules = Scheme.Parse(Seeds.Contest).Nomination!;

    [Fact]
    public void Lets_a_street_use_each_of_its_three_slots_once()
    {
        Quota.Demand(Rules, 1, []);
        Quota.Demand(Rules, 3, [1, 2]);
        Should.Throw<Refused>(() => Quota.Demand(Rules, 2, [1, 2])).Message.ShouldBe("第 2 个名额刚刚已被使用。请改用第 3 个名额。");
        Should.Throw<Refused>(() => Quota.Demand(Rules, 1, [1, 2, 3])).Message.ShouldBe("本街道的 3 个名额都已用完。要换人，请先撤回其中一位。");
        Should.Throw<Refused>(() => Quota.Demand(Rules, 4, [])).Message.ShouldBe("每个街道每期申报 3 名，没有第 4 个名额。");
        Should.Throw<Refused>(() => Quota.Demand(Rules, 0, []));
    }

    [Fact]
    public void Asks_a_street_for_the_reason_when_it_files_fewer()
    {
        Entry[] two = [EntryMovesTests.Entry("张三", 1, EntryState.Submitted), EntryMovesTests.Entry("李四", 2, EntryState.Accepted)];
        Should.Throw<Refused>(() => Quota.FewerReason(Rules, two, " ")).Message.ShouldBe("只申报了 2 名，不足 3 名。请写明理由。");
        Quota.FewerReason(Rules, two, " 一位书记住院 ").ShouldBe("一位书记住院");
        Quota.FewerReason(Rules, [.. two, EntryMovesTests.Entry("王五", 3, EntryState.Submitted)], null).ShouldBeNull();
        // A withdrawn one does not fill a slot.
        Should.Throw<Refused>(() => Quota.FewerReason(Rules, [.. two, EntryMovesTests.Entry("王五", 3, EntryState.Withdrawn)], null));
    }

    [Fact]
    public void Refuses_completion_while_a_draft_lies_open() =>
        Should.Throw<Refused>(() => Quota.FewerReason(Rules, [EntryMovesTests.Entry("张三")], "够了")).Message.ShouldBe("还有没提交的申报：张三。请先提交或撤回，再确认申报完成。");

    /// <summary>Published Monday 2 March 2026 at 9:00 in China; twelve months later is 2 March 2027.</summary>
    [Theory]
    [InlineData("2026-03-02T09:00:00+08:00", "2026-03-03T00:00:00+08:00", true)]
    [InlineData("2026-03-02T09:00:00+08:00", "2027-03-01T23:59:59+08:00", true)]
    [InlineData("2026-03-02T09:00:00+08:00", "2027-03-02T00:00:00+08:00", false)]
    // Late in the evening UTC is already the next day in China: the days that count are China's.
    [InlineData("2026-03-02T00:30:00+08:00", "2027-03-01T23:00:00+08:00", true)]
    // From the last day of a leap February to the last day of the next.
    [InlineData("2024-02-29T09:00:00+08:00", "2025-02-27T12:00:00+08:00", true)]
    [InlineData("2024-02-29T09:00:00+08:00", "2025-02-28T00:00:00+08:00", false)]
    public void Bars_a_winner_for_twelve_months(string published, string now, bool barred) =>
        (CoolingOff.Bar("张三", [Win(published)], 12, At(now)) is not null).ShouldBe(barred);

    [Fact]
    public void Says_when_the_winner_may_stand_again_and_counts_from_the_last_win() =>
        CoolingOff.Bar("张三", [Win("2025-01-02T09:00:00+08:00"), Win("2026-03-02T09:00:00+08:00")], 12, At("2026-10-08T09:00:00+08:00"))
            .ShouldBe("张三同志已在“某期”当选（2026年3月2日 周一发布），12 个月内不再申报，2027年3月2日 周二起可以申报。");

    [Fact]
    public void Bars_nobody_without_a_win_or_without_a_rule()
    {
        CoolingOff.Bar("张三", [], 12, At("2026-10-08T09:00:00+08:00")).ShouldBeNull();
        CoolingOff.Bar("张三", [Win("2026-10-01T09:00:00+08:00")], 0, At("2026-10-08T09:00:00+08:00")).ShouldBeNull();
    }

    private static PastWin Win(string published) => new("某期", At(published));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
