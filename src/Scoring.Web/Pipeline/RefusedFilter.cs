using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Scoring.Domain;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Pipeline;

/// <summary>A refusal nobody showed in place becomes the error page (or JSON for a script) with its sentence and status.</summary>
public sealed class RefusedFilter(IModelMetadataProvider metadata) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        var (status, sentence) = context.Exception switch
        {
            Refused refused => (RefusalStatus.Of(refused.Kind), refused.Message),
            ValidationException invalid => (StatusCodes.Status400BadRequest, string.Join(" ", invalid.Errors.Select(e => e.ErrorMessage))),
            _ => (0, string.Empty),
        };
        if (status == 0)
            return;
        context.ExceptionHandled = true;
        context.Result = context.HttpContext.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? new JsonResult(new { title = sentence, detail = sentence }) { StatusCode = status }
            : new ViewResult
            {
                ViewName = "Error",
                StatusCode = status,
                ViewData = new ViewDataDictionary<Problem>(metadata, context.ModelState) { Model = Problems.Of(status, sentence) },
            };
    }
}
