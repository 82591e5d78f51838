using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Reports;

/// <summary>街道汇总报送: streets sum up and sign, departments acknowledge, units see their means and answer.</summary>
[Route("reports")]
public sealed class ReportsController(IMediator mediator) : Room(mediator)
{
    private const string Receivers = $"{nameof(Role.EvidenceDepartment)},{nameof(Role.Operator)}";
    private const string Desks = $"{Receivers},{nameof(Role.Approver)},{nameof(Role.Supervisor)}";
    private const string Readers = $"{nameof(Role.StreetCommittee)},{Desks}";

    [Authorize(Roles = Readers)]
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [Authorize(Roles = Desks)]
    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Desk(int cycleId) => Show(new Desk.Query(cycleId));

    [Authorize(Roles = Readers)]
    [HttpGet("{cycleId:int}/{streetId:int}")]
    public Task<IActionResult> Street(int cycleId, int streetId) => Show(new Street.Query(cycleId, streetId));

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("{cycleId:int}/{streetId:int}/sum-up")]
    public Task<IActionResult> SumUp(int cycleId, int streetId, SumUp.Command command) => Done(cycleId, streetId, command with { CycleId = cycleId, StreetId = streetId });

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("{cycleId:int}/{streetId:int}/sign")]
    public Task<IActionResult> Sign(int cycleId, int streetId, Sign.Command command) => Done(cycleId, streetId, command with { CycleId = cycleId, StreetId = streetId });

    [Authorize(Roles = Receivers)]
    [HttpPost("{cycleId:int}/{streetId:int}/answer")]
    public Task<IActionResult> Answer(int cycleId, int streetId, Answer.Command command) => Done(cycleId, streetId, command with { CycleId = cycleId, StreetId = streetId });

    [Authorize(Roles = nameof(Role.PairedUnit))]
    [HttpGet("mine")]
    public Task<IActionResult> Mine() => Show(new Mine.Query());

    [Authorize(Roles = nameof(Role.PairedUnit))]
    [HttpPost("{cycleId:int}/feedback")]
    public Task<IActionResult> Feedback(int cycleId, Feedback.Command command) => Do(command with { CycleId = cycleId }, told =>
    {
        Tell(told);
        return Redirect("/reports/mine");
    }, () => Show(new Mine.Query(), "Mine"));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/feedback/{id:int}")]
    public Task<IActionResult> Reply(int cycleId, int id, Feedback.Reply command) => Do(command with { Id = id }, told =>
    {
        Tell(told);
        return Redirect($"/reports/{cycleId}");
    }, () => Show(new Desk.Query(cycleId), "Desk"));

    private Task<IActionResult> Done(int cycleId, int streetId, IRequest<string> command) => Do(command, told =>
    {
        Tell(told);
        return Redirect($"/reports/{cycleId}/{streetId}");
    }, () => Show(new Street.Query(cycleId, streetId), "Street"));
}
