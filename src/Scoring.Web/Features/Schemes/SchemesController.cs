using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Schemes;

/// <summary>Schemes for those who run contests, and the same rules in plain words for everybody.</summary>
[Authorize(Roles = nameof(Role.Operator) + "," + nameof(Role.Approver) + "," + nameof(Role.Supervisor) + "," + nameof(Role.Administrator))]
public sealed class SchemesController(IMediator mediator, ScoringDb db) : Room(mediator)
{
    private const string NoFile = "请先选择方案文件（JSON）。";

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

    [Authorize(Roles = nameof(Role.Operator) + "," + nameof(Role.Administrator))]
    [HttpPost("schemes")]
    [RequestSizeLimit(2 * Schemes.Upload.MaximumBytes)]
    public async Task<IActionResult> Upload(IFormFile? file)
    {
        if (file is null || file.Length == 0)
            return await Again(NoFile, null, StatusCodes.Status400BadRequest);
        if (file.Length > Schemes.Upload.MaximumBytes)
            return await Again("文件超过 1 MB，不像是方案文件。请核对后再选。", null, StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var json = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        try
        {
            var answer = await Ask(new Upload.Command(json));
            Tell(answer.Fresh
                ? $"已保存为“{answer.Name}”第 {answer.Version} 版。从下一个开始申报的期次起使用；已经开始的期次不变。"
                : $"内容与第 {answer.Version} 版完全相同，没有产生新版本。");
            return RedirectToAction(nameof(Scheme), new { code = answer.Code, version = answer.Version });
        }
        catch (SchemeInvalid fault)
        {
            return await Again(null, ListSchemes.Refusal.Of(file.FileName, json, fault), StatusCodes.Status400BadRequest);
        }
    }

    [AllowAnonymous]
    [HttpGet("rules")]
    public async Task<IActionResult> AllRules() =>
        await Ask(new Rules.List()) is var rows && rows.Count == 1 ? RedirectToAction(nameof(Rules), new { code = rows[0].Code }) : View("AllRules", rows);

    [AllowAnonymous]
    [HttpGet("rules/{code}")]
    public Task<IActionResult> Rules(string code) => Show(new Rules.Query(code), "Rules");

    private async Task<IActionResult> Again(string? sentence, ListSchemes.Refusal? refusal, int status)
    {
        if (sentence is not null)
            ModelState.AddModelError(string.Empty, sentence);
        Response.StatusCode = status;
        return View("ListSchemes", await Ask(new ListSchemes.Query()) with { Refusal = refusal });
    }
}
