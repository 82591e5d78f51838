using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Chains;

namespace Scoring.Data.Records;

/// <summary>What a check of the whole journal found.</summary>
/// <param name="Events">How many events there are.</param>
/// <param name="Head">The last hash; <see cref="EventChain.Genesis"/> for an empty journal.</param>
/// <param name="Erased">Events whose words have been erased: their chain is whole, their words are gone.</param>
/// <param name="Fault">The first bad row; null when all is well.</param>
public sealed record ChainReport(long Events, string Head, long Erased, ChainFault? Fault);

/// <summary>Reads the journal from its first row and names the first that is not what it was when it was written.</summary>
public static class ChainAudit
{
    /// <param name="db">The database to be checked; only read.</param>
    /// <param name="printed">Heads known from elsewhere (minutes, notices): number and the first digits of its hash. Each must be in the chain.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ChainReport> Check(ScoringDb db, IReadOnlyList<(long Number, string Start)> printed, CancellationToken cancellationToken = default)
    {
        var (number, head, erased) = (0L, EventChain.Genesis, 0L);
        var open = printed.ToList();
        await foreach (var e in db.AuditEvents.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var fault = EventChain.FirstFault([new ChainLink(e.Id, e.Previous, e.Body, e.Hash)], number, head) ?? Beside(e);
            if (fault is null && open.FirstOrDefault(p => p.Number == e.Id) is { Start: not null } known && !e.Hash.StartsWith(known.Start, StringComparison.Ordinal))
                fault = new ChainFault(e.Id, $"这一条的哈希应以 {known.Start} 开头（印在纪要或公示上的），实为 {e.Hash[..12]}：链被整段换过");
            if (fault is not null)
                return new ChainReport(number, head, erased, fault);
            open.RemoveAll(p => p.Number == e.Id);
            (number, head, erased) = (e.Id, e.Hash, erased + (e.Salt.Length == 0 ? 1 : 0));
        }

        return new ChainReport(number, head, erased,
            open.Count == 0 ? null : new ChainFault(number + 1, $"链只到第 {number} 条，印在纪要或公示上的第 {open.Min(p => p.Number)} 条不在了：链尾被截断"));
    }

    /// <summary>The columns beside the body must say what the body says.</summary>
    private static ChainFault? Beside(AuditEvent e)
    {
        using var body = JsonDocument.Parse(e.Body);
        var root = body.RootElement;
        if (Text(root, "act") != e.Act || Text(root, "at") != EventChain.Moment(e.At) || Number(root, "cycle") != e.CycleId || Number(root, "entry") != e.EntryId)
            return new ChainFault(e.Id, "时间、操作、期次或候选人一栏与链上的内容不符");
        var gone = e.Salt.Length == 0;
        if (gone && e is not { AccountId: null, Who.Length: 0, Text.Length: 0 })
            return new ChainFault(e.Id, "盐已删除，文字还在：删除不完整");
        return gone || EventChain.Commit(e.Salt, e.AccountId, e.Who, e.Text) == Text(root, "words")
            ? null
            : new ChainFault(e.Id, "经办人或说明文字与链上的承诺不符：文字被改过");
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int? Number(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetInt32() : null;
}
