using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Pairings;

/// <summary>包联关系: the register with its history, the ledger of help, meetings and absences.</summary>
[Route("pairings")]
public sealed class PairingsController(IMediator mediator, FileStore files) : Room(mediator)
{
    private const string Keepers = $"{nameof(Role.Operator)},{nameof(Role.Administrator)}";
    private const string Readers = $"{Keepers},{nameof(Role.Approver)},{nameof(Role.Supervisor)},{nameof(Role.StreetCommittee)}";
    private const string All = $"{Readers},{nameof(Role.PairedUnit)},{nameof(Role.Judge)}";

    [Authorize(Roles = Readers)]
    [HttpGet("")]
    public Task<IActionResult> Index(string? q, int? street, bool ended, int page = 1) => Show(new Index.Query(q, street, ended, page));

    [Authorize(Roles = Keepers)]
    [HttpGet("new")]
    public Task<IActionResult> Begin(string? q) => Show(new Begin.Query(q));

    [Authorize(Roles = Keepers)]
    [HttpPost("new")]
    public Task<IActionResult> Begin(string? q, Begin.Command command) => Do(command, id =>
    {
        Tell("已登记。");
        return Redirect($"/pairings/{id}");
    }, () => Show(new Begin.Query(q, command)));

    [Authorize(Roles = All)]
    [HttpGet("{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id));

    [Authorize(Roles = Keepers)]
    [HttpPost("{id:int}/end")]
    public Task<IActionResult> End(int id, End.Command command) => Do(command with { Id = id }, told => Back(id, told), () => Show(new Detail.Query(id), "Detail"));

    [Authorize(Roles = nameof(Role.PairedUnit))]
    [HttpGet("mine")]
    public Task<IActionResult> Mine() => Show(new Mine.Query());

    [Authorize(Roles = nameof(Role.PairedUnit))]
    [HttpPost("{id:int}/help")]
    public async Task<IActionResult> Help(int id, Help.Command command, List<IFormFile>? proof)
    {
        command = command with { PairingId = id };
        try
        {
            var kept = new List<(string Name, KeptFile File)>();
            if (proof?.Count > HelpRecord.MostFiles)
                throw Refused.Input($"一条记录最多 {HelpRecord.MostFiles} 个佐证。");
            foreach (var sent in proof?.Where(p => p.Length > 0) ?? [])
            {
                var name = Incoming.NameOf(sent.FileName);
                await using var content = sent.OpenReadStream();
                kept.Add((name, await files.Keep(content, name, Pairings.Help.ProofTypes, Pairings.Help.ProofBytes, HttpContext.RequestAborted)));
            }

            command = command with { Proofs = kept };
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(string.Empty, refused.Message);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await Show(new Detail.Query(id, command), "Detail");
        }

        return await Do(command, told =>
        {
            TempData["KeptClear"] = $"help/{id}";
            return Back(id, told);
        }, () => Show(new Detail.Query(id, command), "Detail"));
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("confirm")]
    public Task<IActionResult> Confirm() => Show(new Confirm.Query());

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("help/{id:int}")]
    public Task<IActionResult> Confirm(int id, Confirm.Command command) => Do(command with { RecordId = id }, told =>
    {
        Tell(told);
        return Redirect("/pairings/confirm");
    }, () => Show(new Confirm.Query(), "Confirm"));

    [Authorize(Roles = All)]
    [HttpGet("help/files/{id:int}")]
    public async Task<IActionResult> Proof(int id)
    {
        var file = await Ask(new Detail.File(id));
        return this.Kept(files, file.Hash, file.ContentType, file.FileName);
    }

    [Authorize(Roles = $"{nameof(Role.StreetCommittee)},{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
    [HttpGet("meetings")]
    public Task<IActionResult> Meetings() => Show(new Meetings.Query());

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("meetings")]
    public Task<IActionResult> Meetings(Meetings.Command command) => Do(command, told => Met(told), () => Show(new Meetings.Query(command)));

    [Authorize(Roles = $"{nameof(Role.StreetCommittee)},{nameof(Role.Supervisor)}")]
    [HttpPost("meetings/absences/{id:int}")]
    public Task<IActionResult> Absence(int id, Meetings.Settle command) => Do(command with { AbsenceId = id }, told => Met(told), () => Show(new Meetings.Query(), "Meetings"));

    private RedirectResult Back(int id, string told)
    {
        Tell(told);
        return Redirect($"/pairings/{id}");
    }

    private RedirectResult Met(string told)
    {
        Tell(told);
        return Redirect("/pairings/meetings");
    }
}
