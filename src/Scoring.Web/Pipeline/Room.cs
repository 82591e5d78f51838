using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;

namespace Scoring.Web.Pipeline;

/// <summary>What every controller does: send, and turn a refusal into a page that keeps what was typed.</summary>
public abstract class Room(IMediator mediator) : Controller
{
    /// <summary>Shows a view of the answer to a query.</summary>
    protected async Task<IActionResult> Show<T>(IRequest<T> query, string? view = null) =>
        View(view, await mediator.Send(query, HttpContext.RequestAborted));

    protected Task<T> Ask<T>(IRequest<T> request) => mediator.Send(request, HttpContext.RequestAborted);

    /// <summary>
    /// Sends a command; when it is refused, shows the page again (<paramref name="again"/>) with the reason, the right status
    /// and, because the tag helpers prefer what was posted, everything that was typed.
    /// </summary>
    protected async Task<IActionResult> Do<T>(IRequest<T> command, Func<T, IActionResult> done, Func<Task<IActionResult>> again)
    {
        try
        {
            if (!ModelState.IsValid)
                throw Refused.Input("有内容没有填对，请看下面标红的地方。");
            return done(await mediator.Send(command, CancellationToken.None));
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(string.Empty, refused.Message);
            Response.StatusCode = RefusalStatus.Of(refused.Kind);
        }
        catch (ValidationException invalid)
        {
            foreach (var failure in invalid.Errors)
                ModelState.AddModelError(failure.PropertyName, failure.ErrorMessage);
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return await again();
    }

    /// <summary>A sentence shown once on the next page.</summary>
    protected void Tell(string sentence) => TempData["Flash"] = sentence;

    /// <summary>Says whose own page this is: the phone's worker keeps such pages for when there is no network, and no others.</summary>
    protected void KeptFor(int accountId) => Response.Headers["X-Page-Of"] = accountId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Refusal → HTTP status.</summary>
public static class RefusalStatus
{
    public static int Of(RefusalKind kind) => kind switch
    {
        RefusalKind.NotYours => StatusCodes.Status403Forbidden,
        RefusalKind.Missing => StatusCodes.Status404NotFound,
        RefusalKind.Input => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}
