// Checks one evidence bundle, as docs/bundle.md says, first fault first. Must not know where it came from.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Bundles;

/// <summary>What is wrong.</summary>
/// <param name="File">The file of the bundle.</param>
/// <param name="Reason">Where in it and what, as a Chinese sentence.</param>
public sealed record BundleFault(string File, string Reason);

/// <summary>What a check found. The members that describe the bundle are null where the manifest could not be read.</summary>
/// <param name="Faults">First fault first; empty when all is well.</param>
public sealed record BundleReport(IReadOnlyList<BundleFault> Faults)
{
    /// <summary>The cycle's title.</summary>
    public string? Title { get; init; }

    /// <summary>"SCHEME/2026-10".</summary>
    public string? Cycle { get; init; }

    /// <summary>SHA-256 of the result, 64 hex digits.</summary>
    public string? ResultHash { get; init; }

    /// <summary>SHA-256 of the signing key (its DER form), 64 hex digits: to be compared with the published key's.</summary>
    public string? KeyHash { get; init; }

    /// <summary>How many events of the chain it carries.</summary>
    public int Events { get; init; }

    /// <summary>The sheets, for whoever looks for a receipt's fingerprint.</summary>
    public IReadOnlyList<BundleSheet> Sheets { get; init; } = [];
}

/// <summary>Runs every part of the check. A part that cannot be read is a fault of its file and stops no other part.</summary>
public sealed class BundleCheck
{
    private readonly List<BundleFault> faults = [];
    private readonly BundleFiles files;
    private readonly byte[]? publishedKey;
    private JsonElement manifest;
    private string? keyHash;
    private int events;
    private IReadOnlyList<BundleSheet> sheets = [];

    private BundleCheck(BundleFiles files, byte[]? publishedKey) => (this.files, this.publishedKey) = (files, publishedKey);

    /// <summary>Checks an archive.</summary>
    /// <param name="archive">The bytes of the ZIP.</param>
    /// <param name="publishedKey">The published key in PEM; null checks against the key in the bundle alone.</param>
    /// <exception cref="UnreadableBundle">The archive cannot be read.</exception>
    public static BundleReport Run(byte[] archive, byte[]? publishedKey = null) => new BundleCheck(BundleFiles.Read(archive), publishedKey).Report();

    private BundleReport Report()
    {
        foreach (var name in files.Doubled) Say(name, "在压缩包里出现了两次");
        if (!Manifest()) return new BundleReport(faults);
        Part("manifest.sig", Signature);
        Part("manifest.json", Listed);
        Part("record.json", Record);
        Part("result.json", Result);
        Part("scheme.json", SchemeFile);
        Part("sheets.json", () => sheets = BundleSheets.Check(Text("sheets.json"), Code, TallyRecord.Parse(Bytes("record.json")), Say));
        Part("decisions.json", () => DecisionsPart.Check(Text("decisions.json"), TallyRecord.Parse(Bytes("record.json")), Say));
        Part("objections.json", () => AftermathPart.Objections(Optional("objections.json"), Events(), ResultHash, Say));
        Part("corrections.json", () => AftermathPart.Corrections(Optional("corrections.json"), Events(), ResultHash, Say));
        Part("draws.json", () => DrawsPart.Check(Optional("draws.json"), TallyRecord.Parse(Bytes("record.json")), Events(), Say));
        Part("chain.txt", () => events = ChainPart.Check(Text("chain.txt"), manifest, Say));
        return new BundleReport(faults)
        {
            Title = manifest.GetProperty("title").GetString(),
            Cycle = Code,
            ResultHash = manifest.GetProperty("result").GetString(),
            KeyHash = keyHash,
            Events = events,
            Sheets = sheets,
        };
    }

    private string Code => manifest.GetProperty("cycle").GetProperty("code").GetString()!;

    private string ResultHash => manifest.GetProperty("result").GetString()!;

    private string? Optional(string name) => files.ByName.ContainsKey(name) ? Text(name) : null;

    /// <summary>The cycle's own events; none where there is no chain, which its own part says.</summary>
    private IReadOnlyList<BundleEvent> Events() =>
        files.ByName.ContainsKey("chain.txt") ? BundleEvents.Of(Text("chain.txt"), manifest.GetProperty("cycle").GetProperty("id").GetInt32()) : [];

    private void Say(string file, string reason) => faults.Add(new BundleFault(file, reason));

    private byte[] Bytes(string name) => files.ByName.TryGetValue(name, out var bytes) ? bytes : throw new InvalidRecord("$", "没有这个文件");

