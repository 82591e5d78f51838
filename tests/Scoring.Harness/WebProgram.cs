using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Scoring.Harness;

/// <summary>
/// The web program itself as a process of its own, on loopback, with its own files. It can be killed as a power cut would (SIGKILL) and
/// started again at the same address.
/// </summary>
/// <param name="folder">Where its database and files lie.</param>
/// <param name="program">The assembly to run and what comes before the settings; null: the real program as it was built.</param>
public sealed class WebProgram(string folder, IReadOnlyList<string>? program = null) : IDisposable
{
    // Only so that a program that hangs does not hang us: how fast it starts is the benchmarks' affair, and a busy machine is slow.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(4);
    private readonly int port = FreePort();
    private readonly Queue<string> lastWords = new();
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public string DatabaseFile => Path.Combine(folder, "scoring.db");

    public bool Running => process is { HasExited: false };

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan Worked
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The real program, built with the same configuration as this one.</summary>
    public static string BuiltAssembly
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var root = here;
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Scoring.sln")))
                root = root.Parent;
            var file = Path.Combine(root?.FullName ?? string.Empty, "src", "Scoring.Web", "bin", here.Parent!.Name, here.Name, "Scoring.Web.dll");
            return File.Exists(file) ? file : throw new FileNotFoundException("Build the solution first.", file);
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer in four minutes; with its last words.</exception>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in program ?? [BuiltAssembly])
            start.ArgumentList.Add(argument);
        foreach (var argument in (string[])
            [
                $"--urls={Address}", $"--contentRoot={folder}", "--environment=Production", $"--Scoring:Database=Data Source={DatabaseFile}",
                $"--Scoring:Files={Path.Combine(folder, "files")}", "--Scoring:Demo=false", "--Scoring:JobsCron=0 0 0 1 1 ? 2099", "--Logging:LogLevel:Default=Warning",
            ])
            start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilHealthy();
    }

    /// <summary>Ends it at once, as a power cut would end the process: no handler of its own runs.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private async Task UntilHealthy()
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < LongestStart;)
        {
            if (!Running)
                throw new InvalidOperationException($"The program ended by itself: {Heard()}");
            try
            {
                if ((await http.GetAsync("/health")).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // Not listening yet, or so busy that it cannot say so.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The program did not answer: {Heard()}");
    }

    private void Hear(string? line)
    {
        lock (lastWords)
        {
            if (!string.IsNullOrWhiteSpace(line))
                lastWords.Enqueue(line);
            if (lastWords.Count > 30)
                lastWords.Dequeue();
        }
    }

    private string Heard()
    {
        lock (lastWords)
            return string.Join('\n', lastWords);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
