// The event chain: what one link is, and where a row of links first breaks. Must not know tables, files, or what the acts mean.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Chains;

/// <summary>One event as it lies in the chain.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Previous">The hash of the event before, 64 lower-case hex digits; <see cref="EventChain.Genesis"/> for number 1.</param>
/// <param name="Body">Canonical JSON that anyone may read: no name, no sentence, only a commitment to them.</param>
/// <param name="Hash">SHA-256 over <paramref name="Previous"/> and <paramref name="Body"/>, 64 lower-case hex digits.</param>
public sealed record ChainLink(long Number, string Previous, string Body, string Hash);

/// <summary>Where a chain first breaks.</summary>
/// <param name="Number">The number of the first bad event.</param>
/// <param name="Reason">What is wrong with it, as a Chinese sentence.</param>
public sealed record ChainFault(long Number, string Reason);

/// <summary>Hᵢ = SHA-256(Hᵢ₋₁ ‖ canonical JSON): the hash before as 64 hex digits, then the body, both in UTF-8.</summary>
public static class EventChain
{
    /// <summary>What stands before the first event: 64 zeros.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>The hash of an event, 64 lower-case hex digits.</summary>
    public static string HashOf(string previous, string body) => Sha(previous + body);

    /// <summary>
    /// What the body says instead of who did it and the sentence about it: SHA-256 over the salt (hex, lower case) and the canonical JSON
    /// of account, text and who. Without the salt nothing can be guessed back; once the salt is erased, nothing can be shown either.
    /// </summary>
    public static string Commit(string salt, int? account, string who, string text) =>
        Sha(salt + Canonical(new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["account"] = account, ["text"] = text, ["who"] = who }));

    /// <summary>The canonical body of an event. Members that are null or empty are left out.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="at">When, as UTC.</param>
    /// <param name="act">The request's name.</param>
    /// <param name="cycle">The id of the cycle; null for none.</param>
    /// <param name="entry">The id of the entry; null for none.</param>
    /// <param name="facts">Hashes and counts that anyone may know.</param>
    /// <param name="words">The commitment, see <see cref="Commit"/>.</param>
    public static string Body(long number, DateTimeOffset at, string act, int? cycle, int? entry, IReadOnlyDictionary<string, string> facts, string words)
    {
        var body = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["act"] = act,
            ["at"] = Moment(at),
            ["number"] = number,
            ["words"] = words,
        };
        if (cycle is not null) body["cycle"] = cycle;
        if (entry is not null) body["entry"] = entry;
        if (facts.Count > 0) body["facts"] = facts;
        return Canonical(body);
    }

    /// <summary>UTC to the millisecond: "2026-10-08T01:00:00.000Z".</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Twelve hex digits of a head in groups of four, as minutes and notices print it.</summary>
    public static string Brief(string hash) => Notices.Publication.FingerprintOf(hash);

    /// <summary>The first event that does not follow from the one before; null when all do.</summary>
    /// <param name="links">In the order kept.</param>
    /// <param name="after">The number before the first of them; 0 for a whole chain.</param>
    /// <param name="previous">The hash before the first of them.</param>
    public static ChainFault? FirstFault(IEnumerable<ChainLink> links, long after = 0, string? previous = null)
    {
        var (number, hash) = (after, previous ?? Genesis);
        foreach (var link in links)
        {
            if (Fault(link, number + 1, hash) is { } reason)
                return new ChainFault(link.Number, reason);
            (number, hash) = (link.Number, link.Hash);
        }

        return null;
    }

    private static string? Fault(ChainLink link, long number, string previous)
    {
        if (link.Number != number)
            return $"编号应为 {number}，实为 {link.Number}：中间缺行、多行或换了次序";
        if (link.Previous != previous)
            return "与上一条接不上：上一条的哈希不是这里写的“previous”";
        if (HashOf(link.Previous, link.Body) != link.Hash)
            return "哈希与内容不符：内容或哈希被改过";
        try
        {
            using var body = JsonDocument.Parse(link.Body);
            if (body.RootElement.ValueKind != JsonValueKind.Object || CanonicalJson.Write(body.RootElement) != link.Body)
                return "内容不是规范的 JSON";
            return body.RootElement.TryGetProperty("number", out var inside) && inside.GetRawText() == number.ToString(CultureInfo.InvariantCulture)
                ? null
                : "内容里的编号与行号不符";
        }
        catch (JsonException)
        {
            return "内容不是 JSON";
        }
    }

    private static string Canonical(object value) => CanonicalJson.Write(JsonSerializer.SerializeToElement(value));

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
