using System.Runtime.CompilerServices;

namespace Scoring.Web.Tests.House;

/// <summary>A text file of the repository, by its path from the root with forward slashes.</summary>
public sealed record TextFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string[] Lines => Text.Split('\n');
}

/// <summary>The repository that these tests were built from, without what is built or installed in it.</summary>
public static class Checkout
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "dist", ".git", "App_Data", "TestResults", ".vs", ".idea", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] NotText = [".png", ".jpg", ".woff2", ".ico", ".db", ".db-wal", ".db-shm", ".pdf", ".docx", ".pptx", ".mp4", ".xlsx"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<TextFile> All { get; } = [.. Walk(Root).OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>What we ship, without migrations (a tool wrote those).</summary>
    public static IReadOnlyList<TextFile> Source { get; } = [.. All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && !f.Path.Contains("/Migrations/", StringComparison.Ordinal))];

    public static IEnumerable<TextFile> Under(string folder, params string[] endings) =>
        All.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal) && (endings.Length == 0 || endings.Any(e => f.Path.EndsWith(e, StringComparison.Ordinal))));

    private static IEnumerable<TextFile> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != ".git" && !NotText.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)))
            yield return new TextFile(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));
        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d), StringComparer.Ordinal)))
        {
            foreach (var file in Walk(inner))
                yield return file;
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Scoring.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository of these tests is not where they were built.");
    }
}
