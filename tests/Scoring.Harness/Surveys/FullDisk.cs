using System.Diagnostics;
using System.Globalization;
using Scoring.Data.Surveys;

namespace Scoring.Harness.Surveys;

/// <summary>The file on a disk of its own that fills up (a small tmpfs; mounting it wants root): 503 while it is full, nothing acknowledged that is not there, and on again by itself when there is room.</summary>
public static class FullDisk
{
    /// <returns>What is wrong, as sentences; empty when everything is as it must be.</returns>
    public static async Task<IReadOnlyList<string>> Run()
    {
        const int Slips = 40_000;
        var folder = Directory.CreateTempSubdirectory("scoring-full-").FullName;
        await Command("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder);
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        using var program = new WebProgram(folder);
        try
        {
            new BallotFile(20, 0, Slips).Lay(program.DatabaseFile, TimeProvider.System.GetUtcNow());
            await program.Start();
            var filler = Path.Combine(folder, "filler");
            await Fill(filler);
            using var resident = new Resident(program.Address);
            var (thanked, refused, next) = (0, 0, 0);
            for (; next < Slips && refused < 20; next++)
            {
                var status = await resident.Send(Resident.Request(next));
                (thanked, refused) = status switch { 302 => (thanked + 1, refused), 503 => (thanked, refused + 1), _ => throw new InvalidOperationException($"Answered with {status}.") };
            }

            var faults = new List<string>();
            if (refused == 0)
                faults.Add("the disk never filled: the round showed nothing");
            File.Delete(filler);
            for (var last = next; next < last + 100; next++)
            {
                if (await resident.Send(Resident.Request(next)) == 302)
                    thanked++;
                else
                    faults.Add($"slip {next} was refused though there is room again");
            }

            await program.Kill();
            using (var db = LiveDay.Open(program.DatabaseFile))
            {
                var found = Recount.Run(db);
                faults.AddRange(found.Differences);
                if (found.Ballots != thanked)
                    faults.Add($"{found.Ballots} ballots, {thanked} thanked for");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{thanked} thanked for, {refused} told 503 while the disk was full"));
            return faults;
        }
        finally
        {
            program.Dispose();
            await Command("umount", "-l", folder);
            Directory.Delete(folder);
        }
    }

    /// <summary>Leaves no byte.</summary>
    private static async Task Fill(string path)
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 64 << 10, 4 << 10 })
        {
            try
            {
                while (true)
                    await stream.WriteAsync(new byte[size]);
            }
            catch (IOException)
            {
                // As full as pieces of this size can make it.
            }
        }
    }

    private static async Task Command(string name, params string[] arguments)
    {
        using var process = Process.Start(name, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {process.ExitCode} (it wants root).");
    }
}
