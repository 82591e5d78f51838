using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>Which cycles a ballot of a day belongs to, and which programme a notice-board code asks for on that day.</summary>
public static class SurveyWindows
{
    /// <summary>The cycles of a programme whose window holds the day; neighbours may share days.</summary>
    public static IReadOnlyList<CycleWindow> Holding(ScoringDb db, string schemeCode, DateOnly day) =>
    [
        .. db.Contests.AsNoTracking().Where(c => c.SchemeCode == schemeCode && c.State != CycleState.Void).AsEnumerable()
            .Select(c => (c.Id, Window: SurveyWindow.Of(c))).Where(c => c.Window?.Contains(day) == true).Select(c => new CycleWindow(c.Id, c.Window!)),
    ];

    /// <summary>
    /// Versions that an estate's open code may ask with on that day, the best first: those of the cycles whose window is open, the one that
    /// closes first ahead; then the newest of each programme, the one whose window is nearest ahead. Whether a version offers the open code, its scheme says.
    /// </summary>
    public static IReadOnlyList<SchemeVersion> Standing(ScoringDb db, DateOnly day)
    {
        var contests = db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).AsEnumerable()
            .Select(c => (c.SchemeCode, c.SchemeVersionId, Runs: c.State <= CycleState.Scoring, Window: SurveyWindow.Of(c)!)).Where(c => c.Window is not null).ToList();
        var pinned = contests.Where(c => c.Runs && c.Window.Contains(day)).OrderBy(c => c.Window.Last).Select(c => c.SchemeVersionId).ToList();
        var versions = db.SchemeVersions.AsNoTracking().Where(v => pinned.Contains(v.Id) || !db.SchemeVersions.Any(o => o.Code == v.Code && o.Version > v.Version)).ToList();
        var near = contests.GroupBy(c => c.SchemeCode, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(c => Math.Min(Math.Abs(c.Window.First.DayNumber - day.DayNumber), Math.Abs(c.Window.Last.DayNumber - day.DayNumber))), StringComparer.Ordinal);
        return
        [
            .. versions.OrderBy(v => pinned.IndexOf(v.Id) is var at and >= 0 ? at : int.MaxValue)
                .ThenBy(v => near.GetValueOrDefault(v.Code, int.MaxValue)).ThenBy(v => v.Code, StringComparer.Ordinal),
        ];
    }
}
