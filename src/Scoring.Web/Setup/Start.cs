using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Domain.Organisation;
using Scoring.Web.Jobs;

namespace Scoring.Web.Setup;

/// <summary>Why the program does not start: something it was given cannot be used. The message says what and where.</summary>
public sealed class CannotStart(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>What happens before the first request: the file, its tables, the schemes, the demo district, and a word to whoever started it.</summary>
public static class Start
{
    public static async Task Prepare(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<Store>();
        Directory.CreateDirectory(Path.GetDirectoryName(store.DatabaseFile)!);
        Directory.CreateDirectory(store.FilesDirectory);

        _ = app.Services.GetRequiredService<Signing>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
        await db.Database.MigrateAsync();
        await ChainOrder.ChainOld(db);
        await Data.Organisation.Units.FillInitials(db);
        // Refuse to run on a file that would not survive a power cut, rather than find out then.
        await db.Database.OpenConnectionAsync();
        DurablePragmas.Demand(db.Database.GetDbConnection());
        await db.Database.CloseConnectionAsync();

        var options = app.Services.GetRequiredService<IOptions<ScoringOptions>>().Value;
        // A file that was once a demo's must not bring a moved clock into earnest.
        if (options.Demo == true)
            await app.Services.GetRequiredService<Clock>().Load(db);
        await scope.ServiceProvider.GetRequiredService<Seeds>().Load(options.Demo == true);
        var firstPassword = options.Demo == true ? null : await FirstAdministrator(scope.ServiceProvider, options);
        await app.Services.GetRequiredService<JobRunner>().RunAll();
        app.Lifetime.ApplicationStarted.Register(() => Welcome(app, options, store, firstPassword));
    }

    /// <summary>Runs until stopped. An address that is taken is the commonest start that fails: it is said in a sentence, not in a stack of calls.</summary>
    public static async Task<int> RunHere(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"""

                  {e.Message}
                  Another program listens there, perhaps 擂台 itself. Stop it, or choose another port:
                      dotnet run --project src/Scoring.Web -- --urls http://localhost:5081

                """);
            return 1;
        }
    }

    private static async Task<string?> FirstAdministrator(IServiceProvider services, ScoringOptions options)
    {
        var db = services.GetRequiredService<ScoringDb>();
        if (await db.Users.AnyAsync())
            return null;
        var district = await db.Units.FirstOrDefaultAsync(u => u.Kind == UnitKind.District);
        if (district is null)
        {
            district = new Unit { Code = "DISTRICT", Name = "本区", Kind = UnitKind.District };
            db.Units.Add(district);
            await db.SaveChangesAsync();
        }

        var users = services.GetRequiredService<UserManager<Account>>();
        var password = options.AdminPassword ?? Features.Accounts.Passwords.Fresh();
        var account = new Account { UserName = options.AdminUser, FullName = "系统管理员", UnitId = district.Id, LockoutEnabled = true };
        account.Grants.Add(new RoleGrant { Role = Role.Administrator, UnitId = district.Id, GrantedAt = services.GetRequiredService<Clock>().Now });
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
            throw new CannotStart("The first administrator could not be created (Scoring:AdminUser, Scoring:AdminPassword): " + string.Join(" ", result.Errors.Select(e => e.Description)));
        db.AuditEvents.Add(new AuditEvent { At = services.GetRequiredService<Clock>().Now, Who = "系统时钟", Act = "Accounts.First", Text = $"首次启动，建立系统管理员账号“{account.UserName}”" });
        await db.SaveChangesAsync();
        return options.AdminPassword is null ? password : null;
    }

    private static void Welcome(WebApplication app, ScoringOptions options, Store store, string? firstPassword)
    {
        var address = app.Urls.FirstOrDefault() ?? "http://localhost:5080";
        Console.WriteLine();
        Console.WriteLine($"  擂台 is running:  {address}");
        if (options.Demo == true)
            Console.WriteLine("  Sign in:          open the page, press 登录, choose a role (one click, demo district)\n                    accounts can also sign in by name with the password  leitai-demo-2026");
        else if (firstPassword is not null)
            Console.WriteLine($"  Sign in:          {options.AdminUser} / {firstPassword}   (shown this once; change it)");
        Console.WriteLine($"  Database:         {store.DatabaseFile}");
        Console.WriteLine("  Stop:             Ctrl+C");
        Console.WriteLine();
    }
}
