using System.Buffers;
using System.Security.Cryptography;
using Scoring.Domain;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Shared.Files;

/// <summary>A file that lies in the store: SHA-256 of its content in lower-case hex, bytes, and what it really is.</summary>
public sealed record KeptFile(string Hash, long Size, string ContentType);

/// <summary>
/// Files by content hash, outside the web root. A file is hashed while it streams to disk, so it is never whole in memory; it gets its name
/// only when it is complete, of a type that is allowed, and on the platter. The same content is kept once.
/// </summary>
public sealed class FileStore(Store store)
{
    private const int Chunk = 128 * 1024;

    /// <summary>Takes in one file.</summary>
    /// <param name="content">Read once, to its end or to the limit.</param>
    /// <param name="name">As the sender calls it, for the sentences.</param>
    /// <param name="types">What it may be: pdf, docx, pptx, jpg, png, mp4.</param>
    /// <param name="maximumBytes">The most it may hold.</param>
    /// <param name="cancellationToken">The sender left.</param>
    /// <exception cref="Refused">Empty, too large, or not what it may be.</exception>
    public async Task<KeptFile> Keep(Stream content, string name, IReadOnlyList<string> types, long maximumBytes, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(store.FilesDirectory, "incoming");
        Directory.CreateDirectory(folder);
        var incoming = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            string hash;
            string type;
            long size;
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Chunk, FileOptions.Asynchronous))
            {
                (hash, size) = await Copy(content, file, name, maximumBytes, cancellationToken);
                type = Detect(file, name, types);
                file.Flush(flushToDisk: true);
            }

            var path = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
                File.Move(incoming, path, overwrite: true);
            return new KeptFile(hash, size, FileTypes.ContentTypeOf(type));
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <summary>The content, seekable, so that a part of it can be asked for.</summary>
    /// <exception cref="Refused">It is not in the store.</exception>
    public FileStream Open(string hash)
    {
        var path = PathOf(hash);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, FileOptions.Asynchronous | FileOptions.SequentialScan)
            : throw Refused.Missing("服务器上找不到这个文件的内容，请联系系统管理员从备份恢复。");
    }

    private static async Task<(string Hash, long Size)> Copy(Stream from, FileStream to, string name, long maximumBytes, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            long size = 0;
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, Chunk), cancellationToken)) > 0)
            {
                size += read;
                if (size > maximumBytes)
                    throw Refused.Input($"“{name}”超过 {maximumBytes / 1_048_576} MB 的上限，没有保存。请压缩后再传。");
                sha.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            if (size == 0)
                throw Refused.Input($"“{name}”是空文件，没有保存。请检查后重新选择。");
            return (Convert.ToHexStringLower(sha.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Detect(FileStream file, string name, IReadOnlyList<string> types)
    {
        var type = FileTypes.Detect(file);
        if (type is not null && types.Contains(type))
            return type;
        var found = type is null ? "认不出是哪一种，或者带有宏" : $"其实是 {type}";
        throw Refused.Input($"“{name}”的内容{found}，这里只收 {string.Join('、', types)}（按内容核对，改扩展名没有用）。没有保存，请换一个文件。");
    }

    private string PathOf(string hash) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(store.FilesDirectory, hash[..2], hash[2..4], hash)
            : throw Refused.Missing("没有这个文件。");
}
