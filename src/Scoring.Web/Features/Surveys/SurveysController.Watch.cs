using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Surveys;

/// <summary>Looking at a survey and judging what looks wrong; what residents wrote to their branch.</summary>
public sealed partial class SurveysController
{
    private const string Staff = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)}";

    [HttpGet("seen")]
    public Task<IActionResult> Seen(int? cycle) => Show(new Seen.Query(cycle));

    [HttpGet("seen/{part}.{kind}")]
    public async Task<IActionResult> Export(int? cycle, string part, string kind) => (await Ask(new Export.Query(cycle, part))).As(kind);

    [Authorize(Roles = Staff)]
    [HttpGet("alarms")]
    public Task<IActionResult> Alarms(int? cycle) => Show(new Alarms.Query(cycle));

    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("alarms")]
    public Task<IActionResult> Judge(Alarms.Command command) => Do(command, Back($"/surveys/alarms?cycle={command.Cycle}"), () => Show(new Alarms.Query(command.Cycle), "Alarms"));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("alarms/confirm")]
    public Task<IActionResult> Confirm(Alarms.Confirm command) => Do(command, Back($"/surveys/alarms?cycle={command.Cycle}"), () => Show(new Alarms.Query(command.Cycle), "Alarms"));

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("comments")]
    public Task<IActionResult> Comments() => Show(new Comments.Query());

    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpPost("comments")]
    public Task<IActionResult> Comments(Comments.Command command) => Do(command, Back("/surveys/comments"), () => Show(new Comments.Query(), "Comments"));

    private Func<string, IActionResult> Back(string path) => told =>
    {
        Tell(told);
        return Redirect(path);
    };
}
