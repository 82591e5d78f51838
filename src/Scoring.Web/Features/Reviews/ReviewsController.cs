using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Reviews;

[Route("reviews")]
public sealed class ReviewsController(IMediator mediator, FileStore files, Actor actor) : Room(mediator)
{
    private const string Overseers = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)}";
    private const string Evidencers = $"{nameof(Role.EvidenceDepartment)},{Overseers}";

    [Authorize(Roles = Overseers)]
    [HttpGet("")]
    public Task<IActionResult> Index(int? cycle, EntryState? state, int? street) => Show(new Index.Query(cycle, state, street));

    [Authorize(Roles = Overseers)]
    [HttpGet("{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/accept")]
    public Task<IActionResult> Accept(int id, Decide.Command command) => Decide(id, command, EntryState.Accepted, "审查通过，已给编号。", "gates");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/return")]
    public Task<IActionResult> Return(int id, Decide.Command command) => Decide(id, command, EntryState.Returned, "已退回，街道会看到要改什么。", "return");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/reject")]
    public Task<IActionResult> Reject(int id, Decide.Command command) => Decide(id, command, EntryState.Rejected, "已判为不通过。", "reject");

    [Authorize(Roles = Evidencers)]
    [HttpGet("evidence")]
    public Task<IActionResult> Evidence(int? cycle) => Show(new Evidence.Query(cycle));

    [Authorize(Roles = Evidencers)]
    [HttpGet("evidence/{id:int}/{block}")]
    public Task<IActionResult> Enter(int id, string block) => Show(new Enter.Query(id, block));

    [Authorize(Roles = nameof(Role.EvidenceDepartment))]
    [HttpPost("evidence/{id:int}/{block}")]
    public async Task<IActionResult> Enter(int id, string block, Enter.Command command, IFormFile? proof)
    {
        command = command with { EntryId = id, Block = block };
        if (proof is { Length: > 0 })
        {
            try
            {
                var name = Incoming.NameOf(proof.FileName);
                await using var content = proof.OpenReadStream();
                command = command with { Proof = (name, await files.Keep(content, name, Reviews.Enter.ProofTypes, Reviews.Enter.ProofBytes, HttpContext.RequestAborted)) };
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(string.Empty, refused.Message);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return await Show(new Enter.Query(id, block, command));
            }
        }

        return await Do(command, _ =>
        {
            Tell("已保存。");
            TempData["KeptClear"] = $"evidence/{id}/{block}/{actor.Id}";
            return Redirect($"/reviews/evidence/{id}/{block}");
        }, () => Show(new Enter.Query(id, block, command)));
    }

    [Authorize(Roles = Evidencers)]
    [HttpGet("evidence/list/{block}")]
    public Task<IActionResult> EnterList(string block, int? cycle) => Show(new EnterList.Query(cycle, block));

    /// <summary>Answers with the same page where a row was refused or others are still unsaved: nothing typed is lost.</summary>
    [Authorize(Roles = nameof(Role.EvidenceDepartment))]
    [HttpPost("evidence/list/{block}")]
    public async Task<IActionResult> EnterList(string block, int? cycle, List<EnterList.Typed> rows, int? only)
    {
        var outcome = await Ask(new EnterList.Save(block, rows, only));
        if (outcome.Errors.Count == 0 && outcome.Left.Count == 0)
        {
            Tell(outcome.Saved.Count > 0 ? $"保存了 {outcome.Saved.Count} 人。" : "没有改动，不用保存。");
            return Redirect($"/reviews/evidence/list/{block}?cycle={cycle}");
        }

        ModelState.Clear();
        if (outcome.Errors.Count > 0)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        return await Show(new EnterList.Query(cycle, block, outcome));
    }

    [Authorize(Roles = Evidencers)]
    [HttpGet("vetoes")]
    public Task<IActionResult> Vetoes(int? cycle) => Show(new Vetoes.Query(cycle));

    [Authorize(Roles = nameof(Role.EvidenceDepartment))]
    [HttpPost("vetoes")]
    public Task<IActionResult> Vetoes(int? cycle, Vetoes.Command command) => Do(command, id =>
    {
        Tell("已登记一票否决。");
        TempData["KeptClear"] = $"veto/{id}";
        return Redirect($"/reviews/vetoes?cycle={id}");
    }, () => Show(new Vetoes.Query(cycle, command)));

    [Authorize(Roles = nameof(Role.EvidenceDepartment))]
    [HttpPost("vetoes/{id:int}/lift")]
    public Task<IActionResult> Lift(int id, Vetoes.Lift command) => Do(command with { VetoId = id }, cycle =>
    {
        Tell("已解除。");
        TempData["KeptClear"] = $"lift/{id}";
        return Redirect($"/reviews/vetoes?cycle={cycle}");
    }, () => Show(new Vetoes.Query(null), "Vetoes"));

    [Authorize(Roles = $"{nameof(Role.StreetCommittee)},{Overseers}")]
    [HttpGet("not-applicable")]
    public Task<IActionResult> NotApplicable(int? cycle) => Show(new LeaveOut.Query(cycle), "LeaveOut");

    [Authorize(Roles = $"{nameof(Role.StreetCommittee)},{nameof(Role.Operator)}")]
    [HttpPost("not-applicable")]
    public Task<IActionResult> NotApplicable(int? cycle, LeaveOut.Command command) => Do(command, id =>
    {
        Tell("已提出，等审定人批准。");
        return Redirect($"/reviews/not-applicable?cycle={id}");
    }, () => Show(new LeaveOut.Query(cycle, command), "LeaveOut"));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("not-applicable/{id:int}")]
    public Task<IActionResult> NotApplicable(int id, bool approve, Guid key) => Do(new LeaveOut.Settle(id, approve, key), cycle =>
    {
        Tell(approve ? "已批准，这一项不计分。" : "没有批准，这一项照常计分。");
        return Redirect($"/reviews/not-applicable?cycle={cycle}");
    }, () => Show(new LeaveOut.Query(null), "LeaveOut"));

    [Authorize(Roles = Overseers)]
    [HttpGet("adjustments")]
    public Task<IActionResult> Adjust(int? cycle) => Show(new Adjust.Query(cycle));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("adjustments")]
    public Task<IActionResult> Adjust(int? cycle, Adjust.Command command) => Do(command, id =>
    {
        Tell("已登记，等监督员确认。");
        TempData["KeptClear"] = $"adjust/{id}";
        return Redirect($"/reviews/adjustments?cycle={id}");
    }, () => Show(new Adjust.Query(cycle, command)));

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("adjustments/{id:int}")]
    public Task<IActionResult> Settle(int id, bool confirm, Guid key) => Do(new Adjust.Settle(id, confirm, key), cycle =>
    {
        Tell(confirm ? "已确认，计入总分。" : "已取消。");
        return Redirect($"/reviews/adjustments?cycle={cycle}");
    }, () => Show(new Adjust.Query(null), "Adjust"));

    private Task<IActionResult> Decide(int id, Decide.Command command, EntryState verdict, string told, string form)
    {
        command = command with { EntryId = id, Verdict = verdict };
        return Do(command, _ =>
        {
            Tell(told);
            TempData["KeptClear"] = $"{form}/{id}";
            return Redirect($"/reviews/{id}");
        }, () => Show(new Detail.Query(id, command), "Detail"));
    }
}
