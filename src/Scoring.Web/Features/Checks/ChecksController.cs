using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Checks;

/// <summary>核验: anyone drops a bundle in, or looks for a receipt.</summary>
[AllowAnonymous]
[Route("check")]
public sealed class ChecksController(IMediator mediator) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index(string? receipt) => Show(new Check.Query(null, receipt), "Check");

    [EnableRateLimiting(Limits.Check)]
    [RequestSizeLimit(Features.Checks.Check.LargestUpload + 65536)]
    [HttpPost("")]
    public async Task<IActionResult> Index(IFormFile? bundle, string? receipt)
    {
        if (bundle is null || bundle.Length == 0)
        {
            ModelState.AddModelError("bundle", "请先选择一个证据包（zip 文件）。");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await Show(new Check.Query(null, receipt), "Check");
        }

        using var content = new MemoryStream();
        await bundle.CopyToAsync(content, HttpContext.RequestAborted);
        return await Show(new Check.Query(content.ToArray(), receipt), "Check");
    }
}
