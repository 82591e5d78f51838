using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Tallies;

[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)}")]
[Route("tallies/{cycleId:int}")]
public sealed class TalliesController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Board(int cycleId) => Show(new Board.Query(cycleId), "Board");

    [HttpGet("entry/{code}")]
    public Task<IActionResult> Entry(int cycleId, string code) => Show(new Explain.Query(cycleId, code), "Explain");

    /// <summary>A post, because an export is itself an act that the journal holds.</summary>
    [HttpPost("export")]
    public Task<IActionResult> Export(int cycleId) => Do(new Export.Command(cycleId), answer => Xlsx.Answer(answer.Name, [.. answer.Tables]), () => Board(cycleId));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("run")]
    public Task<IActionResult> Run(int cycleId, Run.Command command) => Done(command with { CycleId = cycleId });

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("acknowledge")]
    public Task<IActionResult> Acknowledge(int cycleId, Acknowledge.Command command) => Done(command with { CycleId = cycleId });

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("lots")]
    public Task<IActionResult> DrawLots(int cycleId, DrawLots.Command command) => Done(command with { CycleId = cycleId });

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("approve")]
    public Task<IActionResult> Approve(int cycleId, Approve.Command command) => Done(command with { CycleId = cycleId });

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("send-back")]
    public Task<IActionResult> SendBack(int cycleId, SendBack.Command command) => Done(command with { CycleId = cycleId });

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("conclude")]
    public Task<IActionResult> Conclude(int cycleId, Conclude.Command command) => Done(command with { CycleId = cycleId });

    /// <summary>The approved result of a cycle that is never made public, for whoever decides.</summary>
    [HttpGet("result.{kind}")]
    public async Task<IActionResult> Sheet(int cycleId, string kind) => (await Ask(new Conclude.Sheet(cycleId))).As(kind);

    private Task<IActionResult> Done(OnCycle command) => Do(command, told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Board), new { cycleId = command.CycleId });
    }, () => Board(command.CycleId));
}

/// <summary>What every act of this room carries: the cycle, and a key that makes a double click one act. Answers with a sentence.</summary>
public abstract record OnCycle : ICommand<string>, IKeyed
{
    public int CycleId { get; init; }

    public Guid Key { get; init; }
}
