using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Seeding;
using Scoring.Domain.Schemes;

namespace Scoring.Web.Setup;

/// <summary>Loads what the program starts with: scheme files (a changed file is a new version) and, in a demo, the district.</summary>
public sealed class Seeds(ScoringDb db, SeedFiles files, Clock clock, DemoMaterials materials, IOptions<ScoringOptions> options)
{
    public async Task Load(bool demo)
    {
        var first = demo && !await DemoDistrict.Loaded(db) && !await db.Units.AnyAsync();
        // The demo's schemes must be older than its first month.
        await LoadSchemes(first ? DemoDistrict.SetUp : clock.Now);
        if (first)
            await LoadDemo();
    }

    /// <summary>All of the demo or nothing: an interrupted start leaves an empty file for the next one.</summary>
    private async Task LoadDemo()
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var demo = files.Demo;
        var version = await db.SchemeVersions.SingleAsync(v => v.Code == demo.District.Scheme);
        var scheme = Scheme.Parse(version.Json);
        await new DemoDistrict(db, demo, files.WorkingDays).Load(version, scheme);
        await materials.Add(scheme);
        await clock.MoveTo(DemoDistrict.Today, db);
        await transaction.CommitAsync();
    }

    /// <summary>Keeps a new version of every scheme file whose content is not a version already.</summary>
    /// <exception cref="CannotStart">A file is refused; the message names file, line, path and reason.</exception>
    private async Task LoadSchemes(DateTimeOffset now)
    {
        foreach (var (name, json) in files.Schemes)
        {
            try
            {
                await LoadScheme(name, json, now);
            }
            catch (SchemeInvalid e)
            {
                throw new CannotStart($"seeds/schemes/{name}: {e.Message}", e);
            }
        }

        await db.SaveChangesAsync();
    }

    private async Task LoadScheme(string name, string json, DateTimeOffset now)
    {
        var scheme = Scheme.Parse(json);
        if (options.Value.Programmes is { Length: > 0 } wanted && !wanted.Split(',', StringSplitOptions.TrimEntries).Contains(scheme.Code, StringComparer.Ordinal))
            return;
        // Known already, be it as an older version: a restart must not put the file back over what was uploaded since.
        if (await db.SchemeVersions.AnyAsync(v => v.Code == scheme.Code && v.Hash == scheme.Hash))
            return;
        var newest = await db.SchemeVersions.Where(v => v.Code == scheme.Code).OrderByDescending(v => v.Version).FirstOrDefaultAsync();
        // By the program itself, before anyone could act: noted as the clock's.
        db.AuditEvents.Add(new AuditEvent { At = now, Who = "系统时钟", Act = "Schemes.Load", Text = $"从文件 {name} 载入“{scheme.Name}”方案", Facts = new Dictionary<string, string> { ["scheme"] = scheme.Hash } });
        db.SchemeVersions.Add(new SchemeVersion
        {
            Code = scheme.Code,
            Name = scheme.Name,
            Version = Succession.Next(scheme, newest is null ? null : (newest.Version, newest.Hash))!.Value,
            Hash = scheme.Hash,
            Json = json,
            CreatedAt = now,
            CreatedBy = $"seeds/schemes/{name}",
        });
    }
}
