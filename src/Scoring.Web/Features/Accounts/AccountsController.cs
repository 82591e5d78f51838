using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Accounts;

/// <summary>Who may sign in, and as what. The administrator's alone.</summary>
[Route("organisation/accounts")]
[Authorize(Roles = nameof(Role.Administrator))]
public sealed class AccountsController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> List(string? q, Role? role, int page = 1) => Show(new ListAccounts.Query(q, role, page), "ListAccounts");

    [HttpGet("{id:int}")]
    public Task<IActionResult> Account(int id) => Show(new ViewAccount.Query(id), "ViewAccount");

    [HttpGet("create")]
    public Task<IActionResult> Create() => Show(new CreateAccount.Query(), "CreateAccount");

    [HttpPost("")]
    public async Task<IActionResult> Create(CreateAccount.Command command)
    {
        OneTime? made = null;
        var answer = await Do(command, one => { made = one; return Ok(); }, () => Show(new CreateAccount.Query(), "CreateAccount"));
        return made is null ? answer : await ShowOnce(made);
    }

    [HttpPost("{id:int}/grants")]
    public Task<IActionResult> Grant(int id, ChangeGrants.Grant command) => Do(command with { Id = id }, said => Back(id, said), () => Show(new ViewAccount.Query(id), "ViewAccount"));

    [HttpPost("{id:int}/grants/{grantId:int}/revoke")]
    public Task<IActionResult> Revoke(int id, int grantId) => Do(new ChangeGrants.Revoke(id, grantId), said => Back(id, said), () => Show(new ViewAccount.Query(id), "ViewAccount"));

    [HttpPost("{id:int}/unlock")]
    public Task<IActionResult> Unlock(int id) => Do(new OpenAgain.Unlock(id), _ => Back(id, "已解锁，现在可以登录"), () => Show(new ViewAccount.Query(id), "ViewAccount"));

    [HttpPost("{id:int}/password")]
    public async Task<IActionResult> Reset(int id)
    {
        OneTime? made = null;
        var answer = await Do(new OpenAgain.Reset(id), one => { made = one; return Ok(); }, () => Show(new ViewAccount.Query(id), "ViewAccount"));
        return made is null ? answer : await ShowOnce(made);
    }

    /// <summary>On this answer and never again: no redirect that would carry it, no cache that would keep it.</summary>
    private async Task<IActionResult> ShowOnce(OneTime made)
    {
        Response.Headers.CacheControl = "no-store";
        ModelState.Clear();
        return View("ViewAccount", await Ask(new ViewAccount.Query(made.AccountId)) with { OneTimePassword = made.Password });
    }

    private RedirectToActionResult Back(int id, string said)
    {
        Tell(said + "。");
        return RedirectToAction(nameof(Account), new { id });
    }
}
