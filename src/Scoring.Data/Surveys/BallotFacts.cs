using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>What the slips of a cycle ask, and until when they are taken.</summary>
/// <param name="Form">What is asked; null when the programme asks no residents.</param>
/// <param name="Last">The last day on which a slip is taken; null when the cycle asks no residents.</param>
public sealed record CycleFacts(Questionnaire? Form, DateOnly? Last);

/// <summary>
/// What must be known to take a ballot, is of few kinds and seldom changes: schemes, cycles, windows. Read once and kept, by the one thread
/// that writes ballots, which calls <see cref="Forget"/> whenever somebody else has written to the file. A scheme version never changes.
/// </summary>
public sealed class BallotFacts(Func<ScoringDb> open)
{
    private readonly Dictionary<int, Scheme> schemes = [];
    private readonly Dictionary<int, CycleFacts> cycles = [];
    private readonly Dictionary<DateOnly, Questionnaire?> standing = [];
    private readonly Dictionary<(string, DateOnly), IReadOnlyList<CycleWindow>> windows = [];

    public void Forget()
    {
        cycles.Clear();
        standing.Clear();
        windows.Clear();
    }

    /// <summary>A cycle that slips were printed for.</summary>
    public CycleFacts Cycle(int id) => Known(cycles, id, db =>
    {
        var cycle = db.Cycles.AsNoTracking().Single(c => c.Id == id);
        var scheme = Read(db, cycle.SchemeVersionId);
        return new CycleFacts(scheme.Survey is null ? null : new(cycle.SchemeVersionId, cycle.SchemeCode, scheme.Survey), SurveyWindow.Of(cycle)?.Last);
    });

    /// <summary>What a notice-board code asks on that day; null when nothing.</summary>
    public Questionnaire? Standing(DateOnly today) => Known(standing, today, db =>
        SurveyWindows.Standing(db, today).Select(v => (Version: v, Scheme: Read(db, v.Id))).Where(v => v.Scheme.Survey?.Channels.Any(c => c.Code == AnswerSheet.OpenChannel) == true)
            .Select(v => new Questionnaire(v.Version.Id, v.Version.Code, v.Scheme.Survey!)).FirstOrDefault());

    /// <summary>The cycles of a programme that count a ballot of that day.</summary>
    public IReadOnlyList<CycleWindow> Windows(string scheme, DateOnly day) => Known(windows, (scheme, day), db => SurveyWindows.Holding(db, scheme, day));

    private Scheme Read(ScoringDb db, int version) =>
        schemes.TryGetValue(version, out var scheme) ? scheme : schemes[version] = Scheme.Parse(db.SchemeVersions.AsNoTracking().Single(v => v.Id == version).Json);

    private TValue Known<TKey, TValue>(Dictionary<TKey, TValue> kept, TKey key, Func<ScoringDb, TValue> find)
        where TKey : notnull
    {
        if (kept.TryGetValue(key, out var value))
            return value;
        using var db = open();
        return kept[key] = find(db);
    }
}
