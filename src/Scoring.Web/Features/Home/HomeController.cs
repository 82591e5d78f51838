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
    public Task<IActionResult> Index() => Show(new Welcome.Query(), "Welcome");

    /// <summary>What waits for me.</summary>
    [HttpGet("/todo")]
    public Task<IActionResult> Todo() => Show(new Todo.Query(), "Todo");
}
