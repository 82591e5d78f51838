using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Api;

/// <summary>What is published as JSON: for anyone, from any site, read-only. Version 1 is described by openapi.json.</summary>
[AllowAnonymous]
[Route("api/v1")]
public sealed class ApiController(IMediator mediator) : Room(mediator)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = false,
    };

    [Published(ForAll = true)]
    [HttpGet("programmes")]
    public async Task<IActionResult> Programmes() => Answer(await Ask(new Results.Programmes()));

    [Published(ForAll = true, By = "programme")]
    [HttpGet("results")]
    public async Task<IActionResult> All(string? programme) => Answer(await Ask(new Results.All(programme)));

    [Published(ForAll = true)]
    [HttpGet("results/{id:int}")]
    public async Task<IActionResult> One(int id) => await Ask(new Results.One(id)) is { } found
        ? Answer(found) : Answer(new Trouble(StatusCodes.Status404NotFound, "这一期不存在，或者还没有发布结果。"), StatusCodes.Status404NotFound);

    [Published(ForAll = true)]
    [HttpGet("openapi.json")]
    public IActionResult Description()
    {
        Response.Headers.AccessControlAllowOrigin = "*";
        return File(typeof(ApiController).Assembly.GetManifestResourceStream("openapi.json")!, "application/json; charset=utf-8");
    }

    private JsonResult Answer<T>(T value, int status = StatusCodes.Status200OK)
    {
        // Nothing here depends on who asks, so a page of any site may read it.
        Response.Headers.AccessControlAllowOrigin = "*";
        return new JsonResult(value, Shape) { StatusCode = status, ContentType = "application/json; charset=utf-8" };
    }
}
