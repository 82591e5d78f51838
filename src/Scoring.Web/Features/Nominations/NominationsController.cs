using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Nominations;

[Route("nominations")]
public sealed class NominationsController(IMediator mediator, FileStore files, Actor actor) : Room(mediator)
{
    private const string Filers = $"{nameof(Role.StreetCommittee)},{nameof(Role.Applicant)}";
    private const string Readers = $"{nameof(Role.StreetCommittee)},{nameof(Role.Applicant)},{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)},{nameof(Role.EvidenceDepartment)},{nameof(Role.Judge)}";

    /// <summary>The largest file a scheme may allow, and a little more for what is around it.</summary>
    private const long MostBytes = 1025L << 20;

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query(), "Index");

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("{cycleId:int}/filing")]
    public Task<IActionResult> Complete(int cycleId, Complete.Command command) => Do(command with { CycleId = cycleId }, _ =>
    {
        Tell("申报完成，已告知组织部。");
        TempData["KeptClear"] = $"filing/{cycleId}";
        return Redirect("/nominations");
    }, () => Show(new Index.Query(), "Index"));

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("{cycleId:int}/new")]
    public Task<IActionResult> Create(int cycleId, int slot, int? replaces, string? search) => Show(new Create.Query(cycleId, slot, replaces, search));

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("{cycleId:int}/new")]
    public Task<IActionResult> Create(int cycleId, Create.Command command) => Do(command with { CycleId = cycleId }, id =>
    {
        TempData["KeptClear"] = $"nominee/{cycleId}/{command.Slot}";
        return Redirect($"/nominations/entry/{id}/edit");
    }, async () => await CreateAgain(cycleId, command));

    [Authorize(Roles = Filers)]
    [HttpGet("entry/{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id));

    [Authorize(Roles = Filers)]
    [HttpGet("entry/{id:int}/edit")]
    public Task<IActionResult> Edit(int id) => Show(new Edit.Query(id));

    [Authorize(Roles = Filers)]
    [HttpPost("entry/{id:int}/edit")]
    public Task<IActionResult> Edit(int id, Edit.Command command, string? then) => Do(command with { EntryId = id }, _ =>
    {
        Tell("已保存。");
        TempData["KeptClear"] = $"entry/{id}/{actor.Id}";
        return Redirect(then == "preview" ? $"/nominations/entry/{id}" : $"/nominations/entry/{id}/edit");
    }, () => Show(new Edit.Query(id, command with { EntryId = id })));

    [Authorize(Roles = Filers)]
    [HttpPost("entry/{id:int}/submit")]
    public Task<IActionResult> Submit(int id, Submit.Command command) => Do(command with { EntryId = id }, _ =>
    {
        Tell(actor.Is(Role.Applicant) ? "已提交，等街道初审。" : "已提交，等组织部审查。");
        return Redirect($"/nominations/entry/{id}");
    }, () => Show(new Detail.Query(id), "Detail"));

    [Authorize(Roles = Filers)]
    [HttpPost("entry/{id:int}/withdraw")]
    public Task<IActionResult> Withdraw(int id, Withdraw.Command command) => Do(command with { EntryId = id }, _ =>
    {
        Tell(actor.Is(Role.Applicant) ? "已撤回，截止前可以重新申报。" : "已撤回，名额空出来了。");
        TempData["KeptClear"] = $"withdraw/{id}";
        return Redirect($"/nominations/entry/{id}");
    }, () => Show(new Detail.Query(id), "Detail"));

    /// <summary>One file. The right to add it is asked before the body is read, and again when its row is written.</summary>
    [Authorize(Roles = Filers)]
    [HttpPost("entry/{id:int}/files")]
    [ReadsBodyItself]
    [RequestSizeLimit(MostBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
    public async Task<IActionResult> Attach(int id, [FromQuery] string? kind)
    {
        var rules = await Ask(new Attach.Query(id, kind));
        var stored = await Incoming.First(Request, rules.MaximumBytes, async (name, content) =>
            await Ask(new Attach.Command(id, kind, name, await files.Keep(content, name, rules.Types, rules.MaximumBytes, HttpContext.RequestAborted))));
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
            return Json(stored);
        Tell($"已上传“{stored.Name}”。");
        return Redirect($"/nominations/entry/{id}/edit");
    }

    [Authorize(Roles = Filers)]
    [HttpPost("entry/{id:int}/files/{fileId:int}/remove")]
    public async Task<IActionResult> Detach(int id, int fileId)
    {
        await Ask(new Attach.Remove(id, fileId));
        Tell("附件已去掉。");
        return Redirect($"/nominations/entry/{id}/edit");
    }

    /// <summary>The dossier for everybody who may read it, on a phone too.</summary>
    [Authorize(Roles = Readers)]
    [HttpGet("entry/{id:int}/dossier")]
    public Task<IActionResult> Read(int id) => Show(new Read.Query(id));

    [Authorize(Roles = Readers)]
    [HttpGet("files/{id:int}")]
    public async Task<IActionResult> Download(int id)
    {
        var file = await Ask(new Read.File(id));
        return this.Kept(files, file.Hash, file.ContentType, file.FileName);
    }

    private async Task<IActionResult> CreateAgain(int cycleId, Create.Command typed)
    {
        try
        {
            return View("Create", (await Ask(new Create.Query(cycleId, typed.Slot, typed.Replaces, null))) with { Typed = typed });
        }
        catch (Domain.Refused)
        {
            // The slot is gone: the list of slots says what is left.
            return await Show(new Index.Query(), "Index");
        }
    }
}
