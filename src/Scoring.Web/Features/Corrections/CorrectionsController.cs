using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Corrections;

/// <summary>更正: proposed by one, accepted by another, public with before, after and reason.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("corrections/{cycleId:int}")]
public sealed class CorrectionsController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index(int cycleId) => Show(new Index.Query(cycleId), "Index");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("")]
    public Task<IActionResult> Propose(int cycleId, Propose.Command command) =>
        Do(command with { CycleId = cycleId }, told => Told(cycleId, told), async () => View("Index", (await Ask(new Index.Query(cycleId))) with { Typed = command }));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("decide")]
    public Task<IActionResult> Decide(int cycleId, Decide.Command command) =>
        Do(command with { CycleId = cycleId }, told => Told(cycleId, told), () => Index(cycleId));

    private RedirectToActionResult Told(int cycleId, string sentence)
    {
        Tell(sentence);
        return RedirectToAction(nameof(Index), new { cycleId });
    }
}
