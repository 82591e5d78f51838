using System.Globalization;

namespace Scoring.Harness.Surveys;

/// <summary>The harnesses of residents' ballots, from the command line.</summary>
internal static class BallotCommands
{
    public const string Words = """
          ballots [rounds=200] [seed=0] [planted]   residents hand in on 64 connections, the program is killed once a round; "planted" runs one that thanks before it stores
          ballot-race [slips=10000] [attempts=100]  every slip is handed in by so many connections at once
          ballot-disk                               the disk fills up and is cleared (a small tmpfs: wants root)
        """;

    public static async Task<int?> Run(string? name, string[] args)
    {
        var numbers = args.Select(a => int.TryParse(a, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(n => n > 0).ToArray();
        switch (name)
        {
            case BallotRounds.PlantedCommand:
                return await BallotRounds.RunPlanted(args);
            case "ballots":
                return await Rounds(numbers.ElementAtOrDefault(0) is > 0 and var rounds ? rounds : 200, numbers.ElementAtOrDefault(1), args.Contains("planted"));
            case "ballot-race":
                return Say(await BallotRace.Run(numbers.ElementAtOrDefault(0) is > 0 and var slips ? slips : 10_000, numbers.ElementAtOrDefault(1) is > 0 and var attempts ? attempts : 100));
            case "ballot-disk":
                return Say(await FullDisk.Run());
            default:
                return null;
        }
    }

    private static async Task<int> Rounds(int rounds, int seed, bool planted)
    {
        using var harness = new BallotRounds(seed, rounds * 3000, planted ? BallotRounds.Planted : null);
        harness.Prepare();
        var (faulty, acknowledged, hit) = (0, 0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            var outcome = await harness.Run();
            (acknowledged, hit, faulty) = (acknowledged + outcome.Acknowledged, hit + (outcome.Unanswered > 0 ? 1 : 0), faulty + (outcome.Faults.Count > 0 ? 1 : 0));
            Console.WriteLine($"round {round}: {outcome.Acknowledged} thanked for, {outcome.Unanswered} without an answer, {outcome.Faults.Count} faults");
            foreach (var fault in outcome.Faults.Take(3))
                Console.WriteLine($"    {fault}");
        }

        var last = await harness.Finish();
        var enough = hit >= rounds * 9 / 10 && acknowledged >= rounds * 20;
        Console.WriteLine($"{rounds} kills, {hit} with requests under way, {acknowledged} thanked for{(enough ? string.Empty : " (too few to mean anything)")}: {(faulty == 0 && last.Count == 0 ? "each is there once, and a recount agrees" : $"{faulty} rounds with faults")}");
        return faulty == 0 && last.Count == 0 && enough ? 0 : 1;
    }

    private static int Say(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults.Take(20))
            Console.WriteLine(fault);
        Console.WriteLine(faults.Count == 0 ? "everything as it must be" : $"{faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;
    }
}
