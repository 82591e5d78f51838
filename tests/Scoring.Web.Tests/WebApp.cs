using System.Net;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Jobs;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests;

/// <summary>
/// The real application on a SQLite file and a files directory of its own, with the small <see cref="District"/>. One a test class:
/// <c>public sealed class SubmitTests(WebApp app) : IClassFixture&lt;WebApp&gt;</c>. It starts at <see cref="Begins"/>, when the October
/// cycle is open for nominations; its own jobs sleep, and a test runs a pass with <see cref="RunJobs"/>.
/// </summary>
public class WebApp : WebApplicationFactory<Program>
{
    private readonly string folder = TestFolder.New("app");
    private readonly Dictionary<string, string> signIns = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim signingIn = new(1);

    /// <summary>Thursday 8 October 2026, 9:00 in China: the first working day of that month's nominations.</summary>
    public virtual DateTimeOffset Begins => China(2026, 10, 8, 9);

    public string DatabaseFile => Path.Combine(folder, "scoring.db");

    public string FilesDirectory => Path.Combine(folder, "files");

    /// <summary>The programmes that run: the district's own contest, so that a test counts its cycles and no others.</summary>
    protected virtual string Programmes => "TOP10_SECRETARY";

    /// <summary>Connection string given to the application.</summary>
    protected virtual string Connection => $"Data Source={DatabaseFile}";

    public Clock Clock => Services.GetRequiredService<Clock>();

    public static DateTimeOffset China(int year, int month, int day, int hour = 0, int minute = 0) =>
        new(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    /// <summary>A context on any file, as the application would open it but without pooling, so that the file can be copied afterwards.</summary>
    public static ScoringDb OpenDb(string file) =>
        new(new DbContextOptionsBuilder<ScoringDb>().UseSqliteFile(file).Options);

    /// <summary>Moves the application's clock, without running any job.</summary>
    public Task MoveTo(DateTimeOffset moment) => Db(db => Clock.MoveTo(moment, db));

    /// <summary>One pass of the clock's jobs; fails the test when a job failed.</summary>
    public async Task RunJobs()
    {
        var runs = await Services.GetRequiredService<JobRunner>().RunAll();
        runs.Where(r => r.Failed).Select(r => $"{r.Job}: {r.Text}").ShouldBeEmpty();
    }

    /// <summary>Something with a fresh context of the application's own.</summary>
    public async Task<T> Db<T>(Func<ScoringDb, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ScoringDb>());
    }

    /// <inheritdoc cref="Db{T}"/>
    public Task Db(Func<ScoringDb, Task> act) => Db(async db =>
    {
        await act(db);
        return 0;
    });

    /// <summary>Sends a request through the real pipeline as a person of the district (null: as the clock), without HTTP.</summary>
    public async Task<T> Send<T>(IRequest<T> request, string? userName = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var context = new DefaultHttpContext { RequestServices = services };
        if (userName is not null)
        {
            var account = await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(userName)
                ?? throw new ArgumentException($"Nobody in the test district is called {userName}.", nameof(userName));
            context.User = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        }

        services.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        return await services.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>A browser that has not signed in.</summary>
    public Visitor Visit() => Visit(new CookieContainer());

    /// <summary>A browser signed in through the sign-in page; a second browser of the same person gets the cookie of the first.</summary>
    public async Task<Visitor> SignIn(string userName)
    {
        var jar = new CookieContainer();
        var visitor = Visit(jar);
        await signingIn.WaitAsync();
        try
        {
            if (signIns.TryGetValue(userName, out var cookie))
            {
                jar.SetCookies(ClientOptions.BaseAddress, cookie);
                return visitor;
            }

            await visitor.Get("/account/sign-in");
            var answer = await visitor.Post("/account/sign-in", ("UserName", userName), ("Password", District.Password));
            answer.Status.ShouldBe(HttpStatusCode.Found, $"{userName} could not sign in: {answer.Text}");
            signIns[userName] = $"scoring={jar.GetCookies(ClientOptions.BaseAddress)["scoring"]!.Value}";
            visitor.Forget();
            return visitor;
        }
        finally
        {
            signingIn.Release();
        }
    }

    /// <summary>What a test wants in its file beside the district, before the application starts.</summary>
    protected virtual void Furnish(ScoringDb db)
    {
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        LayFile();
        builder.UseEnvironment("Testing");
        builder.UseSetting("Scoring:Database", Connection);
        builder.UseSetting("Scoring:Files", FilesDirectory);
        builder.UseSetting("Scoring:Demo", "false");
        builder.UseSetting("Scoring:Programmes", Programmes);
        builder.UseSetting("Scoring:JobsCron", "0 0 0 1 1 ? 2099");
        builder.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services => services.AddSingleton(_ => new Clock(Begins - TimeProvider.System.GetUtcNow())));
        builder.ConfigureServices(services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = District.HashRounds));
    }

    /// <summary>Lays the file that the application is to find.</summary>
    protected virtual void LayFile()
    {
        File.Copy(Template.File, DatabaseFile);
        using var db = OpenDb(DatabaseFile);
        Furnish(db);
        db.SaveChanges();
    }

    /// <summary>A client that keeps cookies in that jar and follows no redirect.</summary>
    protected virtual HttpClient Client(CookieContainer jar) => CreateDefaultClient(new CookieContainerHandler(jar));

    private Visitor Visit(CookieContainer jar) => new(Client(jar));
}
