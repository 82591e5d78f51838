// A bundle as files by name, taken out of its archive. Must not know what is in them.
using System.IO.Compression;

namespace Scoring.Domain.Bundles;

/// <summary>The archive cannot be read at all.</summary>
public sealed class UnreadableBundle(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>The files of a bundle, and the names that stand in the archive twice.</summary>
public sealed record BundleFiles(IReadOnlyDictionary<string, byte[]> ByName, IReadOnlyList<string> Doubled)
{
    /// <summary>The most that the unpacked files may hold together, in bytes: a small archive must not fill the memory.</summary>
    public const long Largest = 256L * 1024 * 1024;

    /// <summary>Names that a bundle always has beside manifest.json and manifest.sig, in order.</summary>
    public static IReadOnlyList<string> Required { get; } =
        ["chain.txt", "decisions.json", "key.pem", "record.json", "result.json", "scheme.json", "sheets.json", "verify.py"];

    /// <exception cref="UnreadableBundle">Not a ZIP archive, damaged, or larger than <see cref="Largest"/>.</exception>
    public static BundleFiles Read(byte[] archive)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(archive, writable: false), ZipArchiveMode.Read);
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var doubled = new List<string>();
            var room = Largest;
            foreach (var entry in zip.Entries)
            {
                var content = Take(entry, ref room);
                if (!files.TryAdd(entry.FullName, content)) doubled.Add(entry.FullName);
            }

            return new BundleFiles(files, doubled);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or IOException)
        {
            throw new UnreadableBundle($"不是完好的 ZIP 文件（{e.Message}）", e);
        }
    }

    private static byte[] Take(ZipArchiveEntry entry, ref long room)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = from.Read(buffer, 0, buffer.Length)) > 0)
        {
            if ((room -= read) < 0) throw new UnreadableBundle($"解开后超过 {Largest / 1024 / 1024} MB，不予处理");
            to.Write(buffer, 0, read);
        }

        return to.ToArray();
    }

    /// <summary>Packs files in the order of their names, every date the same, so that equal files give equal bytes.</summary>
    public static byte[] Pack(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return stream.ToArray();
    }
}
