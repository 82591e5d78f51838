using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
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
        Response.StatusCode = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        var problem = Problems.Of(Response.StatusCode, null, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier);
        return Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? new JsonResult(new { title = problem.Happened + problem.Todo, detail = problem.Happened + problem.Todo }) { StatusCode = problem.Status }
            : View("Error", problem);
    }
}