    private string Text(string name) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(name));

    private void Part(string name, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidRecord e)
        {
            Say(name, $"{e.Path} {e.Reason}");
        }
        catch (SchemeInvalid e)
        {
            Say(name, e.Message);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException or DecoderFallbackException)
        {
            Say(name, $"不是规范里的样子（{e.Message}）");
        }
    }

    private bool Manifest()
    {
        try
        {
            using var document = JsonDocument.Parse(Text("manifest.json"));
            manifest = document.RootElement.Clone();
            _ = (manifest.GetProperty("title").GetString(), manifest.GetProperty("result").GetString(), Code);
            if (manifest.GetProperty("format").GetString() == BundleWriter.Format) return true;
            Say("manifest.json", "不认识的格式");
        }
        catch (Exception e) when (e is InvalidRecord or JsonException or KeyNotFoundException or InvalidOperationException or DecoderFallbackException)
        {
            Say("manifest.json", files.ByName.ContainsKey("manifest.json") ? $"读不出来（{e.Message}）" : "缺少这个文件");
        }

        return false;
    }

    private void Signature()
    {
        using var key = SigningKey.Public(files.ByName.GetValueOrDefault("key.pem", []));
        if (key is null)
        {
            Say("key.pem", "不是 P-256 公钥");
            return;
        }

        keyHash = SigningKey.HashOf(key);
        if (publishedKey is not null)
        {
            using var published = SigningKey.Public(publishedKey);
            if (published is null || SigningKey.HashOf(published) != keyHash) Say("key.pem", "不是公布的那把公钥：签名的另有其人");
        }

        var signature = new byte[64];
        var text = Encoding.ASCII.GetString(files.ByName.GetValueOrDefault("manifest.sig", [])).Trim();
        // Written back and compared: Base64 has spare bits at its end, and one signature must have one text.
        if (!Convert.TryFromBase64String(text, signature, out var length) || length != 64 || Convert.ToBase64String(signature) != text || !key.VerifyData(Bytes("manifest.json"), signature, HashAlgorithmName.SHA256))
            Say("manifest.sig", "不是对这份 manifest.json 的签名");
    }

    private void Listed()
    {
        var listed = manifest.GetProperty("files").EnumerateArray().Select(f => (Path: f.GetProperty("path").GetString()!, Size: f.GetProperty("size").GetInt64(), Sha: f.GetProperty("sha256").GetString())).ToList();
        var names = listed.Select(f => f.Path).ToList();
        if (!names.SequenceEqual(names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))) Say("manifest.json", "文件清单没有按名称排列，或有重复");
        foreach (var name in BundleFiles.Required.Where(n => !names.Contains(n, StringComparer.Ordinal))) Say(name, "不在清单里");
        foreach (var (path, size, sha) in listed)
        {
            if (!files.ByName.TryGetValue(path, out var content)) Say(path, "缺少这个文件");
            else if (content.Length != size || BundleWriter.Sha(content) != sha) Say(path, "不是清单里的那个文件（大小或 SHA-256 不符）");
        }

        foreach (var name in files.ByName.Keys.Where(n => !names.Contains(n, StringComparer.Ordinal) && n is not ("manifest.json" or "manifest.sig")))
            Say(name, "不在清单里");
    }

    private void Record()
    {
        if (BundleWriter.Sha(Bytes("record.json")) != manifest.GetProperty("record").GetString()) Say("record.json", "哈希与清单所写的记录哈希不符");
        _ = TallyRecord.Parse(Bytes("record.json"));
    }

    private void Result()
    {
        if (BundleWriter.Sha(Bytes("result.json")) != manifest.GetProperty("result").GetString()) Say("result.json", "哈希与清单所写的结果哈希不符");
        var ours = Tally.Run(TallyRecord.Parse(Bytes("record.json"))).Print();
        if (JsonDifference.Between(ours, Text("result.json")) is { } at) Say("result.json", $"{at} 与按记录重算的不同");
    }

    private void SchemeFile()
    {
        var scheme = Scheme.Parse(Text("scheme.json"));
        if (scheme.Hash != manifest.GetProperty("scheme").GetProperty("hash").GetString()) Say("scheme.json", "哈希与清单所写的方案哈希不符");
        var record = TallyRecord.Parse(Bytes("record.json"));
        if (JsonDifference.Between(record.Scheme.Print(), scheme.Scoring.Print()) is { } at) Say("scheme.json", $"scoring{at[1..]} 与核算所用的不同");
    }
}
