using Scoring.Domain.Bundles;

namespace Scoring.Verify;

/// <summary>Checks evidence bundles one after another, offline, and says what is wrong, first fault first.</summary>
public static class VerifyCommand
{
    /// <summary>Exit code when everything is well.</summary>
    public const int Done = 0;

    /// <summary>Exit code when something is wrong in a bundle.</summary>
    public const int Wrong = 1;

    /// <summary>Exit code when a file cannot be read, or is no bundle at all; also when the key is none.</summary>
    public const int Unreadable = 2;

    /// <summary>Writes one line for a good bundle, one a fault for another.</summary>
    /// <param name="files">Paths of the bundles.</param>
    /// <param name="key">Path of the published key in PEM; null checks the signature against the key in the bundle alone, and says so.</param>
    /// <param name="output">Gets the lines.</param>
    /// <param name="errors">Gets what could not be read.</param>
    /// <returns>The worst of the exit codes.</returns>
    public static int Run(IEnumerable<string> files, string? key, TextWriter output, TextWriter errors)
    {
        byte[]? published = null;
        if (key is not null)
        {
            published = Read(key, errors);
            using var point = published is null ? null : SigningKey.Public(published);
            if (point is null)
            {
                errors.Write($"{key}: 不是 P-256 公钥（PEM）\n");
                return Unreadable;
            }
        }

        var exit = files.Max(file => One(file, published, output, errors));
        output.Flush();
        errors.Flush();
        return exit;
    }

    private static int One(string file, byte[]? published, TextWriter output, TextWriter errors)
    {
        if (Read(file, errors) is not { } archive)
            return Unreadable;
        try
        {
            var report = BundleCheck.Run(archive, published);
            foreach (var fault in report.Faults)
                output.Write($"{file}: {fault.File}: {fault.Reason}\n");
            if (report.Faults.Count > 0)
                return Wrong;
            output.Write($"{file}: 核验通过：{report.Title}，公钥 {Domain.Notices.Publication.FingerprintOf(report.KeyHash!)}{(published is null ? "（没有给 --key，请与公布的公钥核对）" : "（与所给的相同）")}\n");
            return Done;
        }
        catch (UnreadableBundle e)
        {
            errors.Write($"{file}: {e.Message}\n");
            return Unreadable;
        }
    }

    private static byte[]? Read(string file, TextWriter errors)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Write($"{file}: 文件读不出来（{e.Message}）\n");
            return null;
        }
    }
}
