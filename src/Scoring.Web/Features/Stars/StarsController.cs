using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stars;

[Authorize(Roles = Readers)]
[Route("stars")]
public sealed class StarsController(IMediator mediator, FileStore files, StarDesk desk, Actor actor) : Room(mediator)
{
    private const string Readers = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)},{nameof(Role.EvidenceDepartment)},{nameof(Role.StreetCommittee)},{nameof(Role.Applicant)}";
    private const string Proposers = $"{nameof(Role.Operator)},{nameof(Role.EvidenceDepartment)}";

    [HttpGet("")]
    public Task<IActionResult> Register(Register.Filter filter) => Show(new Register.Query(filter));

    [HttpGet("units/{unitId:int}")]
    public Task<IActionResult> ViewUnit(int unitId) => Show(new ViewUnit.Query(unitId));

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)}")]
    [HttpGet("{cycleId:int}/print")]
    public Task<IActionResult> Print(int cycleId, string? kind, Register.Filter filter) => Show(new Print.Query(cycleId, kind, filter));

    [Authorize(Roles = Proposers)]
    [HttpGet("{entryId:int}/revoke")]
    public Task<IActionResult> Propose(int entryId) => Show(new Propose.Query(entryId));

    [Authorize(Roles = Proposers)]
    [HttpPost("{entryId:int}/revoke")]
    public async Task<IActionResult> Propose(int entryId, Propose.Command command, IFormFile? file)
    {
        command = command with { EntryId = entryId };
        if (file is { Length: > 0 })
        {
            try
            {
                var name = Incoming.NameOf(file.FileName);
                await using var content = file.OpenReadStream();
                command = command with { File = (name, await files.Keep(content, name, Stars.Propose.Types, Stars.Propose.MaximumBytes, HttpContext.RequestAborted)) };
            }
            catch (Refused refused)
            {
                ModelState.AddModelError(string.Empty, refused.Message);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return await Show(new Propose.Query(entryId, command));
            }
        }

        return await Do(command, id =>
        {
            Tell("已提出，单位已经看到。");
            TempData["KeptClear"] = $"revoke/{entryId}/{actor.Id}";
            return Redirect($"/stars/revocations/{id}");
        }, () => Show(new Propose.Query(entryId, command)));
    }

    [HttpGet("revocations")]
    public Task<IActionResult> Revocations() => Show(new Revocations.Query());

    [HttpGet("revocations/{id:int}")]
    public Task<IActionResult> Case(int id) => Show(new Case.Query(id));

    [Authorize(Roles = nameof(Role.Applicant))]
    [HttpPost("revocations/{id:int}/reply")]
    public Task<IActionResult> Reply(int id, Case.Reply command) => Speak(id, command with { Id = id });

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)}")]
    [HttpPost("revocations/{id:int}/opinion")]
    public Task<IActionResult> Opinion(int id, Case.Opinion command) => Speak(id, command with { Id = id });

    [HttpGet("revocations/{id:int}/file")]
    public async Task<IActionResult> Document(int id)
    {
        var (one, entry) = await desk.Case(id, HttpContext.RequestAborted);
        var file = entry.Attachments.Single(a => a.Id == one.AttachmentId);
        return this.Kept(files, file.Hash, file.ContentType, file.FileName);
    }

    private Task<IActionResult> Speak(int id, IRequest<string> command) => Do(command, told =>
    {
        Tell(told);
        TempData["KeptClear"] = $"case/{id}/{actor.Id}";
        return Redirect($"/stars/revocations/{id}");
    }, () => Show(new Case.Query(id), "Case"));
}
