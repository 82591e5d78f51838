using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;
using Scoring.Web.Jobs;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Clocks;

/// <summary>The clock's page, and the demo's control. Passes run outside any request's transaction: each job has its own.</summary>
public sealed class ClocksController(IMediator mediator, JobRunner runner, IOptions<ScoringOptions> options) : Room(mediator)
{
    private const string Readers = nameof(Role.Operator) + "," + nameof(Role.Approver) + "," + nameof(Role.Supervisor) + "," + nameof(Role.Administrator);

    [Authorize(Roles = Readers)]
    [HttpGet("clock")]
    public Task<IActionResult> Clock(DateOnly? day, bool failed, int page = 1) => Show(new ViewClock.Query(day, failed, page), "ViewClock");

    [Authorize(Roles = Readers)]
    [HttpGet("clock/calendar")]
    public Task<IActionResult> Calendar(string? at, string? scheme) => Show(new Calendar.Query(at, scheme), "Calendar");

    [Authorize(Roles = nameof(Role.Operator) + "," + nameof(Role.Administrator))]
    [HttpPost("clock/run")]
    public async Task<IActionResult> Run(string? job)
    {
        if (string.IsNullOrEmpty(job))
            Tell("已运行一遍。" + Fired(await runner.RunAll()));
        else
            Tell($"“{job}”已再运行一次。" + Fired(await runner.RunOne(job) is { } run ? [run] : []));
        return RedirectToAction(nameof(Clock));
    }

    /// <summary>The demo's clock on a page of its own, for those who have not signed in.</summary>
    [AllowAnonymous]
    [HttpGet("demo/clock")]
    public async Task<IActionResult> Demo() => options.Value.Demo == true ? View("Demo", await Ask(new Walk.Standing())) : NotFound();

    /// <summary>Exists in the demo only, and there for anybody.</summary>
    [AllowAnonymous]
    [HttpPost("demo/clock")]
    public async Task<IActionResult> Walk(Walk.Step step)
    {
        if (options.Value.Demo != true)
            return NotFound();
        var said = await Ask(new Walk.Command(step));
        var fired = Fired(await runner.RunAll());
        var waiting = await Ask(new Walk.Standing());
        Tell($"{said}。{fired}{(waiting.Count == 0 ? string.Empty : $"没有人办的事会停在那里等着：{string.Join("；", waiting)}。")}");
        var back = BackAfterSignIn.LocalReferer(Request);
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }

    private static string Fired(IReadOnlyList<JobRun> runs) => runs.Count == 0
        ? "没有到点要办的事。"
        : string.Concat(runs.Select(r => $"{(r.Failed ? "失败：" : "触发：")}{r.Job}——{r.Text}。"));
}
