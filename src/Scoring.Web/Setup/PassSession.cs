using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Setup;

/// <summary>
/// A session opened by a judge's personal code: it is a judge's and nothing else, whatever other roles the account holds, and it lives no longer than the
/// pass, which is asked for with every request, so that revoking takes effect at once.
/// </summary>
public static class PassSession
{
    /// <summary>The pass that opened the session.</summary>
    public const string PassClaim = "judge-pass";

    public static async Task Open(SignInManager<Account> signIn, Account account, int passId)
    {
        var principal = await signIn.CreateUserPrincipalAsync(account);
        Narrow(principal, passId.ToString(CultureInfo.InvariantCulture));
        await signIn.Context.SignInAsync(IdentityConstants.ApplicationScheme, principal, new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>The framework makes the claims anew every so often: what was narrow stays narrow.</summary>
    public static Task Refresh(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirstValue(PassClaim) is { } pass && context.NewPrincipal is { } principal)
            Narrow(principal, pass);
        return Task.CompletedTask;
    }

    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal?.FindFirstValue(PassClaim) is not { } text)
            return;
        var services = context.HttpContext.RequestServices;
        var (id, now) = (int.Parse(text, CultureInfo.InvariantCulture), services.GetRequiredService<Clock>().Now);
        var db = services.GetRequiredService<ScoringDb>();
        var pass = await db.Passes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, context.HttpContext.RequestAborted);
        if (pass is { RevokedAt: null } && now < pass.ExpiresAt)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static void Narrow(ClaimsPrincipal principal, string pass)
    {
        var identity = (ClaimsIdentity)principal.Identity!;
        var judge = nameof(Role.Judge);
        foreach (var claim in identity.FindAll(c => (c.Type == identity.RoleClaimType && c.Value != judge)
            || (c.Type == Actor.GrantClaim && !c.Value.StartsWith(judge + "|", StringComparison.Ordinal))).ToList())
        {
            identity.RemoveClaim(claim);
        }

        identity.AddClaim(new Claim(PassClaim, pass));
    }
}
