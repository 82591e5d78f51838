using System.Diagnostics;
using System.Globalization;

namespace Scoring.Benchmarks;

/// <summary>A slower disk than there is: a small library, loaded ahead of the system's, that waits a little in each fsync of the programs started meanwhile.</summary>
internal sealed class SlowSync : IDisposable
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdlib.h>
        #include <unistd.h>
        static void wait_more(void) { const char *ms = getenv("SYNC_DELAY_MS"); if (ms) usleep(1000 * atoi(ms)); }
        int fsync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fsync"); wait_more(); return real(fd); }
        int fdatasync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fdatasync"); wait_more(); return real(fd); }
        """;

    /// <returns>The library; null where there is no C compiler.</returns>
    public static async Task<string?> Build(string folder)
    {
        var (source, library) = (Path.Combine(folder, "slow.c"), Path.Combine(folder, "slow.so"));
        await File.WriteAllTextAsync(source, Source);
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>From now until disposed, for every program that is started.</summary>
    public static SlowSync Use(string library, int milliseconds)
    {
        Environment.SetEnvironmentVariable("LD_PRELOAD", library);
        Environment.SetEnvironmentVariable("SYNC_DELAY_MS", milliseconds.ToString(CultureInfo.InvariantCulture));
        return new SlowSync();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("LD_PRELOAD", null);
        Environment.SetEnvironmentVariable("SYNC_DELAY_MS", null);
    }
}
