using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Live;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>Personal codes: made and revoked at the desk, used on a phone.</summary>
public sealed class PassesController(IMediator mediator, PublicAddress address, SignInManager<Data.Records.Account> signIn, Presence presence, StagePush push) : Room(mediator)
{
    private const string DeviceCookie = "judge-device";

    private const string Pages = "/Features/Judging/";

    /// <summary>No scheme has more judges than this.</summary>
    private const int MostJudges = 200;

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
    [HttpGet("judging/passes/{cycleId:int}")]
    public Task<IActionResult> Index(int cycleId) => Show(new Passes.Query(cycleId), Pages + "Passes.cshtml");

    /// <summary>Answers with the cards themselves: the only page on which the codes ever stand.</summary>
    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("judging/passes/{cycleId:int}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Issue(int cycleId, int? judge, Guid key)
    {
        var secrets = Enumerable.Range(0, judge is null ? MostJudges : 1).Select(_ => Passes.NewSecret()).ToList();
        var sending = Guid.NewGuid();
        var answer = await Do(new Passes.Issue(cycleId, judge, secrets, sending, key), issued =>
        {
            if (issued.Sending == sending)
            {
                return View(Pages + "Cards.cshtml", new Passes.Cards(cycleId, issued.CycleTitle, issued.GoodUntil,
                    [.. issued.Holders.Select((h, i) => new Passes.Card(h, Qr.Svg(address.Of($"/j/{secrets[i]}"), $"{h.Name}的评委码")))]));
            }

            Tell("这些码刚才已经显示过，不能再显示。没有印好的，请换一张。");
            return RedirectToAction(nameof(Index), new { cycleId });
        }, () => Show(new Passes.Query(cycleId), Pages + "Passes.cshtml"));
        await HangUp(cycleId);
        return answer;
    }

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("judging/passes/{cycleId:int}/revoke")]
    public async Task<IActionResult> Revoke(int cycleId, int judge, Guid key)
    {
        var answer = await Do(new Passes.Revoke(cycleId, judge, key), told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Index), new { cycleId });
        }, () => Show(new Passes.Query(cycleId), Pages + "Passes.cshtml"));
        await HangUp(cycleId);
        return answer;
    }

    /// <summary>Phones whose pass has just ended follow no longer, open connection or not.</summary>
    private async Task HangUp(int cycleId)
    {
        var lines = presence.OfPasses(await Ask(new Passes.Ended(presence.Passes())));
        await push.Part(Audiences.Find(Audiences.Judge)!, cycleId, lines, "这张评委码已经作废，这部手机已经退出。请找工作人员换一张。");
        presence.Abort(lines);
    }

    [AllowAnonymous]
    [HttpGet("j/{token}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public Task<IActionResult> Enter(string token) => Show(new Enter.Query(token, Request.Cookies[DeviceCookie]), Pages + "Enter.cshtml");

    [AllowAnonymous]
    [EnableRateLimiting(Limits.SignIn)]
    [HttpPost("j/{token}")]
    public async Task<IActionResult> Confirm(string token)
    {
        var device = Request.Cookies[DeviceCookie] is { Length: 32 } known ? known : Passes.NewSecret();
        var entered = await Ask(new Enter.Command(token, device));
        Response.Cookies.Append(DeviceCookie, device, new CookieOptions
        {
            Path = "/j", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, MaxAge = TimeSpan.FromDays(60), IsEssential = true,
        });
        var account = await signIn.UserManager.FindByIdAsync(entered.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await PassSession.Open(signIn, account!, entered.PassId);
        return LocalRedirect("/judging");
    }
}
