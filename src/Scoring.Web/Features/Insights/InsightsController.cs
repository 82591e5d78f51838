using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Insights;

/// <summary>分析: what approved results say about streets, judges and rules, for those who answer for them. Nothing here is public and nothing changes a result.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("insights")]
public sealed class InsightsController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query(), "Index");

    [HttpGet("streets/{scheme}")]
    public Task<IActionResult> Streets(string scheme) => Show(new Streets.Query(scheme), "Streets");

    [HttpGet("streets/{scheme}/table.{kind}")]
    public async Task<IActionResult> StreetsFile(string scheme, string kind) => (await Ask(new Streets.Query(scheme))).Table.As(kind);

    [HttpGet("rules/{cycleId:int}")]
    public Task<IActionResult> Rules(int cycleId) => Show(new Rules.Query(cycleId), "Rules");

    [HttpGet("rules/{cycleId:int}/table.{kind}")]
    public async Task<IActionResult> RulesFile(int cycleId, string kind) => (await Ask(new Rules.Query(cycleId))).Table.As(kind);

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpGet("judges/{scheme}")]
    public Task<IActionResult> Judges(string scheme, int? cycle) => Show(new Judges.Query(scheme, cycle), "Judges");

    /// <summary>One judge over all sheets.</summary>
    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpGet("judges/{scheme}/{id:int}")]
    public Task<IActionResult> Dossier(string scheme, int id) => Show(new Dossier.Query(scheme, id), "Dossier");
}
