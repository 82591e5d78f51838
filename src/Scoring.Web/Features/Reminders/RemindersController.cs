using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Jobs;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Reminders;

/// <summary>Everybody's inbox, and the groups that are told. What is sent goes out in a pass of the clock's own, after the request's transaction.</summary>
public sealed class RemindersController(IMediator mediator, JobRunner runner) : Room(mediator)
{
    private const string Readers = nameof(Role.Operator) + "," + nameof(Role.Approver) + "," + nameof(Role.Supervisor) + "," + nameof(Role.Administrator);

    [HttpGet("inbox")]
    public Task<IActionResult> Inbox(bool unread, int page = 1) => Show(new Inbox.Query(unread, page), "Inbox");

    [HttpPost("inbox")]
    public async Task<IActionResult> ReadAll()
    {
        await Ask(new Inbox.ReadAll());
        Tell("都标为看过了。");
        return RedirectToAction(nameof(Inbox));
    }

    [HttpPost("inbox/{id:long}")]
    public async Task<IActionResult> Open(long id) => LocalRedirect(await Ask(new Inbox.Open(id)));

    [Authorize(Roles = Readers)]
    [HttpGet("reminders")]
    public Task<IActionResult> Groups() => Show(new Groups.Query(), "Groups");

    [Authorize(Roles = nameof(Role.Administrator))]
    [HttpPost("reminders/groups")]
    public Task<IActionResult> Add(Groups.Add command) => Do(command, Back, () => Show(new Groups.Query(command), "Groups"));

    [Authorize(Roles = nameof(Role.Administrator))]
    [HttpPost("reminders/groups/{id:int}/stop")]
    public Task<IActionResult> Stop(int id) => Do(new Groups.Stop(id), Back, () => Show(new Groups.Query(), "Groups"));

    [Authorize(Roles = nameof(Role.Administrator))]
    [HttpPost("reminders/groups/{id:int}/try")]
    public Task<IActionResult> Try(int id) => Send(new Groups.Try(id));

    [Authorize(Roles = nameof(Role.Administrator))]
    [HttpPost("reminders/sent/{id:long}/again")]
    public Task<IActionResult> Again(long id) => Send(new Groups.Again(id));

    private async Task<IActionResult> Send(IRequest<string> command)
    {
        var group = await Ask(command);
        var run = await runner.RunOne(SendToGroups.Title);
        Tell(run is { Failed: true } ? $"“{group}”没有收到：{run.Text}。" : $"已发给“{group}”，请到群里看看。");
        return RedirectToAction(nameof(Groups));
    }

    private RedirectToActionResult Back(string told)
    {
        Tell(told);
        return RedirectToAction(nameof(Groups));
    }
}
