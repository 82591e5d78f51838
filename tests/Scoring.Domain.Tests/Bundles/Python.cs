using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>The second implementation, run as anyone would run it.</summary>
internal static class Python
{
    public static string Script { get; } = Find();

    /// <summary>Lines on stdout and the exit code.</summary>
    public static (int Exit, List<string> Lines) Run(IEnumerable<string> arguments, IEnumerable<string>? input = null)
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Script);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var python = Process.Start(start) ?? throw new InvalidOperationException("python3 did not start.");
        var errors = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEndAsync();
        foreach (var line in input ?? [])
        {
            python.StandardInput.Write(line);
            python.StandardInput.Write('\n');
        }

        python.StandardInput.Close();
        python.WaitForExit();
        var lines = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (lines.Count == 0) throw new InvalidOperationException($"verify.py said nothing: {errors.Result}");
        return (python.ExitCode, lines);
    }

    /// <summary>The files that it finds at fault in a bundle, each once, in its order.</summary>
    public static List<string> Verify(byte[] archive)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "bundle.zip");
        File.WriteAllBytes(path, archive);
        var lines = Run([path]).Lines;
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        const string Wrong = ": WRONG ";
        return [.. lines.Where(l => l.Contains(Wrong, StringComparison.Ordinal)).Select(l => l.Split(Wrong)[1].Split(':')[0]).Distinct()];
    }

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Scoring.Verify", "verify.py"));
}

/// <summary>How much the harnesses do: a little in every run, everything when FULL_HARNESS is set (docs/bundle.md).</summary>
internal static class Work
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("FULL_HARNESS") is { Length: > 0 };

    public static int Of(int usual, int full) => Full ? full : usual;
}
