using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stage;

/// <summary>The live day's desk. A script posts and gets JSON; without one every button is a form that comes back to the same page.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Timekeeper)},{nameof(Role.Supervisor)}")]
[Route("stage")]
public sealed class StageController(IMediator mediator, FileStore files) : Room(mediator)
{
    private const string Callers = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}";

    private bool AsksJson => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [Authorize(Roles = Callers)]
    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Console(int cycleId) => Show(new Desk.Query(cycleId), "Console");

    [HttpGet("{cycleId:int}/clock")]
    public Task<IActionResult> Clock(int cycleId) => Show(new Desk.Query(cycleId), "Clock");

    /// <summary>The part of the page that changes, for the script that swaps it.</summary>
    [HttpGet("{cycleId:int}/now")]
    public async Task<IActionResult> Now(int cycleId, bool clock) => PartialView(clock ? "_ClockBody" : "_Body", await Ask(new Desk.Query(cycleId)));

    [HttpPost("{cycleId:int}/{act}")]
    public Task<IActionResult> Act(int cycleId, string act, Step.Command command, bool clock) =>
        Enum.TryParse<StageAct>(act, ignoreCase: true, out var found) && Enum.IsDefined(found)
            ? Press(command with { CycleId = cycleId, Act = found }, answer => answer.Told, cycleId, clock)
            : throw Refused.Missing("现场没有这一步。请刷新页面。");

    [Authorize(Roles = Callers)]
    [HttpPost("{cycleId:int}/draw")]
    public Task<IActionResult> Draw(int cycleId, DrawOnStage.Command command) => Press(command with { CycleId = cycleId }, told => told, cycleId, false);

    [HttpPost("{cycleId:int}/overtime")]
    public Task<IActionResult> Overtime(int cycleId, Overtime.Command command, bool clock) => Press(command with { CycleId = cycleId }, told => told, cycleId, clock);

    [Authorize(Roles = Callers)]
    [HttpGet("{cycleId:int}/roll")]
    public Task<IActionResult> Roll(int cycleId) => Show(new Roll.Query(cycleId));

    [Authorize(Roles = Callers)]
    [HttpPost("{cycleId:int}/roll")]
    public Task<IActionResult> Roll(int cycleId, Roll.Command command) => Do(command with { CycleId = cycleId }, told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Roll), new { cycleId });
    }, () => Show(new Roll.Query(cycleId), "Roll"));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpGet("{cycleId:int}/clip")]
    public Task<IActionResult> Clip(int cycleId) => Show(new Clip.Query(cycleId));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/clip")]
    [RequestSizeLimit(Stage.Clip.MostBytes + 65536)]
    [RequestFormLimits(MultipartBodyLengthLimit = Stage.Clip.MostBytes + 65536)]
    public Task<IActionResult> Clip(int cycleId, IFormFile? clip, Guid key) => Back(async () =>
    {
        if (clip is not { Length: > 0 })
            throw Refused.Input("请先选一段视频。");
        var name = Incoming.NameOf(clip.FileName);
        await using var content = clip.OpenReadStream();
        return await Ask(new Clip.Command(cycleId, name, await files.Keep(content, name, Stage.Clip.Types, Stage.Clip.MostBytes, HttpContext.RequestAborted), key));
    }, cycleId);

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/clip/remove")]
    public Task<IActionResult> Clip(int cycleId, Guid key) => Back(() => Ask(new Clip.Remove(cycleId, key)), cycleId);

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{cycleId:int}/rehearse")]
    public Task<IActionResult> Rehearse(int cycleId, Rehearse.Command command) => Do(command with { CycleId = cycleId }, rehearsal =>
    {
        Tell("演练已经备好：评委和正式的一样，候选人是编的，结果不会核算，也不会公布。");
        return RedirectToAction(nameof(Console), new { cycleId = rehearsal });
    }, () => Show(new Index.Query(), "Index"));

    private async Task<IActionResult> Back(Func<Task<string>> act, int cycleId)
    {
        try
        {
            Tell(await act());
            return RedirectToAction(nameof(Clip), new { cycleId });
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(string.Empty, refused.Message);
            Response.StatusCode = RefusalStatus.Of(refused.Kind);
            return await Show(new Clip.Query(cycleId), nameof(Clip));
        }
    }

    private async Task<IActionResult> Press<T>(IRequest<T> command, Func<T, string> told, int cycleId, bool clock)
    {
        var view = clock ? nameof(Clock) : nameof(Console);
        if (AsksJson)
            return Json(new { told = told(await Ask(command)) });
        return await Do(command, answer =>
        {
            Tell(told(answer));
            return RedirectToAction(view, new { cycleId });
        }, () => Show(new Desk.Query(cycleId), view));
    }
}
