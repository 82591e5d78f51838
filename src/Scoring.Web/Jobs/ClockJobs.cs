using System.Diagnostics;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Setup;

namespace Scoring.Web.Jobs;

/// <summary>
/// What the clock starts: a plain class, idempotent, that catches up however late it comes. It decides nothing: it only makes
/// visible what time has already decided.
/// </summary>
public interface IClockJob
{
    /// <summary>Shown on the clock's page.</summary>
    string Name { get; }

    /// <returns>What it did, as a Chinese sentence; empty when there was nothing to do.</returns>
    Task<string> Run(CancellationToken cancellationToken);
}

/// <summary>Runs jobs, each in its own scope, and keeps a record. The one seam a scheduler needs.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, Clock clock, ILogger<JobRunner> log)
{
    /// <summary>The jobs in the order in which one pass runs them.</summary>
    public static IReadOnlyList<Type> Jobs { get; } = [typeof(CreateCycles), typeof(AdvanceCycles), typeof(RemindOfDeadlines), typeof(SendToGroups), typeof(TidyBallots)];

    /// <summary>The jobs and what runs them, whichever scheduler starts it.</summary>
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<OneByOne>();
        services.AddSingleton<JobRunner>();
        foreach (var job in Jobs)
            services.AddScoped(job);
    }

    /// <summary>One pass over all jobs. A failing job is recorded and does not stop the next.</summary>
    /// <returns>The runs that did something or failed.</returns>
    public async Task<IReadOnlyList<JobRun>> RunAll(CancellationToken cancellationToken = default)
    {
        var runs = new List<JobRun>();
        foreach (var job in Jobs)
        {
            if (await Run(job, cancellationToken) is { } run)
                runs.Add(run);
        }

        return runs;
    }

    /// <summary>One job again, by its name: what failed is tried once more without waiting for the next pass.</summary>
    /// <returns>The run; null when there was nothing to do, or no such job.</returns>
    public async Task<JobRun?> RunOne(string name, CancellationToken cancellationToken = default)
    {
        foreach (var type in Jobs)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (((IClockJob)scope.ServiceProvider.GetRequiredService(type)).Name == name)
                return await Run(type, cancellationToken);
        }

        return null;
    }

    private async Task<JobRun?> Run(Type type, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var job = (IClockJob)scope.ServiceProvider.GetRequiredService(type);
        var watch = Stopwatch.StartNew();
        string text;
        var failed = false;
        try
        {
            text = await job.Run(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Job {Job} failed", job.Name);
            (text, failed) = (e.Message, true);
        }

        if (text.Length == 0)
            return null;
        var run = new JobRun { Job = job.Name, At = clock.Now, Milliseconds = (int)watch.ElapsedMilliseconds, Failed = failed, Text = text };
        await using var record = scopes.CreateAsyncScope();
        var db = record.ServiceProvider.GetRequiredService<ScoringDb>();
        db.JobRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }
}
