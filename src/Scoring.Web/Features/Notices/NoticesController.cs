using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Notices;

[Route("notices")]
public sealed class NoticesController(IMediator mediator) : Room(mediator)
{
    [AllowAnonymous]
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Current.Query(), "Current");

    [AllowAnonymous]
    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Read(int cycleId, int? number) => Show(new Read.Query(cycleId, number), "Read");

    /// <summary>The notice as a Word file.</summary>
    [AllowAnonymous]
    [HttpGet("{cycleId:int}/word")]
    public async Task<IActionResult> Print(int cycleId, int? number)
    {
        var answer = await Ask(new Print.Query(cycleId, number));
        return File(answer.Bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.FileName);
    }

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
    [HttpGet("{cycleId:int}/post")]
    public Task<IActionResult> Post(int cycleId) => Show(new Post.Query(cycleId), "Post");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/post")]
    public Task<IActionResult> Post(int cycleId, Post.Command command) =>
        Do(command with { CycleId = cycleId }, Told(cycleId), () => Post(cycleId));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("{cycleId:int}/hold")]
    public Task<IActionResult> Hold(int cycleId, Hold.Command command) =>
        Do(command with { CycleId = cycleId }, Told(cycleId), () => Post(cycleId));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("{cycleId:int}/recount")]
    public Task<IActionResult> Recount(int cycleId, Recount.Command command) =>
        Do(command with { CycleId = cycleId }, Told(cycleId), () => Post(cycleId));

    private Func<string, IActionResult> Told(int cycleId) => told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Post), new { cycleId });
    };
}
