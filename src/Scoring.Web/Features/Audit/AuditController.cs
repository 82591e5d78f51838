using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Audit;

/// <summary>审计: the journal, for the auditor alone.</summary>
[Route("audit")]
[Authorize(Roles = nameof(Role.Auditor))]
public sealed class AuditController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index(ListEvents.Query query) => Show(query, "ListEvents");

    /// <summary>Reads the whole chain: seconds for a year's events, so only when asked.</summary>
    [HttpGet("chain")]
    public Task<IActionResult> Chain() => Show(new CheckChain.Query(), "CheckChain");

    /// <summary>A post, because an export is itself an act that the journal holds.</summary>
    [HttpPost("export")]
    public async Task<IActionResult> Export(ExportEvents.Command command)
    {
        var csv = await Ask(command);
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], "text/csv; charset=utf-8", "audit.csv");
    }
}
