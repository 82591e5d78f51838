using Scoring.Benchmarks;

// What is measured is said first, so that one program can hold several: dotnet run -c Release --project tests/Scoring.Benchmarks -- tally
switch (args.FirstOrDefault())
{
    case "tally":
        TallyBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Benchmarks: tally");
        return 2;
}
