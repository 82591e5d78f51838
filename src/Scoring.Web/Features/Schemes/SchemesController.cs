using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Schemes;

/// <summary>Schemes for those who run contests, and the same rules in plain words for everybody.</summary>
[Authorize(Roles = nameof(Role.Operator) + "," + nameof(Role.Approver) + "," + nameof(Role.Supervisor) + "," + nameof(Role.Administrator))]
public sealed class SchemesController(IMediator mediator, ScoringDb db) : Room(mediator)
{
    [HttpGet("schemes")]
    public Task<IActionResult> List() => Show(new ListSchemes.Query(), "ListSchemes");

    [HttpGet("schemes/{code}/{version:int}")]
    public Task<IActionResult> Scheme(string code, int version) => Show(new ViewScheme.Query(code, version), "ViewScheme");

    [HttpGet("schemes/{code}/{version:int}/changes")]
    public Task<IActionResult> Changes(string code, int version, int? from) => Show(new Compare.Query(code, version, from), "Compare");

    [HttpGet("schemes/{code}/{version:int}/file")]
    public async Task<IActionResult> Download(string code, int version)
    {
        var json = await db.SchemeVersions.Where(v => v.Code == code && v.Version == version).Select(v => v.Json).SingleOrDefaultAsync(HttpContext.RequestAborted);
        return json is null ? NotFound() : File(Encoding.UTF8.GetBytes(json), "application/json", $"{code}-{version}.json");
    }

    [AllowAnonymous]
    [HttpGet("rules")]
    public async Task<IActionResult> AllRules() =>
        await Ask(new Rules.List()) is var rows && rows.Count == 1 ? RedirectToAction(nameof(Rules), new { code = rows[0].Code }) : View("AllRules", rows);

    [AllowAnonymous]
    [HttpGet("rules/{code}")]
    public Task<IActionResult> Rules(string code) => Show(new Rules.Query(code), "Rules");
}
