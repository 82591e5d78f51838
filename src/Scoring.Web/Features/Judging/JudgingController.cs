using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Judging;

[Route("judging")]
public sealed class JudgingController(IMediator mediator) : Room(mediator)
{
    private const string Watchers = $"{nameof(Role.Supervisor)},{nameof(Role.Operator)},{nameof(Role.Approver)}";

    private bool AsksJson => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("")]
    public async Task<IActionResult> Index()
    {
        var view = await Ask(new Index.Query());
        KeptFor(view.AccountId);
        return View(view);
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("practice/{cycleId:int}")]
    public Task<IActionResult> Practice(int cycleId) => Show(new Practice.Query(cycleId));

    /// <summary>A script gets JSON, and keeps what was typed where the network is gone.</summary>
    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("practice/{cycleId:int}")]
    public async Task<IActionResult> Practice(int cycleId, [FromForm] Practice.Command command)
    {
        command = command with { CycleId = cycleId };
        if (AsksJson)
            return Json(await Ask(command));
        return await Do(command, _ => RedirectToAction(nameof(Practice), new { cycleId }), () => Show(new Practice.Query(cycleId, command.Marks), "Practice"));
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("{entryId:int}")]
    public async Task<IActionResult> Sheet(int entryId, string? panel)
    {
        var view = await Ask(new Sheet.Query(entryId, panel));
        KeptFor(view.AccountId);
        return view.Locked ? RedirectToAction(nameof(Receipt), new { entryId, panel }) : View("Sheet", view);
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}/draft")]
    public async Task<IActionResult> Draft(int entryId, [FromForm] KeepDraft.Command command) => Json(await Ask(command with { EntryId = entryId }));

    /// <summary>交表. A script gets JSON: a phone that was offline sends again what it kept, under the same key.</summary>
    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}")]
    public async Task<IActionResult> Submit(int entryId, [FromForm] Submit.Command command)
    {
        command = command with { EntryId = entryId };
        var receipt = Url.Action(nameof(Receipt), new { entryId, panel = command.Panel });
        if (AsksJson)
        {
            var handed = await Ask(command);
            return Json(new { receipt = handed.Late ? null : receipt, handed.Fingerprint, handed.Revision, handed.Late });
        }

        return await Do(command, handed =>
        {
            if (!handed.Late)
                return LocalRedirect(receipt!);
            Tell("评分已经关闭。您的表已经送到监督员那里，由监督员决定是否计入。");
            return RedirectToAction(nameof(Index));
        }, async () => View("Sheet", (await Ask(new Sheet.Query(entryId, command.Panel))).Typed(command.Marks, command.Key)));
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}/take-back")]
    public Task<IActionResult> TakeBack(int entryId, TakeBack.Command command) =>
        Do(command with { EntryId = entryId }, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Sheet), new { entryId, panel = command.Panel });
        }, async () => View("Receipt", await Ask(new Receipt.Query(entryId, command.Panel))));

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("{entryId:int}/receipt")]
    public async Task<IActionResult> Receipt(int entryId, string? panel)
    {
        var view = await Ask(new Receipt.Query(entryId, panel));
        KeptFor(view.AccountId);
        return View("Receipt", view);
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("{entryId:int}/recuse")]
    public Task<IActionResult> Recuse(int entryId, string? panel) => Show(new Recuse.Query(entryId, panel));

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}/recuse")]
    public Task<IActionResult> Recuse(int entryId, Recuse.Command command) =>
        Do(command with { EntryId = entryId }, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Index));
        }, async () => View("Recuse", await Ask(new Recuse.Query(entryId, command.Panel)) with { Note = command.Note ?? string.Empty }));

    [Authorize(Roles = Watchers)]
    [HttpGet("sheets")]
    public Task<IActionResult> Sheets(int? cycle) => Show(new Sheets.Query(cycle));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("sheets/close")]
    public Task<IActionResult> Close(Close.Command command) =>
        Do(command, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Sheets), new { cycle = command.CycleId });
        }, () => Show(new Sheets.Query(command.CycleId), "Sheets"));

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpGet("late")]
    public Task<IActionResult> Late() => Show(new Late.Query());

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("late/{lateId:int}")]
    public Task<IActionResult> Decide(int lateId, Late.Command command) =>
        Do(command with { LateId = lateId }, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Late));
        }, () => Show(new Late.Query(), "Late"));

    [Authorize(Roles = Watchers)]
    [HttpGet("sheets/{sheetId:int}")]
    public Task<IActionResult> Revisions(int sheetId) => Show(new Revisions.Query(sheetId));

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("sheets/{sheetId:int}/reopen")]
    public Task<IActionResult> Reopen(int sheetId, Reopen.Command command) =>
        Do(command with { SheetId = sheetId }, told =>
        {
            Tell(told);
            return RedirectToAction(nameof(Revisions), new { sheetId });
        }, async () => View("Revisions", await Ask(new Revisions.Query(sheetId)) with { Reason = command.Reason ?? string.Empty }));
}
