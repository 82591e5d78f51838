using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Scoring.Web.Setup;

/// <summary>How often one address may knock. Generous, because a whole building can share one address.</summary>
public static class Limits
{
    /// <summary>Sign-in attempts.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Residents' ballots.</summary>
    public const string Ballot = "ballot";

    /// <summary>Bundles dropped in to be checked: each costs a tally.</summary>
    public const string Check = "check";

    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(SignIn, context => PerAddress(context, 60));
        options.AddPolicy(Ballot, context => PerAddress(context, 240));
        options.AddPolicy(Check, context => PerAddress(context, 20));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
}
