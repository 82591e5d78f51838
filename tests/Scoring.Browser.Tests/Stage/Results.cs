using System.Runtime.CompilerServices;

namespace Scoring.Browser.Tests.Stage;

/// <summary>Where pictures go: TestResults beside this project (not kept in the repository), and docs/screens when asked.</summary>
public static class Results
{
    public static string Folder { get; } = Made(Path.Combine(Project(), "TestResults"));

    public static string Screens(string size) => Made(Path.Combine(Folder, "screens", size));

    /// <summary>The README's pictures; null unless the environment says SCORING_SCREENS=1.</summary>
    public static string? Docs => Environment.GetEnvironmentVariable("SCORING_SCREENS") == "1" ? Made(Path.Combine(Project(), "..", "..", "docs", "screens")) : null;

    private static string Made(string folder) => Directory.CreateDirectory(folder).FullName;

    private static string Project([CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;
}
