using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Account;

[Route("account")]
public sealed class AccountController(IMediator mediator, SignInManager<Data.Records.Account> signIn, IOptions<ScoringOptions> options) : Room(mediator)
{
    private const string Wrong = "账号或密码不对。请检查后重新输入。";

    [HttpGet("")]
    public Task<IActionResult> Me() => Show(new Me.Query(), "Me");

    /// <summary>A fresh form token for a phone that kept something longer than its page, and who is signed in: it hands in nobody else's.</summary>
    [HttpGet("token")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public IActionResult Token([FromServices] Microsoft.AspNetCore.Antiforgery.IAntiforgery forms, [FromServices] Actor actor) =>
        Json(new { token = forms.GetAndStoreTokens(HttpContext).RequestToken, account = actor.Id });

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public async Task<IActionResult> SignIn([FromQuery(Name = "return")] string? back) =>
        View("SignIn", await Ask(new SignIn.Query(back)));

    [AllowAnonymous]
    [EnableRateLimiting(Limits.SignIn)]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(SignIn.Form form)
    {
        // The demo's accounts share a password that everybody can read: a file that was once a demo's must not let them in in earnest.
        var stranger = ModelState.IsValid && options.Value.Demo != true && await signIn.UserManager.FindByNameAsync(form.UserName) is { Demo: true };
        if (stranger)
        {
            ModelState.AddModelError(string.Empty, Wrong);
            await Ask(new Failed.Command(form.UserName, LockedOut: false));
        }

        if (ModelState.IsValid)
        {
            var result = await signIn.PasswordSignInAsync(form.UserName, form.Password, isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded)
            {
                await Ask(new Passage.Command((await signIn.UserManager.FindByNameAsync(form.UserName))!.Id, In: true));
                return LocalRedirect(Home(form.Return));
            }

            ModelState.AddModelError(string.Empty, result.IsLockedOut ? Locked() : Wrong);
            await Ask(new Failed.Command(form.UserName, result.IsLockedOut));
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("SignIn", await Ask(new SignIn.Query(form.Return)));
    }

    /// <summary>One click into a role; exists in the demo only.</summary>
    [AllowAnonymous]
    [HttpPost("demo")]
    public async Task<IActionResult> Demo(int account, [FromForm(Name = "return")] string? back)
    {
        if (options.Value.Demo != true)
            return NotFound();
        var chosen = await signIn.UserManager.FindByIdAsync(account.ToString(CultureInfo.InvariantCulture));
        if (chosen is not { Demo: true })
            return NotFound();
        await signIn.SignInAsync(chosen, isPersistent: false);
        await Ask(new Passage.Command(chosen.Id, In: true));
        return LocalRedirect(Home(back));
    }

    [HttpGet("password")]
    public IActionResult Password() => View("Password");

    [EnableRateLimiting(Limits.SignIn)]
    [HttpPost("password")]
    public async Task<IActionResult> Password(ChangePassword.Command command)
    {
        var account = (await signIn.UserManager.GetUserAsync(User))!;
        if (ModelState.IsValid)
        {
            // Counted like a sign-in and outside the command: a refusal would roll the count back, and an open desk could be tried for ever.
            var known = await signIn.CheckPasswordSignInAsync(account, command.Current, lockoutOnFailure: true);
            if (!known.Succeeded)
                ModelState.AddModelError(known.IsLockedOut ? string.Empty : nameof(command.Current), known.IsLockedOut ? Locked() : "原密码不对，请重新输入。");
        }

        var answer = await Do(command, _ => RedirectToAction(nameof(Me)), () => Task.FromResult<IActionResult>(View("Password")));
        if (answer is not RedirectToActionResult)
            return answer;
        await signIn.RefreshSignInAsync(account);
        Tell("密码已修改。别处登录的同一账号会在一分钟内退出。");
        return answer;
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> Leave()
    {
        if (await signIn.UserManager.GetUserAsync(User) is { } leaving)
            await Ask(new Passage.Command(leaving.Id, In: false));
        await signIn.SignOutAsync();
        return LocalRedirect("/");
    }

    private string Locked() => $"连续输错次数过多，账号已锁定 {options.Value.LockoutMinutes} 分钟。请稍后再试，或请系统管理员解锁。";

    private string Home(string? back) => Url.IsLocalUrl(back) ? back : "/todo";
}
