using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Burdens;

[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("burden")]
public sealed class BurdensController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Meter(string? quarter, int? street, int page = 1) => Show(new Meter.Query(quarter, street, page));

    [HttpGet("{part}.{kind}")]
    public async Task<IActionResult> Table(string part, string kind, string? quarter) => Burdens.Meter.Table(await Ask(new Meter.Query(quarter, null, 1)), part).As(kind);
}
