using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Web.Features.Surveys;

namespace Scoring.Web.Setup;

/// <summary>
/// How often somebody may knock. A resident is held to account by the slip or the device, tightly; the network address, which a whole
/// building or a whole operator's phones may share, only by what no building does.
/// </summary>
public static class Limits
{
    /// <summary>Sign-in attempts.</summary>
    public const string SignIn = "sign-in";

    /// <summary>One slip.</summary>
    public const string Slip = "slip";

    /// <summary>One device at a notice-board code.</summary>
    public const string Device = "device";

    /// <summary>Requests a minute for one slip or one device: opened, answered, sent again and again by an impatient thumb or a bad line.</summary>
    private const int OfOne = 120;

    /// <summary>Requests a minute for one network on the residents' pages: five hundred households that answer within the same few minutes.</summary>
    private const int OfNetwork = 1200;

    private static readonly PathString Residents = "/s";

    /// <summary>Bundles dropped in to be checked: each costs a tally.</summary>
    public const string Check = "check";

    /// <summary>Objections filed by one network: each costs two people's time, and an open one holds the publication back.</summary>
    public const string Objection = "objection";

    /// <summary>Receipt numbers asked for.</summary>
    public const string Receipt = "receipt";

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.Request.Path.StartsWithSegments(Residents) ? Window(Address(context), OfNetwork) : RateLimitPartition.GetNoLimiter(string.Empty));
        options.AddPolicy(SignIn, context => Window(Address(context), 60));
        options.AddPolicy(Slip, context => Window((string?)context.Request.RouteValues["token"] ?? string.Empty, OfOne));
        // A phone that brings no mark yet is only held by its network: it is about to get one.
        options.AddPolicy(Device, context => context.RequestServices.GetRequiredService<DeviceMark>().Read(context.Request) is { } mark
            ? Window(Convert.ToHexString(mark), OfOne) : RateLimitPartition.GetNoLimiter(string.Empty));
        options.AddPolicy(Check, context => Window(Address(context), 20));
        // Who is signed in can be held to account, and types a stack of papers at one desk.
        options.AddPolicy(Objection, context => context.User.Identity?.IsAuthenticated == true ? RateLimitPartition.GetNoLimiter(string.Empty) : Window(Address(context), 10, TimeSpan.FromHours(1)));
        options.AddPolicy(Receipt, context => Window(Address(context), 20));
    }

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static RateLimitPartition<string> Window(string key, int permits, TimeSpan? within = null) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = within ?? TimeSpan.FromMinutes(1) });
}
