using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Bundles;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Shared.Bundles;

/// <summary>
/// The evidence bundles of published results: each is made once, checked before anyone gets it, and kept beside the attachments under the head of its
/// chain, so that whoever downloads it twice gets the same bytes.
/// </summary>
public sealed class BundleShelf(ScoringDb db, Store store, Signing signing, Clock clock)
{
    private static readonly SemaphoreSlim Making = new(1);

    /// <summary>The file of a published cycle's bundle.</summary>
    /// <exception cref="Refused">The cycle is not published, or its publication is older than the chain.</exception>
    public async Task<string> PathOf(int cycleId, CancellationToken cancellationToken)
    {
        var publication = await db.Publications.AsNoTracking().Where(p => p.CycleId == cycleId).OrderByDescending(p => p.Id).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refused.Missing("这一期还没有发布结果，发布后才有证据包。");
        if (publication.ShownUntil <= clock.Now)
            throw Refused.Missing(Data.Notices.CurrentPublications.Over);
        var hash = await db.TallyRuns.Where(r => r.Id == publication.TallyRunId).Select(r => r.ResultHash).SingleAsync(cancellationToken);
        var head = await BundleOfCycle.HeadOf(db, cycleId, hash, cancellationToken)
            ?? throw Refused.Missing("这一期发布时系统还没有事件链，没有证据包。");
        var path = Path.Combine(store.FilesDirectory, "bundles", $"{head.Hash[..32]}.zip");
        if (File.Exists(path))
            return path;
        await Making.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(path))
                await Make(path, await BundleOfCycle.Build(db, publication, head, cancellationToken), cancellationToken);
        }
        finally
        {
            Making.Release();
        }

        return path;
    }

    private async Task Make(string path, BundleOfCycle parts, CancellationToken cancellationToken)
    {
        var files = parts.Files.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        files["verify.py"] = Resource("verify.py");
        files["README.txt"] = Resource("bundle-readme.txt");
        var archive = BundleWriter.Write(parts.Subject, files, parts.Chain, signing.Key);
        if (BundleCheck.Run(archive, signing.PublicPem).Faults is { Count: > 0 } faults)
            throw new InvalidOperationException($"The bundle of {parts.Subject.Cycle} does not check: {faults[0].File}: {faults[0].Reason}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var incoming = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(incoming, archive, cancellationToken);
        File.Move(incoming, path, overwrite: true);
    }

    private static byte[] Resource(string name)
    {
        using var from = typeof(BundleShelf).Assembly.GetManifestResourceStream(name)!;
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}
