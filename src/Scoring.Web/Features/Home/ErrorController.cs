using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Scoring.Data.Sqlite;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Home;

/// <summary>Every status that nobody answered with a page of its own.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorController : Controller
{
    [Route("error/{status:int}")]
    public IActionResult Show(int status)
    {
        Response.StatusCode = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } error && StoreTrouble.Passing(error) ? StatusCodes.Status503ServiceUnavailable
            : status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        var problem = Problems.Of(Response.StatusCode, null, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier);
        return Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? new JsonResult(new { title = problem.Happened + problem.Todo, detail = problem.Happened + problem.Todo }) { StatusCode = problem.Status }
            : View("Error", problem);
    }
}
