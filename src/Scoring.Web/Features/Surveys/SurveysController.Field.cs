using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Features.Surveys;

/// <summary>Answers that somebody else takes down: on paper, at the door, by telephone; and calling back.</summary>
public sealed partial class SurveysController
{
    private const string AnswerPrefix = "a.";
    private const string Clerks = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}";

    [Authorize(Roles = Clerks)]
    [HttpGet("paper")]
    public Task<IActionResult> Papers(int? cycle) => Show(new Papers.Query(cycle));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("paper")]
    public Task<IActionResult> Papers(Papers.Command command) =>
        Do(command, Back($"/surveys/paper?cycle={command.Cycle}"), async () => View("Papers", await Ask(new Papers.Query(command.Cycle)) with { EstateId = command.Estate, Count = command.Count, On = command.CollectedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }));

    [HttpGet("paper/blank/{estate}")]
    public Task<IActionResult> Blank(int? cycle, string estate) => Show(new Blank.Query(cycle, estate));

    [Authorize(Roles = Clerks)]
    [HttpGet("paper/{batch:int}")]
    public Task<IActionResult> ReadPaper(int batch) => Show(new ReadPaper.Query(batch));

    [Authorize(Roles = Clerks)]
    [HttpPost("paper/{batch:int}")]
    public Task<IActionResult> ReadPaper(int batch, Guid key)
    {
        var marks = Fields("s.");
        return Do(new ReadPaper.Command(batch, marks, key), Back("/surveys/paper"), async () => View("ReadPaper", await Ask(new ReadPaper.Query(batch)) with { Typed = marks, Key = key }));
    }

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("doorstep")]
    public async Task<IActionResult> Doorstep(int? cycle)
    {
        var view = await Ask(new Doorstep.Query(cycle));
        if (view.Open)
            KeptFor(view.AccountId);
        return View(view);
    }

    /// <summary>A script hands in what waited on the phone and gets JSON; without one the form comes back with a sentence.</summary>
    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("doorstep")]
    public async Task<IActionResult> Doorstep(Guid id, int cycle, int estate, string? place)
    {
        var command = new Doorstep.Command(id, cycle, estate, place, Fields(AnswerPrefix));
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            await Ask(command);
            return Json(new { id });
        }

        return await Do(command, _ => Back($"/surveys/doorstep?cycle={cycle}")("已收到一份入户答卷"), () => Show(new Doorstep.Query(cycle), "Doorstep"));
    }

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpGet("calls")]
    public Task<IActionResult> Calls(int? cycle, int? estate) => Show(new Calls.Query(cycle, estate));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("calls")]
    public Task<IActionResult> Calls(Guid id, int cycle, int estate, int attempt, PhoneOutcome? outcome)
    {
        var answers = Fields(AnswerPrefix);
        return Do(new Calls.Command(id, cycle, estate, attempt, outcome, answers), Back($"/surveys/calls?cycle={cycle}&estate={estate}"),
            async () => View("Calls", await Ask(new Calls.Query(cycle, estate)) with { Chosen = answers, Outcome = outcome, Id = id }));
    }

    [Authorize(Roles = Clerks)]
    [HttpGet("visits")]
    public Task<IActionResult> CallBacks(int? cycle) => Show(new CallBacks.Query(cycle));

    [Authorize(Roles = Clerks)]
    [HttpPost("visits")]
    public Task<IActionResult> CallBacks(int? cycle, CallBacks.Command command) => Do(command, Back($"/surveys/visits?cycle={cycle}"), () => Show(new CallBacks.Query(cycle), "CallBacks"));

    private Dictionary<string, string> Fields(string prefix) =>
        Request.Form.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[prefix.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
}
