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
    public Task<IActionResult> Index() => Show(new Index.Query());

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("{entryId:int}")]
    public async Task<IActionResult> Sheet(int entryId, string? panel)
    {
        var view = await Ask(new Sheet.Query(entryId, panel));
        return view.Locked ? RedirectToAction(nameof(Receipt), new { entryId, panel }) : View("Sheet", view);
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}/draft")]
    public async Task<IActionResult> Draft(int entryId, [FromForm] KeepDraft.Command command) => Json(await Ask(command with { EntryId = entryId }));

    /// <summary>交表. A script asks the judge itself and gets JSON; without one the question is a page of its own.</summary>
    [Authorize(Roles = nameof(Role.Judge))]
    [HttpPost("{entryId:int}")]
    public async Task<IActionResult> Submit(int entryId, [FromForm] Submit.Command command, bool confirmed)
    {
        command = command with { EntryId = entryId };
        var receipt = Url.Action(nameof(Receipt), new { entryId, panel = command.Panel });
        if (AsksJson)
        {
            var handed = await Ask(command);
            return Json(new { receipt, handed.Fingerprint, handed.Revision });
        }

        async Task<IActionResult> Again() => View("Sheet", (await Ask(new Sheet.Query(entryId, command.Panel))).Typed(command.Marks, command.Key));
        return confirmed
            ? await Do(command, _ => LocalRedirect(receipt!), Again)
            : await Do(new Submit.Ask(command), question => View("Submit", question), Again);
    }

    [Authorize(Roles = nameof(Role.Judge))]
    [HttpGet("{entryId:int}/receipt")]
    public Task<IActionResult> Receipt(int entryId, string? panel) => Show(new Receipt.Query(entryId, panel));

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
