using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Listings;

[Authorize(Roles = $"{nameof(Role.StreetCommittee)},{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("listings/{cycleId:int}")]
public sealed class ListingsController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Board(int cycleId) => Show(new Board.Query(cycleId), "Board");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("tell")]
    public Task<IActionResult> Tell(int cycleId, Board.Tell command) => Act(cycleId, command);

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("reply")]
    public Task<IActionResult> Reply(int cycleId, Board.Reply command) => Act(cycleId, command);

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("decide")]
    public Task<IActionResult> Decide(int cycleId, Board.Decide command) => Act(cycleId, command);

    private Task<IActionResult> Act(int cycleId, IRequest<string> command) => Do(command, told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Board), new { cycleId });
    }, () => Board(cycleId));
}
