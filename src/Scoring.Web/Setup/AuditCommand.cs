using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Chains;

namespace Scoring.Web.Setup;

/// <summary>
/// <c>audit [--head NUMBER:DIGITS,…]</c>: checks the event chain of the configured database and names the first bad row. It only reads. It is here and not in
/// the offline command, because that one knows no database (docs/decisions/0007). Exit 0: whole; 1: broken; 2: cannot be read.
/// </summary>
public static class AuditCommand
{
    public const string Name = "audit";

    public static async Task<int> Audit(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<Store>();
        if (!TryHeads(app.Configuration["head"], out var heads))
            return await Unreadable("--head 应写作 编号:哈希开头，例如 --head 812:7f3a91c2d05e，多个用逗号隔开");
        if (!File.Exists(store.DatabaseFile))
            return await Unreadable($"没有这个数据库文件：{store.DatabaseFile}");
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
            if ((await db.Database.GetPendingMigrationsAsync()).Any())
                return await Unreadable("数据库是旧版本程序的，请先用这个版本的程序启动一次");
            var report = await ChainAudit.Check(db, heads);
            Console.WriteLine(Words(report));
            return report.Fault is null ? 0 : 1;
        }
        catch (Exception e) when (StoreFault(e))
        {
            return await Unreadable($"数据库读不出来：{e.Message}");
        }
    }

    /// <summary>The report in a sentence.</summary>
    public static string Words(ChainReport report) => report.Fault is { } fault
        ? $"第 {fault.Number} 条不对：{fault.Reason}。它之前的 {report.Events} 条完好。"
        : $"事件链完好：共 {report.Events} 条，链头 {report.Head}（简写 {EventChain.Brief(report.Head)}）{(report.Erased > 0 ? $"，其中 {report.Erased} 条的个人信息已删除" : string.Empty)}。";

    /// <summary>"812:7f3a91c2d05e, 900:…" to numbers and lower-case digits; blanks in the digits are fine.</summary>
    public static bool TryHeads(string? text, out List<(long Number, string Start)> heads)
    {
        heads = [];
        foreach (var part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf(':', StringComparison.Ordinal);
            var digits = at < 0 ? string.Empty : part[(at + 1)..].Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
            if (at < 1 || !long.TryParse(part[..at], out var number) || number < 1 || digits.Length is < 8 or > 64 || !digits.All(char.IsAsciiHexDigit))
                return false;
            heads.Add((number, digits));
        }

        return true;
    }

    private static bool StoreFault(Exception e) => e is System.Data.Common.DbException or InvalidOperationException or IOException;

    private static async Task<int> Unreadable(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }
}
