using Scoring.Benchmarks;

// What is measured is said first, so that one program can hold several: dotnet run -c Release --project tests/Scoring.Benchmarks -- tally
switch (args.FirstOrDefault())
{
    case "tally":
        TallyBenchmark.Run();
        return 0;
    case "push":
        return await PushBenchmark.Run(args[1..]);
    case RawBroadcast.Command:
        return await RawBroadcast.Run(args[1..]);
    case "ballots":
        return await BallotBenchmark.Run(args[1..]);
    case "growth":
        return await GrowthBenchmark.Run(args[1..]);
    case "ranking":
        return await RankingBenchmark.Run(args[1..]);
    case RankingBenchmark.Peer:
        return await RankingBenchmark.RunPeer(args[1..]);
    case BallotPeers.Twin:
        return await BallotPeers.RunTwin(args[1..]);
    case BallotPeers.Control:
        return await BallotPeers.RunControl(args[1..]);
    default:
        Console.Error.WriteLine("Benchmarks: tally, push [viewers…], ballots [rounds seconds ballots], growth [ballots], ranking [rounds seconds]");
        return 2;
}
