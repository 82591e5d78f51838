using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Minutes;

[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)}")]
[Route("minutes")]
public sealed class MinutesController(IMediator mediator) : Room(mediator)
{
    [HttpGet("{cycleId:int}")]
    public async Task<IActionResult> Download(int cycleId)
    {
        var answer = await Ask(new Download.Query(cycleId));
        return File(answer.Bytes, Minutes.Download.ContentType, answer.FileName);
    }
}
