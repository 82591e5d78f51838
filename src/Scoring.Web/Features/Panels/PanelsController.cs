using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Panels;

[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)}")]
[Route("panels")]
public sealed class PanelsController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Panel(int cycleId) => Show(new Panel.Query(cycleId));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/appoint")]
    public Task<IActionResult> Appoint(int cycleId, Appoint.Command command) => Change(command with { CycleId = cycleId }, cycleId);

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/remove")]
    public Task<IActionResult> Remove(int cycleId, Remove.Command command) => Change(command with { CycleId = cycleId }, cycleId);

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
    [HttpPost("{cycleId:int}/draw")]
    public Task<IActionResult> Draw(int cycleId, DrawLots.Command command) => Change(command with { CycleId = cycleId }, cycleId);

    private Task<IActionResult> Change(IRequest<string> command, int cycleId) =>
        Do(command, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Panel), new { cycleId });
        }, () => Show(new Panel.Query(cycleId), "Panel"));
}
