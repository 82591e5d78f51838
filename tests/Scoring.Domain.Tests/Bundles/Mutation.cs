using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Scoring.Domain.Bundles;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>One change to a bundle, of one of seven kinds, and how far the hand that made it goes to hide it.</summary>
/// <param name="Files">The files whose naming counts as having located the change.</param>
internal sealed record Mutation(string What, IReadOnlyList<string> Files, byte[] Archive)
{
    public static IReadOnlyList<string> Kinds { get; } = ["a digit", "a row added", "a row dropped", "rows swapped", "the tail cut off", "an older chain", "the rubric edited"];

    /// <summary>Bare: the files alone. Listed: the manifest's list made to fit. Signed: and signed again, with another key.</summary>
    public enum Cover { Bare, Listed, Signed }

    private static readonly string[] Json = ["record.json", "result.json", "sheets.json"];

    /// <returns>Null where the change would leave the file as it is.</returns>
    public static Mutation? Make(byte[] archive, string kind, Cover cover, Random random)
    {
        var files = BundleFiles.Read(archive).ByName.ToDictionary();
        var file = kind switch
        {
            "a digit" or "the tail cut off" => Pick(files.Keys.Order(StringComparer.Ordinal).ToArray(), random),
            "an older chain" => "chain.txt",
            "the rubric edited" => Pick(["scheme.json", "record.json"], random),
            _ => random.Next(2) == 0 ? "chain.txt" : Pick(Json, random),
        };
        var before = files[file];
        files[file] = kind switch
        {
            "a digit" => Digit(before, random),
            "the tail cut off" => before[..random.Next(before.Length)],
            "an older chain" => Older(before, random),
            "the rubric edited" => Rubric(before, random),
            _ when file == "chain.txt" => Lines(before, kind, random),
            _ => Rows(before, kind, random),
        };
        if (files[file].AsSpan().SequenceEqual(before)) return null;
        var located = new List<string> { file };
        if (file is "manifest.json" or "key.pem") located.Add("manifest.sig");
        if (cover != Cover.Bare && file is not ("manifest.json" or "manifest.sig"))
        {
            Relist(files, kind == "an older chain");
            located.AddRange(["manifest.json", "manifest.sig"]);
            if (cover == Cover.Signed) Resign(files, located);
        }

        return new Mutation($"{kind} in {file}, {cover}", located, BundleFiles.Pack(files));
    }

    private static byte[] Digit(byte[] bytes, Random random)
    {
        var digits = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is >= (byte)'0' and <= (byte)'9').ToArray();
        if (digits.Length == 0) return bytes;
        var copy = bytes.ToArray();
        var at = digits[random.Next(digits.Length)];
        copy[at] = (byte)('0' + ((copy[at] - '0' + random.Next(1, 10)) % 10));
        return copy;
    }

    private static byte[] Lines(byte[] bytes, string kind, Random random)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        Change(lines.Count, kind, random, i => lines.Insert(random.Next(lines.Count + 1), lines[i]), lines.RemoveAt, (i, j) => (lines[i], lines[j]) = (lines[j], lines[i]));
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
    }

    private static byte[] Rows(byte[] bytes, string kind, Random random)
    {
        var root = JsonNode.Parse(bytes)!;
        var array = Pick(root.AsObject().Select(m => m.Value).OfType<JsonArray>().Where(a => a.Count > 1).ToArray(), random);
        var items = array.Select(n => n!.DeepClone()).ToList();
        Change(items.Count, kind, random, i => items.Insert(random.Next(items.Count + 1), items[i].DeepClone()), items.RemoveAt, (i, j) => (items[i], items[j]) = (items[j], items[i]));
        array.Clear();
        foreach (var item in items) array.Add(item);
        return Encoding.UTF8.GetBytes(root.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void Change(int count, string kind, Random random, Action<int> add, Action<int> drop, Action<int, int> swap)
    {
        var (one, other) = (random.Next(count), random.Next(count - 1));
        if (kind == "a row added") add(one);
        else if (kind == "a row dropped") drop(one);
        else swap(one, other >= one ? other + 1 : other);
    }

    private static byte[] Older(byte[] chain, Random random)
    {
        var lines = Encoding.UTF8.GetString(chain).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return Encoding.UTF8.GetBytes(string.Concat(lines.SkipLast(random.Next(1, 5)).Select(l => l + "\n")));
    }

    private static byte[] Rubric(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var at = System.Text.RegularExpressions.Regex.Matches(text, "\"(weight|max|full|places|acknowledgeBelow)\": ?(?<n>[1-9])").ToArray();
        var group = Pick(at, random).Groups["n"];
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, group.Index), $"{(int.Parse(group.Value) % 9) + 1}", text.AsSpan(group.Index + 1)));
    }

    private static void Relist(Dictionary<string, byte[]> files, bool head)
    {
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        foreach (var f in manifest["files"]!.AsArray())
            (f!["size"], f["sha256"]) = (files[(string)f["path"]!].Length, BundleWriter.Sha(files[(string)f["path"]!]));
        if (head)
        {
            var last = Encoding.UTF8.GetString(files["chain.txt"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
            (manifest["chain"]!["head"], manifest["chain"]!["last"]) = (last[..64], (int)JsonNode.Parse(last[65..])!["number"]!);
        }

        files["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static void Resign(Dictionary<string, byte[]> files, List<string> located)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        files["key.pem"] = Encoding.ASCII.GetBytes(SigningKey.PublicPem(other));
        Relist(files, head: false);
        files["manifest.sig"] = Encoding.ASCII.GetBytes(Convert.ToBase64String(other.SignData(files["manifest.json"], HashAlgorithmName.SHA256)));
        located.Add("key.pem");
    }

    private static T Pick<T>(T[] from, Random random) => from[random.Next(from.Length)];
}
