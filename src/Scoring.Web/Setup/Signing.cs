using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Scoring.Domain.Bundles;

namespace Scoring.Web.Setup;

/// <summary>The key that signs evidence bundles. It lies in a file of its own, never in the database, and is made at the first start.</summary>
public sealed class Signing : IDisposable
{
    /// <exception cref="CannotStart">The file is there and is no key.</exception>
    public Signing(IOptions<ScoringOptions> options, Store store, IWebHostEnvironment environment)
    {
        var file = options.Value.SigningKey is { } named
            ? Path.GetFullPath(named, environment.ContentRootPath)
            : Path.Combine(Path.GetDirectoryName(store.DatabaseFile)!, "signing-key.pem");
        if (!File.Exists(file))
            Make(file);
        Key = SigningKey.Private(File.ReadAllBytes(file))
            ?? throw new CannotStart($"{file} is not a P-256 private key in PEM (setting Scoring:SigningKey). Put the key back from your backup, or remove the file to have a new one made and published.");
        PublicPem = Encoding.ASCII.GetBytes(SigningKey.PublicPem(Key));
    }

    public ECDsa Key { get; }

    public byte[] PublicPem { get; }

    /// <summary>SHA-256 of the public key, 64 hex digits.</summary>
    public string Hash => SigningKey.HashOf(Key);

    public void Dispose() => Key.Dispose();

    /// <summary>Written whole and then named, readable by its owner alone; who comes second keeps the first one's.</summary>
    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var incoming = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(incoming, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(incoming, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(incoming);
        }
    }
}
