using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;

namespace Scoring.Web.Setup;

/// <summary><c>Scoring.Web recount</c>: counts the ballots of the file anew and says where the running counts differ. Changes nothing, serves nothing.</summary>
public static class RecountCommand
{
    public const string Name = "recount";
    private const int Shown = 50;

    /// <returns>0 when all agree, 1 when something differs.</returns>
    public static async Task<int> Recount(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
        if (!File.Exists(app.Services.GetRequiredService<Store>().DatabaseFile) || (await db.Database.GetPendingMigrationsAsync()).Any())
            throw new CannotStart("There is no file of this version to recount (Scoring:Database). Start the program once, or name the right file.");
        var watch = Stopwatch.StartNew();
        var found = Data.Surveys.Recount.Run(db);
        foreach (var difference in found.Differences.Take(Shown))
            Console.WriteLine(difference);
        if (found.Differences.Count > Shown)
            Console.WriteLine($"… and {found.Differences.Count - Shown} more");
        Console.WriteLine($"{found.Ballots} ballots recounted in {watch.Elapsed.TotalSeconds:F1} s: {(found.Differences.Count == 0 ? "every count and total agrees" : $"{found.Differences.Count} differ")}");
        return found.Differences.Count == 0 ? 0 : 1;
    }
}
