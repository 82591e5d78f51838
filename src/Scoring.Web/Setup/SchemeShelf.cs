using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Setup;

/// <summary>Scheme versions read and kept: a version never changes, so neither does what was read from it.</summary>
public sealed class SchemeShelf(ScoringDb db, SchemeCache cache, SeedFiles files)
{
    public WorkingDays Calendar => files.WorkingDays;

    /// <summary>The newest version of every programme, by code.</summary>
    public async Task<IReadOnlyList<(SchemeVersion Version, Scheme Scheme)>> Latest(CancellationToken cancellationToken = default)
    {
        var newest = await db.SchemeVersions.AsNoTracking().Where(v => !db.SchemeVersions.Any(o => o.Code == v.Code && o.Version > v.Version)).ToListAsync(cancellationToken);
        return [.. newest.OrderBy(v => v.Code, StringComparer.Ordinal).Select(v => (v, cache.Read(v)))];
    }

    /// <summary>What a version at hand says.</summary>
    public Scheme Read(SchemeVersion version) => cache.Read(version);

    /// <summary>The version that a cycle pinned.</summary>
    public Task<Scheme> Of(Cycle cycle, CancellationToken cancellationToken = default) => Of(cycle.SchemeVersionId, cancellationToken);

    public async Task<Scheme> Of(int versionId, CancellationToken cancellationToken = default) =>
        cache.Find(versionId) ?? cache.Read(await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == versionId, cancellationToken));
}

/// <summary>What was read, for the life of the process.</summary>
public sealed class SchemeCache
{
    private readonly ConcurrentDictionary<int, Scheme> schemes = new();

    public Scheme? Find(int versionId) => schemes.GetValueOrDefault(versionId);

    public Scheme Read(SchemeVersion version) => schemes.GetOrAdd(version.Id, _ => Scheme.Parse(version.Json));
}
