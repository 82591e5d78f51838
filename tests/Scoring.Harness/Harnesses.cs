using System.Globalization;
using Scoring.Harness.Surveys;

namespace Scoring.Harness;

/// <summary>Not called Program: tests refer to this assembly beside the web program's own.</summary>
internal static class Harnesses
{
    private static async Task<int> Main(string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case EarlyAnswer.Command:
                return await EarlyAnswer.Run(args[1..]);
            case "hand-in":
                return await HandIn(args[1..]);
            default:
                if (await BallotCommands.Run(args.FirstOrDefault(), args.Length > 0 ? args[1..] : args) is { } code)
                    return code;
                await Console.Error.WriteLineAsync($"""
                    Harnesses: the real program in a process of its own, killed and started again while it works.
                      hand-in [rounds=20] [seed=0] [planted]    2,400 sheets in two seconds a round; "planted" runs a program that answers before it commits
                    {BallotCommands.Words}
                    """);
                return 2;
        }
    }

    private static async Task<int> HandIn(string[] args)
    {
        var numbers = args.Where(a => a != "planted").Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        var (rounds, seed) = (numbers.ElementAtOrDefault(0) is > 0 and var n ? n : 20, numbers.ElementAtOrDefault(1));
        using var harness = new HandInRounds(seed, variant: args.Contains("planted") ? EarlyAnswer.Program : null);
        await harness.Prepare();
        var (faulty, kills, hit) = (0, 0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            var outcome = await harness.Run(kills: 1 + (round % 3));
            Console.WriteLine($"round {round}: {outcome.Acknowledged} of {harness.Sheets} acknowledged, {outcome.Kills} kills ({outcome.KillsInFlight} with requests under way), "
                + $"{outcome.Unanswered} attempts unanswered, {outcome.Took.TotalSeconds:F1} s, {outcome.Faults.Count} faults");
            foreach (var fault in outcome.Faults.Take(5))
                Console.WriteLine($"    {fault}");
            faulty += outcome.Faults.Count > 0 || outcome.Acknowledged < harness.Sheets ? 1 : 0;
            (kills, hit) = (kills + outcome.Kills, hit + outcome.KillsInFlight);
        }

        var enough = hit >= rounds;
        Console.WriteLine($"{rounds} rounds, {kills} kills, {hit} with requests under way{(enough ? "" : " (too few to mean anything)")}: {(faulty == 0 ? "nothing lost, doubled or half" : $"{faulty} rounds with faults")}");
        return faulty == 0 && enough ? 0 : 1;
    }
}
