using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Clocks;

/// <summary>The application with its scheduler awake: a pass every second.</summary>
public sealed class AwakeApp : WebApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Scoring:JobsCron", "* * * * * ?");
    }
}

/// <summary>The seam between a scheduler and the jobs, told by what it does alone: a build with the other scheduler runs the same tests.</summary>
public sealed class SchedulerTests(AwakeApp app) : IClassFixture<AwakeApp>
{
    [Fact]
    public async Task A_pass_runs_by_itself_and_moves_what_time_has_decided()
    {
        await app.MoveTo(WebApp.China(2026, 10, 10, 18, 1));
        SpinWait.SpinUntil(() => State() == CycleState.Review, TimeSpan.FromSeconds(30)).ShouldBeTrue("no pass ran by itself");
        (await app.Db(db => db.JobRuns.AnyAsync(r => r.Failed))).ShouldBeFalse();
    }

    [Fact]
    public void Each_scheduler_is_known_to_one_file()
    {
        Knowing(Checkout.Source, "Quartz").ShouldBe(["src/Scoring.Web/Jobs/QuartzStart.cs"]);
        Knowing(Checkout.Source, "Hangfire").ShouldBe(["src/Scoring.Web/Jobs/HangfireStart.cs"]);
        Knowing([.. Checkout.Source, new TextFile("src/Scoring.Web/Jobs/Planted.cs", "using Quartz;\n")], "Quartz").Count().ShouldBe(2);
    }

    private static IEnumerable<string> Knowing(IEnumerable<TextFile> files, string scheduler) =>
        files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Lines.Any(l => l.StartsWith($"using {scheduler}", StringComparison.Ordinal))).Select(f => f.Path);

    private CycleState State()
    {
        using var db = WebApp.OpenDb(app.DatabaseFile);
        return db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.State).Single();
    }
}
