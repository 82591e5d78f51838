using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>What a slip's batch stands for.</summary>
/// <param name="Form">What it asks; null when its programme asks no residents.</param>
/// <param name="Last">The last day on which it is taken; null when its cycle asks no residents.</param>
/// <param name="Voided">Whether it was taken back.</param>
public sealed record BatchFacts(Questionnaire? Form, DateOnly? Last, bool Voided)
{
    /// <summary>Whether a slip of it is taken on this day.</summary>
    public bool Takes(DateOnly today) => Form is not null && !Voided && today <= Last;
}

/// <summary>
/// What must be known to take a ballot and seldom changes: schemes, cycles, batches, estates. Read once and kept, by the one thread that
/// writes ballots, which calls <see cref="Forget"/> whenever somebody else has written to the file. A scheme version never changes.
/// </summary>
public sealed class BallotFacts(Func<ScoringDb> open)
{
    private readonly Dictionary<int, Scheme> schemes = [];
    private readonly Dictionary<int, BatchFacts> batches = [];
    private readonly Dictionary<string, int> estates = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Questionnaire?> standing = [];
    private readonly Dictionary<(string, DateOnly), IReadOnlyList<CycleWindow>> windows = [];

    public void Forget()
    {
        batches.Clear();
        estates.Clear();
        standing.Clear();
        windows.Clear();
    }

    /// <summary>A batch of slips.</summary>
    public BatchFacts Batch(int id) => Known(batches, id, db =>
    {
        var batch = db.TokenBatches.AsNoTracking().Single(b => b.Id == id);
        var cycle = db.Cycles.AsNoTracking().Single(c => c.Id == batch.CycleId);
        var scheme = Read(db, cycle.SchemeVersionId);
        return new BatchFacts(scheme.Survey is null ? null : new(cycle.SchemeVersionId, cycle.SchemeCode, scheme.Survey), SurveyWindow.Of(cycle)?.Last, batch.VoidedAt is not null);
    });

    /// <summary>The estate of a code; null when there is none. What is not there is not kept, so that made-up codes fill no memory.</summary>
    public int? Estate(string code)
    {
        if (estates.TryGetValue(code, out var id))
            return id;
        using var db = open();
        if (db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Estate && u.Code == code).Select(u => (int?)u.Id).SingleOrDefault() is not { } found)
            return null;
        return estates[code] = found;
    }

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
