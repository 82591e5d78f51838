using Scoring.Data.Surveys;

namespace Scoring.Harness.Surveys;

/// <summary>Many slips, each handed in by so many connections at the same time: exactly one ballot a slip.</summary>
public static class BallotRace
{
    /// <returns>What is wrong, as sentences; empty when everything is as it must be.</returns>
    public static async Task<IReadOnlyList<string>> Run(int slips, int attempts)
    {
        var folder = Directory.CreateTempSubdirectory("scoring-race-").FullName;
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        using var program = new WebProgram(folder);
        try
        {
            new BallotFile(20, 0, slips).Lay(program.DatabaseFile, TimeProvider.System.GetUtcNow());
            await program.Start();
            var residents = Enumerable.Range(0, attempts).Select(_ => new Resident(program.Address)).ToList();
            var other = 0;
            for (var slip = 0; slip < slips; slip++)
            {
                var request = Resident.Request(slip);
                var statuses = await Task.WhenAll(residents.Select(r => r.Send(request)));
                other += statuses.Count(s => s != 302);
            }

            residents.ForEach(r => r.Dispose());
            await program.Kill();
            using var db = LiveDay.Open(program.DatabaseFile);
            var found = Recount.Run(db);
            var faults = found.Differences.ToList();
            if (other > 0)
                faults.Add($"{other} attempts were not thanked for");
            if (found.Ballots != slips || db.SpentTokens.Count() != slips)
                faults.Add($"{found.Ballots} ballots for {slips} slips");
            return faults;
        }
        finally
        {
            program.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
