using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Seeding;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;

namespace Scoring.Web.Setup;

/// <summary>Gives the candidates of the demo's live day something to show: a deck each, and a short film for every third.</summary>
public sealed class DemoMaterials(ScoringDb db, FileStore files, SeedFiles seeds)
{
    private const long Most = 1L << 20;

    /// <summary>The document on which a section is taken away, as a file of the store.</summary>
    public async Task<KeptFinding> Finding()
    {
        var kept = await files.Keep(new MemoryStream(DemoSlides.Finding()), "认定文件.pdf", ["pdf"], Most, CancellationToken.None);
        return new KeptFinding(kept.Hash, kept.Size);
    }

    public async Task Add(Scheme scheme)
    {
        var kinds = scheme.Nomination?.Attachments.Where(k => k.Screen).ToList() ?? [];
        var (slides, film) = (kinds.Find(k => k.Types.Contains("pdf")), kinds.Find(k => k.Types.Contains("mp4")));
        var cycle = await db.Cycles.AsNoTracking().Where(c => c.State == CycleState.Scoring && !c.Rehearsal).Select(c => c.Id).SingleAsync();
        var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name);
        var clerks = await db.Grants.AsNoTracking().Where(g => g.Role == Role.StreetCommittee).GroupBy(g => g.UnitId).Select(g => new { g.Key, Id = g.Min(x => x.AccountId) }).ToDictionaryAsync(g => g.Key, g => g.Id);
        foreach (var entry in await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle && e.State == EntryState.Accepted).OrderBy(e => e.RunningNumber).ToListAsync())
        {
            if (slides is not null)
                await Attach(entry, slides.Code, "演示文稿.pdf", "pdf", DemoSlides.Of(entry, streets[entry.StreetId], scheme));
            if (film is not null && entry.RunningNumber % 3 == 0)
                await Attach(entry, film.Code, "小区书记的一天.mp4", "mp4", seeds.DemoFilm);
        }

        await db.SaveChangesAsync();

        async Task Attach(Entry entry, string kind, string name, string type, byte[] content)
        {
            var kept = await files.Keep(new MemoryStream(content), name, [type], Most, CancellationToken.None);
            db.Attachments.Add(new Attachment
            {
                EntryId = entry.Id, Purpose = FilePurpose.Dossier, Kind = kind, FileName = name, ContentType = kept.ContentType, Size = kept.Size, Hash = kept.Hash,
                AddedById = clerks[entry.StreetId], AddedAt = entry.CreatedAt,
            });
        }
    }
}
