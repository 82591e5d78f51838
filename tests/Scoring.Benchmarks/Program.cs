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
    default:
        Console.Error.WriteLine("Benchmarks: tally, push [viewers…]");
        return 2;
}
