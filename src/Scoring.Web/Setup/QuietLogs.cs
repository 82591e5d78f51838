namespace Scoring.Web.Setup;

/// <summary>
/// A resident's link is the right to one ballot, and a network address is a person: neither may reach a log. The framework writes both
/// at its chattier levels, so those are off for it whatever the configuration asks.
/// </summary>
public static class QuietLogs
{
    private static readonly string[] Chatty = ["Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "System.Net"];

    public static void AddQuietLogs(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(options =>
    {
        var loud = options.Rules.Where(r => r.LogLevel < LogLevel.Warning && r.CategoryName is { } name && Array.Exists(Chatty, c => name.StartsWith(c, StringComparison.Ordinal))).ToList();
        foreach (var rule in loud)
            options.Rules.Remove(rule);
        // A rule for one provider wins over a rule for all, so every provider that has rules of its own gets ours too.
        foreach (var provider in options.Rules.Select(r => r.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var category in Chatty)
                options.Rules.Add(new LoggerFilterRule(provider, category, LogLevel.Warning, filter: null));
        }
    });
}
