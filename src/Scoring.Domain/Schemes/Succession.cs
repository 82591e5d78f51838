namespace Scoring.Domain.Schemes;

/// <summary>
/// Answers whether a scheme text may follow the newest version kept, and as which. The number inside the text must be the number it is kept under,
/// because every result prints the number inside: a result then names its rules without anybody looking it up. Knows no table and no cycle.
/// </summary>
public static class Succession
{
    /// <summary>The number under which the text is to be kept; null when it says what the newest version says already.</summary>
    /// <param name="scheme">The text as read.</param>
    /// <param name="newest">The newest version's number and hash; null for a programme that is new here.</param>
    /// <exception cref="SchemeInvalid">The text numbers itself otherwise.</exception>
    public static int? Next(Scheme scheme, (int Version, string Hash)? newest)
    {
        if (newest?.Hash == scheme.Hash)
            return null;
        var next = (newest?.Version ?? 0) + 1;
        if (scheme.VersionNumber != next)
        {
            throw SchemeText.Read(scheme.Text).Refuse("$.scoring.version", newest is null
                ? $"这是「{scheme.Name}」的第一份方案，版本序号应写 1，现在写的是 {scheme.VersionNumber}。"
                : $"内容与第 {newest.Value.Version} 版不同，是一个新版本：版本序号应写 {next}，现在写的是 {scheme.VersionNumber}。每份结果都印着这个序号，所以要与平台的版本号一致。");
        }

        return next;
    }
}
