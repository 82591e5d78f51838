using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Applications;

/// <summary>A unit's own desk: what it sets out for, and its application. The application itself is written in the nominations' room.</summary>
[Authorize(Roles = nameof(Role.Applicant))]
[Route("applications")]
public sealed class ApplicationsController(IMediator mediator, Actor actor) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query(), "Index");

    [HttpGet("{cycleId:int}/pledge")]
    public Task<IActionResult> Pledge(int cycleId) => Show(new MakePledge.Query(cycleId), "Pledge");

    [HttpPost("{cycleId:int}/pledge")]
    public Task<IActionResult> Pledge(int cycleId, MakePledge.Command command)
    {
        command = command with { CycleId = cycleId };
        return Do(command, told =>
        {
            Tell(told);
            TempData["KeptClear"] = $"pledge/{cycleId}/{actor.Id}";
            return Redirect("/applications");
        }, () => Show(new MakePledge.Query(cycleId, command), "Pledge"));
    }

    [HttpPost("{cycleId:int}/start")]
    public Task<IActionResult> Start(int cycleId, Guid key) => Do(new Start.Command(cycleId, key), id => Redirect($"/nominations/entry/{id}/edit"), () => Show(new Index.Query(), "Index"));
}
