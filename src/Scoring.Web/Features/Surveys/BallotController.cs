using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Domain;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// The resident's side: no account, no script needed, and no form cookie, because the link itself is the secret that a forged form would
/// need (for the open code, a cookie that foreign forms do not carry). Actions take no parameters, so that nothing binds a form before
/// it is read by hand.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(Limits.Ballot)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(16 << 10)]
[Route("s")]
public sealed class BallotController(IMediator mediator, DeviceMark device) : Room(mediator)
{
    private const string Folder = "/Features/Surveys/";
    private const string AnswerPrefix = "a.";

    /// <summary>For those who type the code of their slip.</summary>
    [HttpGet("")]
    public IActionResult Code() => View(Folder + "Code.cshtml", (string?)null);

    [HttpPost("")]
    public async Task<IActionResult> Type()
    {
        var typed = (await Form())["code"].ToString();
        if (SlipCode.Read(typed) is { } code)
            return Redirect($"/s/{code}");
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View(Folder + "Code.cshtml", typed);
    }

    [HttpGet("{token}")]
    public async Task<IActionResult> Slip() => Page(await Ask(new Ballot.Query(SlipTicket)));

    [HttpPost("{token}")]
    public Task<IActionResult> HandInSlip() => Take(SlipTicket);

    [HttpGet("e/{estate}")]
    public async Task<IActionResult> Open()
    {
        var carried = device.Read(Request);
        var mark = carried ?? DeviceMark.New();
        var view = await Ask(new Ballot.Query(OpenTicket(mark)));
        if (view is { Stop: null, Spent: false })
            device.Keep(Response, mark, view.WindowDays);
        return Page(view);
    }

    [HttpPost("e/{estate}")]
    public Task<IActionResult> HandInOpen() => Take(OpenTicket(device.Read(Request)));

    [HttpGet("thanks")]
    public IActionResult Thanks() => View(Folder + "Thanks.cshtml", Again.No);

    private Ticket SlipTicket => new((string?)RouteData.Values["token"], null, null);

    private Ticket OpenTicket(byte[]? mark) => new(null, (string?)RouteData.Values["estate"], mark);

    private async Task<IActionResult> Take(Ticket ticket)
    {
        var form = await Form();
        var answers = form.Where(f => f.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[AnswerPrefix.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
        try
        {
            var outcome = await Ask(new HandIn.Command(ticket, answers, form["comment"].ToString()));
            if (outcome.Stop is not null)
                return Stopped(outcome.Stop);
            // From the answer on, not from the first look: so two ballots of one device never fall into one window.
            if (ticket.Device is not null)
                device.Keep(Response, ticket.Device, outcome.WindowDays);
            return Redirect("/s/thanks");
        }
        catch (Refused refused) when (refused.Kind == RefusalKind.Input)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            var view = await Ask(new Ballot.Query(ticket));
            var missing = view.Questions.ToList().FindIndex(q => string.IsNullOrEmpty(answers.GetValueOrDefault(q.Code)) ? !q.Optional : !q.Answers.Any(a => answers[q.Code] == a.Code));
            return Page(view with { Problem = refused.Message, Chosen = answers, Written = form["comment"].ToString(), Start = missing >= 0 ? missing : view.Screens - 1 });
        }
    }

    private async Task<IFormCollection> Form() => Request.HasFormContentType ? await Request.ReadFormAsync() : FormCollection.Empty;

    private IActionResult Page(Ballot.View view)
    {
        if (Request.Query["big"] == "1")
            ViewData["Big"] = true;
        return view.Stop is { } stop ? Stopped(stop)
            : view.Spent ? View(Folder + "Thanks.cshtml", view.Open ? new Again(view.WindowDays) : Again.Slip)
            : View(Folder + "Ballot.cshtml", view);
    }

    private IActionResult Stopped(Stop stop)
    {
        Response.StatusCode = stop.Status;
        return View(Folder + "Stopped.cshtml", stop);
    }
}

/// <summary>Which words the thanks page has: just handed in, a slip opened again, or a device that comes a second time within so many days.</summary>
public sealed record Again(int Days)
{
    public static Again No { get; } = new(-1);

    public static Again Slip { get; } = new(0);
}
