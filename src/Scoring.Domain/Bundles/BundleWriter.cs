using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Scoring.Domain.Chains;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Bundles;

/// <summary>What a bundle is about.</summary>
/// <param name="CycleId">The number by which the chain's events name the cycle.</param>
/// <param name="Cycle">"SCHEME/2026-10", as the fingerprints of sheets were taken over.</param>
/// <param name="SchemeCode">The scheme's code.</param>
/// <param name="SchemeVersion">From 1.</param>
/// <param name="SchemeHash">64 hex digits, canonical.</param>
public sealed record BundleSubject(int CycleId, string Cycle, string Title, DateTimeOffset PublishedAt, string SchemeCode, int SchemeVersion, string SchemeHash);

/// <summary>Puts the manifest over files that are ready, signs it, and packs everything.</summary>
public static class BundleWriter
{
    public const string Format = "scoring-bundle/1";

    /// <summary>One bundle as a ZIP.</summary>
    /// <param name="about">What it is about.</param>
    /// <param name="files">Every file but manifest.json, manifest.sig, key.pem and chain.txt.</param>
    /// <param name="chain">The events, without a gap; the last is the publication.</param>
    /// <param name="key">The private key.</param>
    public static byte[] Write(BundleSubject about, IReadOnlyDictionary<string, byte[]> files, IReadOnlyList<ChainLink> chain, ECDsa key)
    {
        var all = files.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        all["key.pem"] = Utf8(SigningKey.PublicPem(key));
        all["chain.txt"] = Utf8(string.Concat(chain.Select(l => $"{l.Hash} {l.Body}\n")));
        var manifest = Utf8(Canonical(new
        {
            format = Format,
            title = about.Title,
            cycle = new { id = about.CycleId, code = about.Cycle },
            published = EventChain.Moment(about.PublishedAt),
            scheme = new { code = about.SchemeCode, version = about.SchemeVersion, hash = about.SchemeHash },
            record = Sha(all["record.json"]),
            result = Sha(all["result.json"]),
            chain = new { first = chain[0].Number, previous = chain[0].Previous, last = chain[^1].Number, head = chain[^1].Hash },
            files = all.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new { path = f.Key, size = f.Value.Length, sha256 = Sha(f.Value) }),
        }));
        all["manifest.json"] = manifest;
        all["manifest.sig"] = Utf8(Convert.ToBase64String(key.SignData(manifest, HashAlgorithmName.SHA256)));
        return BundleFiles.Pack(all);
    }

    /// <summary>A value as canonical JSON.</summary>
    public static string Canonical(object value) => CanonicalJson.Write(JsonSerializer.SerializeToElement(value));

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
