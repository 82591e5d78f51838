using System.Runtime.CompilerServices;
using Scoring.Domain.Calendars;

namespace Scoring.Domain.Tests.Calendars;

/// <summary>The repository's seed files, found from this source file, so that tests read what is shipped.</summary>
internal static class Seeds
{
    public static WorkingDays Calendar { get; } =
        WorkingDays.Read(Directory.GetFiles(Path.Combine(Folder(), "calendars"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    public static string Contest { get; } = Text("schemes/top10-secretary.json");

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder(), path));

    public static IEnumerable<string> SchemeFiles() =>
        Directory.GetFiles(Path.Combine(Folder(), "schemes"), "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "seeds"));
}
