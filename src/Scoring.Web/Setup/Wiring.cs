using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AutoMapper;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Jobs;
using Scoring.Web.Live;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Setup;

/// <summary>What the application is made of, and in which order a request passes through it.</summary>
public static class Wiring
{
    public static void AddScoring(this WebApplicationBuilder builder)
    {
        // One hop between threads less for each frame to each screen; nothing here waits on a socket's thread for long.
        builder.WebHost.UseSockets(o => o.UnsafePreferInlineScheduling = true);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        // Run from the sources, the built front end is found wherever it lies, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddOptions<ScoringOptions>().BindConfiguration(ScoringOptions.Section);
        services.PostConfigure<ScoringOptions>(o => o.Demo ??= builder.Environment.IsDevelopment());
        services.AddSingleton(_ => new Clock());
        services.AddSingleton<Store>();
        services.AddSingleton<Signing>();
        services.AddSingleton<SeedFiles>();
        services.AddSingleton<SchemeCache>();
        services.AddScoped<SchemeShelf>();
        services.AddScoped<Seeds>();
        services.AddScoped<DemoMaterials>();
        services.AddScoped<Features.Organisation.Compositions>();
        services.AddScoped<Features.Registers.UnitRegister>();
        services.AddScoped<Features.Registers.PeopleRegister>();
        services.AddScoped<Features.Registers.PairingRegister>();
        services.AddScoped<Features.Registers.RegisterShelf>();
        services.AddSingleton<Features.Shared.Files.FileStore>();
        services.AddScoped<Features.Shared.Bundles.BundleShelf>();
        services.AddScoped<Features.Nominations.FilingDesk>();
        services.AddScoped<Features.Applications.ApplicantDesk>();
        services.AddScoped<Features.Stars.StarDesk>();
        services.AddScoped<Features.Reviews.EvidenceDesk>();
        services.AddScoped<Features.Pairings.PairingSeat>();
        services.AddScoped<Features.Reports.ReportSeat>();
        services.AddScoped<Features.Practices.PracticeDesk>();
        services.AddScoped<Features.Outings.OutingSeat>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<PublishedVersion>();
        services.AddSingleton<PublishedShelf>();
        services.AddSingleton<GatedSaves>();
        services.AddDbContext<ScoringDb>((provider, options) => options.UseScoringSqlite(provider.GetRequiredService<Store>().ConnectionString).AddInterceptors(provider.GetRequiredService<GatedSaves>()));

        services.AddQuietLogs();
        services.AddHttpContextAccessor();
        services.AddScoped<Actor>();
        services.AddScoped<Journal>();
        services.AddScoped<AfterCommit>();
        AddLive(services);
        services.AddScoped<PublicAddress>();
        services.AddSingleton<Features.Surveys.DeviceMark>();
        services.AddSingleton(provider => new BallotWriter(provider.GetRequiredService<Store>().ConnectionString, provider.GetRequiredService<WriteGate>(), provider.GetRequiredService<Clock>()));
        services.AddSingleton<BallotSlot>(provider => provider.GetRequiredService<BallotWriter>().HandIn);
        AddMediator(services);
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(typeof(Wiring).Assembly, includeInternalTypes: true))
            services.AddScoped(validator.InterfaceType, validator.ValidatorType);
        services.AddSingleton(_ => new MapperConfiguration(c => c.AddProfiles(typeof(Wiring).Assembly)).CreateMapper());

        AddSignIn(services);
        services.AddControllersWithViews(o =>
        {
            o.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
            o.Filters.Add<RefusedFilter>();
            o.Filters.Add<PageFrame>();
            o.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "请填写这一项。");
            o.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((value, _) => $"“{value}”的格式不对。");
            o.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(_ => "请填写数字。");
        });
        services.AddFeatureViews();
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRateLimiter(Limits.Configure);
        JobRunner.Register(services);
        services.AddScheduler();
        // A robot answers at once or not at all, and never sends one elsewhere.
        services.AddHttpClient(SendToGroups.Robots, c => c.Timeout = TimeSpan.FromSeconds(5)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddHealthChecks();
    }

    public static void UseScoring(this WebApplication app)
    {
        app.UseMiddleware<ServePublished>();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<SafeHeaders>();
        // Static files come compressed from the build. Pages carry form tokens and are not compressed: over TLS their length would tell of them.
        app.MapStaticAssets().AllowAnonymous();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapControllers();
        app.MapScheduler();
        // Whoever connects may follow only what the audience admits them to.
        app.MapHub<StageHub>("/live").AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
    }

    private static void AddMediator(IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Transact<,>));
        foreach (var type in typeof(Wiring).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var handler in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
                services.AddScoped(handler, type);
        }
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSingleton<Presence>();
        services.AddSingleton<StagePush>();
        // Short, so that "connected" is true: a phone whose network is gone is missed within these seconds.
        services.AddSignalR(o => (o.KeepAliveInterval, o.ClientTimeoutInterval) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)));
    }

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddIdentity<Account, IdentityRole<int>>().AddUserStore<AccountStore>().AddRoleStore<NoRoles>()
            .AddClaimsPrincipalFactory<GrantClaims>().AddErrorDescriber<IdentityWords>().AddDefaultTokenProviders();
        services.AddOptions<IdentityOptions>().Configure<IOptions<ScoringOptions>>((identity, scoring) =>
        {
            identity.Password.RequiredLength = 10;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequireUppercase = false;
            identity.Lockout.MaxFailedAccessAttempts = scoring.Value.LockoutAfter;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(scoring.Value.LockoutMinutes);
            identity.User.AllowedUserNameCharacters = string.Empty;
        });
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromMinutes(1);
            o.OnRefreshingPrincipal = PassSession.Refresh;
        });
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "scoring";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.LoginPath = "/account/sign-in";
            o.AccessDeniedPath = "/error/403";
            o.ReturnUrlParameter = "return";
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
            o.Events.OnValidatePrincipal = PassSession.Validate;
            o.Events.OnRedirectToLogin = context => BackAfterSignIn.Redirect(context);
            // A forbidden page answers 403 itself instead of redirecting to a page that answers 200.
            o.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "scoring-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.HeaderName = "X-Form-Token";
        });
        services.AddDataProtection().SetApplicationName("Scoring");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((keys, scopes) => keys.XmlRepository = new DatabaseKeys(scopes));
    }
}
