using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Data.Sqlite;
using Scoring.Data.Sqlite.Surveys;
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
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[RequestSizeLimit(16 << 10)]
[Route("s")]
public sealed class BallotController(IMediator mediator, BallotSlot slot, DeviceMark device) : Room(mediator)
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

    [EnableRateLimiting(Limits.Slip)]
    [HttpGet("{token}")]
    public async Task<IActionResult> Slip() => Page(await Ask(new Ballot.Query(SlipTicket)));

    [EnableRateLimiting(Limits.Slip)]
    [HttpPost("{token}")]
    public Task<IActionResult> HandInSlip() => Take(SlipTicket);

    [EnableRateLimiting(Limits.Device)]
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

    [EnableRateLimiting(Limits.Device)]
    [HttpPost("e/{estate}")]
    public Task<IActionResult> HandInOpen() => Take(OpenTicket(device.Read(Request)));

    [HttpGet("thanks")]
    public IActionResult Thanks() => View(Folder + "Thanks.cshtml", Again.No);

    private Ticket SlipTicket => new((string?)RouteData.Values["token"], null, null);

    private Ticket OpenTicket(byte[]? mark) => new(null, (string?)RouteData.Values["estate"], mark);

    /// <summary>Nothing here asks the database: the one writer decides inside its transaction, and only a refusal is worth a look at why.</summary>
    private async Task<IActionResult> Take(Ticket ticket)
    {
        var form = await Form();
        var answers = form.Where(f => f.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[AnswerPrefix.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
        Receipt receipt;
        try
        {
            receipt = BallotRight.HashOf(ticket) is { } hash ? await slot(new HandedIn(hash, ticket.Estate, answers, form["comment"].ToString())) : default;
        }
        catch (Exception e) when (StoreTrouble.Passing(e))
        {
            Response.Headers.RetryAfter = "10";
            return Stopped(Stop.Busy);
        }

        if (!receipt.Taken)
            return await Refuse(ticket, answers, form["comment"].ToString());
        // From the answer on, not from the first look: so two ballots of one device never fall into one window.
        if (ticket.Device is not null)
            device.Keep(Response, ticket.Device, receipt.WindowDays);
        return Redirect("/s/thanks");
    }

    /// <summary>Nothing was stored: the page of the reason, or the questionnaire again with what was chosen and what is missing.</summary>
    private async Task<IActionResult> Refuse(Ticket ticket, Dictionary<string, string> answers, string written)
    {
        var view = await Ask(new Ballot.Query(ticket));
        if (view.Stop is not null || view.Spent)
            return Page(view);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        var missing = view.Questions.ToList().FindIndex(q => string.IsNullOrEmpty(answers.GetValueOrDefault(q.Code)) ? !q.Optional : !q.Answers.Any(a => answers[q.Code] == a.Code));
        var problem = ticket is { Estate: not null, Device: null } ? "这台手机的浏览器没有留下防重复的标记，所以没有交上。请允许网页保存 Cookie 后重新扫码，或者换一个浏览器。"
            : missing >= 0 ? view.Questions.Count == 1 ? "还没有选答案。请选一项，再点“交卷”。" : $"第 {missing + 1} 题还没有选答案。请选一项，再继续。"
            : view.Comment?.Maximum is { } most && written.Trim().Length > most ? $"想说的话请不超过 {most} 字，现在 {written.Trim().Length} 字。您选的答案都还在。"
            : "没有交上，请再点一次“交卷”。";
        return Page(view with { Problem = problem, Chosen = answers, Written = written, Start = missing >= 0 ? missing : view.Screens - 1 });
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
