using System.Diagnostics;
using Microsoft.Playwright;

namespace Scoring.Browser.Tests.Stage;

/// <summary>The one browser of a run: the machine's own where there is one, and where there is none it is installed first.</summary>
public static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Launched = new(Launch);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe"];

    private static readonly string[] Elsewhere =
        ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    /// <summary>Nothing here waits longer for one thing; generous, because a test machine may be busy.</summary>
    public const float Patience = 30_000;

    public static Task<IBrowser> Browser => Launched.Value;

    private static bool Root => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        if (Find(playwright) is null)
            Install();
        string[] args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Find(playwright) ?? throw new InvalidOperationException("No Chromium or Chrome was found, and none could be installed. Name one in the environment variable CHROMIUM."),
            // Chromium refuses to sandbox itself as root, which is who runs tests in a container.
            Args = Root ? [.. args, "--no-sandbox"] : args,
            Timeout = Patience,
        });
    }

    private static string? Find(IPlaywright playwright)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new[] { Environment.GetEnvironmentVariable("CHROMIUM") }
            .Concat(Names.SelectMany(name => path.Select(folder => Path.Combine(folder, name))))
            .Concat(Elsewhere)
            .Append(playwright.Chromium.ExecutablePath)
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Debian's package as root, with the fonts without which Chinese is boxes; Playwright's own download otherwise.</summary>
    private static void Install()
    {
        if (Root && File.Exists("/usr/bin/apt-get") && Run("apt-get", "update", "-qq") && Run("apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"))
            return;
        Microsoft.Playwright.Program.Main(["install", "chromium"]);
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
