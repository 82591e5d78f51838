using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Papers;

[Authorize(Roles = $"{nameof(Role.Scorer)},{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
[Route("papers")]
public sealed class PapersController(IMediator mediator) : Room(mediator)
{
    private const string Readers = $"{nameof(Role.Scorer)},{nameof(Role.Operator)}";

    [HttpGet("")]
    public async Task<IActionResult> Index()
    {
        var view = await Ask(new Index.Query());
        return view.Scored is { } cycleId ? RedirectToAction(nameof(Overview), new { cycleId }) : View("Index", view);
    }

    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Overview(int cycleId) => Show(new Overview.Query(cycleId));

    /// <summary>From the number under the square (or what a scanner types) to its page.</summary>
    [HttpGet("{cycleId:int}/open")]
    public Task<IActionResult> Open(int cycleId, Open.Query query) =>
        Do(query with { CycleId = cycleId }, LocalRedirect, () => Show(new Overview.Query(cycleId), "Overview"));

    [HttpGet("{cycleId:int}/print")]
    public Task<IActionResult> Print(int cycleId, Print.Query query) => Show(query with { CycleId = cycleId });

    [HttpGet("sheet/{judgeId:int}/{entryId:int}")]
    public async Task<IActionResult> Enter(int judgeId, int entryId)
    {
        var view = await Ask(new Enter.Query(judgeId, entryId));
        return view.FormId is { } form && view.Closed is not null ? RedirectToAction(nameof(Paper), new { formId = form }) : View("Enter", view);
    }

    [Authorize(Roles = Readers)]
    [HttpPost("sheet/{judgeId:int}/{entryId:int}")]
    public Task<IActionResult> Enter(int judgeId, int entryId, Enter.Command command) =>
        Do(command with { JudgeId = judgeId, EntryId = entryId }, done => Told(done.CycleId, done.Sentence),
            async () => View("Enter", (await Ask(new Enter.Query(judgeId, entryId))).Typed(command.Values, command.Key)));

    [HttpGet("form/{formId:int}")]
    public Task<IActionResult> Paper(int formId) => Show(new Paper.Query(formId));

    [HttpPost("form/{formId:int}/resolve")]
    public Task<IActionResult> Resolve(int formId, Resolve.Command command) =>
        Do(command with { FormId = formId }, done => Told(done.CycleId, done.Sentence), async () => View("Paper", (await Ask(new Paper.Query(formId))).Typed(command.Values)));

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("form/{formId:int}/decide")]
    public Task<IActionResult> Decide(int formId, Decide.Command command) =>
        Do(command with { FormId = formId }, done => Told(done.CycleId, done.Sentence), async () => View("Paper", (await Ask(new Paper.Query(formId))) with { Reason = command.Reason ?? string.Empty }));

    private RedirectToActionResult Told(int cycleId, string sentence)
    {
        Tell(sentence);
        return RedirectToAction(nameof(Overview), new { cycleId });
    }
}
