using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

[Route("results")]
public sealed class ResultsController(IMediator mediator) : Room(mediator)
{
    /// <summary>A year's figure of a quarterly programme.</summary>
    [AllowAnonymous]
    [Published]
    [HttpGet("years/{scheme}/{year:int}")]
    public Task<IActionResult> Years(string scheme, int year) => Show(new Years.Query(scheme, year), "Years");

    [AllowAnonymous]
    [HttpGet("years/{scheme}/{year:int}.{kind}")]
    public async Task<IActionResult> YearFile(string scheme, int year, string kind) => (await Ask(new Years.Query(scheme, year))).Table.As(kind);

    /// <summary>The newest publication; the tabs lead to the older ones.</summary>
    [AllowAnonymous]
    [Published]
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Ranking.Query(null), "Ranking");

    [AllowAnonymous]
    [Published]
    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Ranking(int cycleId) => Show(new Ranking.Query(cycleId), "Ranking");

    /// <summary>One line of the list.</summary>
    [AllowAnonymous]
    [Published]
    [HttpGet("{cycleId:int}/rows/{place:int}")]
    public Task<IActionResult> Entrant(int cycleId, int place) => Show(new Entrant.Query(cycleId, place), "Entrant");

    /// <summary>What was published before a correction.</summary>
    [AllowAnonymous]
    [Published]
    [HttpGet("{cycleId:int}/earlier/{number:int}")]
    public Task<IActionResult> Earlier(int cycleId, int number) => Show(new Earlier.Query(cycleId, number), "Earlier");

    [AllowAnonymous]
    [HttpGet("{cycleId:int}/list.{kind}")]
    public async Task<IActionResult> List(int cycleId, string kind) => (await Ask(new ListFile.Query(cycleId))).As(kind);

    [AllowAnonymous]
    [Published]
    [HttpGet("archive")]
    public Task<IActionResult> Archive() => Show(new Archive.Query(), "Archive");

    [AllowAnonymous]
    [Published]
    [HttpGet("open-data")]
    public Task<IActionResult> OpenData() => Show(new OpenData.Query(), "OpenData");

    [AllowAnonymous]
    [Published(ForAll = true)]
    [HttpGet("feed")]
    public async Task<IActionResult> Feed() => Content(await Ask(new Feed.Query()), "application/rss+xml; charset=utf-8");

    /// <summary>A page for other sites' frames: it alone may be framed, and may do nothing there.</summary>
    [AllowAnonymous]
    [Published(ForAll = true)]
    [HttpGet("widget/{scheme}")]
    public Task<IActionResult> Widget(string scheme, [FromServices] IOptions<ScoringOptions> options)
    {
        Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {options.Value.WidgetFor}";
        return Show(new Widget.Query(scheme), "Widget");
    }

    [AllowAnonymous]
    [HttpGet("{cycleId:int}/bundle")]
    public async Task<IActionResult> Bundle(int cycleId)
    {
        var answer = await Ask(new Bundle.Query(cycleId));
        return PhysicalFile(answer.Path, "application/zip", answer.FileName);
    }

    /// <summary>The public key that bundles are signed with.</summary>
    [AllowAnonymous]
    [HttpGet("key.pem")]
    public IActionResult Key([FromServices] Signing signing) => File(signing.PublicPem, "application/x-pem-file", "key.pem");

    /// <summary>What goes out on paper after a publication.</summary>
    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)}")]
    [HttpGet("{cycleId:int}/papers")]
    public Task<IActionResult> Papers(int cycleId) => Show(new Papers.Query(cycleId), "Papers");

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)}")]
    [HttpGet("{cycleId:int}/papers/{paper}")]
    public async Task<IActionResult> Paper(int cycleId, string paper)
    {
        var answer = await Ask(new PaperFile.Query(cycleId, paper));
        return File(answer.Bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.FileName);
    }

    /// <summary>A street's own candidates with their leaf scores, from the notice on.</summary>
    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("{cycleId:int}/street")]
    public Task<IActionResult> Street(int cycleId) => Show(new Street.Query(cycleId), "Street");
}
