using Microsoft.Extensions.Options;
using Quartz;
using Scoring.Web.Setup;

namespace Scoring.Web.Jobs;

/// <summary>Quartz starts the jobs. In a build with <c>-p:Scheduler=Hangfire</c>, HangfireStart.cs stands in the place of this file; nothing else knows which it is.</summary>
public static class SchedulerStart
{
    public static void AddScheduler(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<Tick>();
    }

    /// <summary>Quartz has no page of its own.</summary>
    public static void MapScheduler(this WebApplication app)
    {
    }

    /// <summary>Schedules the pass when the application starts, with the cron from the settings.</summary>
    private sealed class Tick(ISchedulerFactory schedulers, IOptions<ScoringOptions> options) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            var job = JobBuilder.Create<Pass>().WithIdentity("clock-jobs").Build();
            var trigger = TriggerBuilder.Create().WithIdentity("clock-jobs")
                .WithCronSchedule(options.Value.JobsCron, c => c.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")))
                .Build();
            await scheduler.ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [DisallowConcurrentExecution]
    private sealed class Pass(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
            await runner.RunAll(cancellationToken);
    }
}
