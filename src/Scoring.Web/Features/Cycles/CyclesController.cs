using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Cycles;

[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("cycles")]
public sealed class CyclesController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [HttpGet("{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpGet("{id:int}/extend/{phase}")]
    public Task<IActionResult> Extend(int id, string phase) => Show(new Extend.Query(id, phase));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("{id:int}/extend/{phase}")]
    public Task<IActionResult> Extend(int id, string phase, Extend.Command command) =>
        Do(command with { CycleId = id, Phase = phase }, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Detail), new { id });
        }, () => Show(new Extend.Query(id, phase)));
}
