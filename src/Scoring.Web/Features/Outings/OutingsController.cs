using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Outings;

/// <summary>实地观摩 and 巡回讲堂, after the contest.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)},{nameof(Role.StreetCommittee)}")]
[Route("outings")]
public sealed class OutingsController(IMediator mediator, Actor actor) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpGet("plan")]
    public Task<IActionResult> Plan(OutingKind? kind) => Show(new Plan.Query(kind));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("plan")]
    public Task<IActionResult> Plan(Plan.Command command) => Do(command, id =>
    {
        Tell("已安排，受邀的街道在待办里看得到。");
        TempData["KeptClear"] = $"outing/{actor.Id}";
        return Redirect($"/outings/{id}");
    }, () => Show(new Plan.Query(null, command)));

    [HttpGet("{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id));

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("{id:int}/sign-up")]
    public Task<IActionResult> SignUp(int id, Detail.SignUp command) => Act(id, command with { Id = id });

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/note")]
    public Task<IActionResult> Note(int id, Detail.Note command) => Act(id, command with { Id = id });

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/cancel")]
    public Task<IActionResult> Cancel(int id, Detail.Cancel command) => Act(id, command with { Id = id });

    private Task<IActionResult> Act(int id, IRequest<string> command) => Do(command, told =>
    {
        Tell(told);
        TempData["KeptClear"] = $"outing/{id}/{actor.Id}";
        return Redirect($"/outings/{id}");
    }, () => Show(new Detail.Query(id), "Detail"));
}
