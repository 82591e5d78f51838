// What looks wrong with an estate's answers, from counts by day and channel alone. Must not know any ballot, token, device or address.
using System.Globalization;

namespace Scoring.Domain.Surveys;

/// <summary>Why an alarm is raised.</summary>
public enum AlarmKind
{
    /// <summary>More ballots than households.</summary>
    Households,

    /// <summary>An unusual number on one day through one channel.</summary>
    Burst,

    /// <summary>Devices that had answered came again and again on one day.</summary>
    SameDevice,

    /// <summary>Slips that had been handed in came again and again on one day.</summary>
    ReusedSlip,

    /// <summary>A household that was called back says nobody asked it.</summary>
    CallBack,
}

/// <summary>Ballots of an estate on a day through a channel.</summary>
public sealed record DayFigure(DateOnly Day, BallotChannel Channel, int Ballots);

/// <summary>How often, on a day, a spent right came again: a device (channel Open) or a slip (channel Slip).</summary>
public sealed class RepeatCount
{
    public int EstateId { get; init; }

    public DateOnly Day { get; init; }

    public BallotChannel Channel { get; init; }

    public int Count { get; set; }
}

/// <summary>An alarm: its kind, the answers it throws doubt on, and the figure that raised it.</summary>
/// <param name="Channel">Null: every channel.</param>
/// <param name="Day">Null: every day of the window.</param>
/// <param name="Figure">Ballots, repetitions or households, by the kind.</param>
public sealed record Alarm(AlarmKind Kind, BallotChannel? Channel, DateOnly? Day, int Figure)
{
    /// <summary>Names the alarm among those of its estate and cycle; does not change when the figure grows.</summary>
    public string Key => string.Join('/', new[] { Kind.ToString(), Channel?.ToString(), Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }.Where(p => p is not null));

    /// <summary>Whether answers of that day and channel are among those in doubt.</summary>
    public bool Covers(DateOnly day, BallotChannel channel) => (Channel is null || Channel == channel) && (Day is null || Day == day);
}

/// <summary>
/// The rules. Only the day of a ballot is known, so a burst is a day; a paper stack comes on one day by its nature and is no burst. That a
/// device or slip came again is counted by day and estate, never which.
/// </summary>
public static class AlarmRules
{
    /// <summary>Ballots of one day and channel below which there is no burst.</summary>
    public const int BurstLeast = 30;

    /// <summary>A burst is more than one household in so many on one day.</summary>
    public const int BurstOneIn = 5;

    /// <summary>Repetitions of one day from which they are no lost answer sent again.</summary>
    public const int RepeatsLeast = 10;

    /// <param name="households">Of the estate, at least 1.</param>
    /// <param name="days">Its ballots in the window, by day and channel.</param>
    /// <param name="repeats">Its repetitions in the window.</param>
    /// <param name="denied">Call-backs that found no visit.</param>
    /// <returns>By kind, day and channel; empty when nothing looks wrong.</returns>
    public static IReadOnlyList<Alarm> Of(int households, IReadOnlyCollection<DayFigure> days, IReadOnlyCollection<RepeatCount> repeats, int denied)
    {
        var alarms = new List<Alarm>();
        var total = days.Sum(d => d.Ballots);
        if (total > households)
            alarms.Add(new(AlarmKind.Households, null, null, total));
        alarms.AddRange(days.Where(d => d.Channel != BallotChannel.Paper && d.Ballots >= BurstLeast && d.Ballots * BurstOneIn > households)
            .OrderBy(d => d.Day).ThenBy(d => d.Channel).Select(d => new Alarm(AlarmKind.Burst, d.Channel, d.Day, d.Ballots)));
        alarms.AddRange(repeats.Where(r => r.Count >= RepeatsLeast).OrderBy(r => r.Channel).ThenBy(r => r.Day)
            .Select(r => new Alarm(r.Channel == BallotChannel.Slip ? AlarmKind.ReusedSlip : AlarmKind.SameDevice, r.Channel, r.Day, r.Count)));
        if (denied > 0)
            alarms.Add(new(AlarmKind.CallBack, BallotChannel.Doorstep, null, denied));
        return [.. alarms.OrderBy(a => a.Kind)];
    }
}

/// <summary>
/// What was decided on an alarm at the figure it then had: the answers stand, or they are set aside. Setting aside needs a second person
/// (a check constraint), and counts only from then on. When the figure grows, the alarm is open again.
/// </summary>
public sealed class AlarmVerdict
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary><see cref="Alarm.Key"/>.</summary>
    public required string Alarm { get; init; }

    /// <summary><see cref="Alarm.Figure"/> when it was decided.</summary>
    public int Figure { get; init; }

    public AlarmKind Kind { get; init; }

    public BallotChannel? Channel { get; init; }

    public DateOnly? Day { get; init; }

    public bool SetAside { get; init; }

    public required string Reason { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    public int? SecondById { get; private set; }

    public DateTimeOffset? SecondAt { get; private set; }

    /// <summary>Whether it is in force: at once when the answers stand, after the second person when they are set aside.</summary>
    public bool InForce => !SetAside || SecondById is not null;

    /// <summary>The second person's word.</summary>
    /// <exception cref="Refused">It is not wanted, was said already, or comes from the first person.</exception>
    public void Confirm(int byId, DateTimeOffset now)
    {
        if (InForce)
            throw new Refused("这条预警已经处理完，不用再确认。");
        if (byId == ById)
            throw new Refused("剔除答卷要两个人：提出的人不能自己确认。请换一位同志确认。");
        (SecondById, SecondAt) = (byId, now);
    }
}
