// 实地观摩 and 巡回讲堂: what is learnt from winners after the contest. Must not know scores.
using Scoring.Domain.Calendars;

namespace Scoring.Domain.Practices;

/// <summary>What kind of event it is.</summary>
public enum OutingKind
{
    /// <summary>实地观摩: to the winners' places, along a route; in the last month of a quarter.</summary>
    FieldVisit,

    /// <summary>巡回讲堂: winners speak in a hall; once a quarter.</summary>
    TouringLecture,
}

/// <summary>The words for kinds.</summary>
public static class OutingKindNames
{
    public static string Of(OutingKind kind) => kind == OutingKind.FieldVisit ? "实地观摩" : "巡回讲堂";

    /// <summary>The word for its place.</summary>
    public static string Place(OutingKind kind) => kind == OutingKind.FieldVisit ? "路线" : "会场";
}

/// <summary>One event: when, where, who speaks, who is invited; afterwards who came and what was taken down.</summary>
public sealed class Outing
{
    public int Id { get; init; }

    public OutingKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The local day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The route, or the hall.</summary>
    public required string Place { get; init; }

    public int PlannedById { get; init; }

    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>What was taken down afterwards; null before.</summary>
    public string? Notes { get; private set; }

    public DateTimeOffset? NotedAt { get; private set; }

    /// <summary>Why it does not take place; null while it does.</summary>
    public string? CancelReason { get; private set; }

    public List<OutingSpeaker> Speakers { get; init; } = [];

    public List<OutingGuest> Guests { get; init; } = [];

    public bool Cancelled => CancelReason is not null;

    /// <summary>The quarter it belongs to.</summary>
    public Period Quarter => Period.Of(Cadence.Quarterly, Day);

    /// <exception cref="Refused">The day is past or missing, a text is missing, nobody speaks or nobody is invited.</exception>
    public static Outing Plan(OutingKind kind, string? title, DateOnly? day, string? place, IReadOnlyList<OutingSpeaker> speakers, IReadOnlyList<int> streets, int byId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Trim().Length > 60)
            throw Refused.Input("请填写主题，不超过 60 字。");
        if (day is not { } on || on < ChinaTime.DateOf(now))
            throw Refused.Input("请选择日期，不能早于今天。");
        if (string.IsNullOrWhiteSpace(place) || place.Trim().Length > 200)
            throw Refused.Input($"请填写{OutingKindNames.Place(kind)}，不超过 200 字。");
        if (speakers.Count == 0)
            throw Refused.Input(kind == OutingKind.FieldVisit ? "请至少选一个观摩点（已发布的入选对象）。" : "请至少选一位主讲（已发布的入选对象）。");
        if (streets.Count == 0)
            throw Refused.Input("请至少邀请一个街道。");
        var made = new Outing { Kind = kind, Title = title.Trim(), Day = on, Place = place.Trim(), PlannedById = byId, PlannedAt = now };
        made.Speakers.AddRange(speakers);
        made.Guests.AddRange(streets.Distinct().Select(s => new OutingGuest { StreetId = s }));
        return made;
    }

    /// <summary>A street signs up, or changes what it said, before the day is over.</summary>
    /// <exception cref="Refused">It is not invited, too late, or names nobody.</exception>
    public void SignUp(int streetId, int people, string? names, int byId, DateTimeOffset now)
    {
        DemandOn();
        var guest = Guests.Find(g => g.StreetId == streetId) ?? throw Refused.NotYours("这一场没有邀请本街道。");
        if (ChinaTime.DateOf(now) > Day)
            throw new Refused("这一场已经办完，不再报名。");
        if (people is < 0 or > 200 || (people > 0 && string.IsNullOrWhiteSpace(names)))
            throw Refused.Input("请填写人数（0 到 200；0 是不参加）和参加人。");
        (guest.People, guest.Names, guest.SignedUpById, guest.SignedUpAt) = (people, people == 0 ? null : names!.Trim(), byId, now);
    }

    /// <summary>Who came, street by street, and what was taken down.</summary>
    /// <exception cref="Refused">It has not been yet, or nothing was taken down.</exception>
    public void Note(IReadOnlyDictionary<int, int> came, string? notes, DateTimeOffset now)
    {
        DemandOn();
        if (ChinaTime.DateOf(now) < Day)
            throw new Refused("还没有到日子，办完以后再登记。");
        if (string.IsNullOrWhiteSpace(notes))
            throw Refused.Input("请写下记录：看了什么、讲了什么、各街道打算学什么。");
        foreach (var guest in Guests)
            guest.Came = came.TryGetValue(guest.StreetId, out var count) && count is >= 0 and <= 200 ? count : throw Refused.Input("请填写每个街道的到场人数（0 到 200）。");
        (Notes, NotedAt) = (notes.Trim(), now);
    }

    /// <exception cref="Refused">It is over, or no reason is given.</exception>
    public void Cancel(string? reason)
    {
        DemandOn();
        if (Notes is not null)
            throw new Refused("这一场已经办完，不能取消。");
        CancelReason = string.IsNullOrWhiteSpace(reason) ? throw Refused.Input("请写明取消的原因，受邀的街道看得到。") : reason.Trim();
    }

    private void DemandOn()
    {
        if (Cancelled)
            throw new Refused("这一场已经取消。");
    }
}

/// <summary>A winner who speaks, or whose place is visited.</summary>
public sealed class OutingSpeaker
{
    public int OutingId { get; init; }

    /// <summary>A published entry.</summary>
    public int EntryId { get; init; }

    /// <summary>The winner as published.</summary>
    public required string Name { get; init; }

    /// <summary>For what, as published.</summary>
    public required string From { get; init; }
}

/// <summary>A street that is invited: its sign-up, and how many came.</summary>
public sealed class OutingGuest
{
    public int OutingId { get; init; }

    public int StreetId { get; init; }

    /// <summary>How many it sends, 0 for none; null while it has not said.</summary>
    public int? People { get; set; }

    public string? Names { get; set; }

    public int? SignedUpById { get; set; }

    public DateTimeOffset? SignedUpAt { get; set; }

    /// <summary>How many came; null before it is noted.</summary>
    public int? Came { get; set; }
}
