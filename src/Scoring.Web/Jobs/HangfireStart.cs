using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Scoring.Domain.Organisation;
using Scoring.Web.Setup;

namespace Scoring.Web.Jobs;

/// <summary>Hangfire starts the jobs, in a build with <c>-p:Scheduler=Hangfire</c>; QuartzStart.cs stands in its place in every other. What it starts is the same pass.</summary>
public static class SchedulerStart
{
    private const string Dashboard = "/hangfire";

    public static void AddScheduler(this IServiceCollection services)
    {
        services.AddHangfire(c => c.UseInMemoryStorage());
        services.AddHangfireServer(o => (o.WorkerCount, o.SchedulePollingInterval) = (1, TimeSpan.FromSeconds(1)));
        services.AddHostedService<Tick>();
    }

    /// <summary>Its own page, for the system administrator alone; what it posts carries the application's form token.</summary>
    public static void MapScheduler(this WebApplication app) =>
        app.MapHangfireDashboard(Dashboard, new DashboardOptions { Authorization = [new AdministratorOnly()], IgnoreAntiforgeryToken = false, DisplayStorageConnectionString = false })
            .RequireAuthorization(new AuthorizeAttribute { Roles = nameof(Role.Administrator) });

    private sealed class Tick(IRecurringJobManager jobs, IOptions<ScoringOptions> options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<Pass>("clock-jobs", p => p.Run(CancellationToken.None), options.Value.JobsCron, new RecurringJobOptions
            {
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
                // A pass catches up by itself, however late it comes: those that were missed need not follow one by one.
                MisfireHandling = MisfireHandlingMode.Ignorable,
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>One pass; whatever fails in it is in our own record, and the next pass tries again.</summary>
    public sealed class Pass(JobRunner runner)
    {
        [DisableConcurrentExecution(timeoutInSeconds: 600)]
        [AutomaticRetry(Attempts = 0)]
        public Task Run(CancellationToken cancellationToken) => runner.RunAll(cancellationToken);
    }

    private sealed class AdministratorOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => context.GetHttpContext().User.IsInRole(nameof(Role.Administrator));
    }
}
