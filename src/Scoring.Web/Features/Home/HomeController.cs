using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

public sealed class HomeController(IMediator mediator) : Room(mediator)
{
    /// <summary>What this is, for anyone.</summary>
    [AllowAnonymous]
    [HttpGet("/")]
    public IActionResult Index() => View();
}
