using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

[Route("results")]
public sealed class ResultsController(IMediator mediator) : Room(mediator)
{
    /// <summary>A year's figure of a quarterly programme.</summary>
    [AllowAnonymous]
    [HttpGet("years/{scheme}/{year:int}")]
    public Task<IActionResult> Years(string scheme, int year) => Show(new Years.Query(scheme, year), "Years");

    [AllowAnonymous]
    [HttpGet("years/{scheme}/{year:int}.{kind}")]
    public async Task<IActionResult> YearFile(string scheme, int year, string kind) => (await Ask(new Years.Query(scheme, year))).Table.As(kind);

    /// <summary>The newest publication; the tabs lead to the older ones.</summary>
    [AllowAnonymous]
    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Ranking.Query(null), "Ranking");

    [AllowAnonymous]
    [HttpGet("{cycleId:int}")]
    public Task<IActionResult> Ranking(int cycleId) => Show(new Ranking.Query(cycleId), "Ranking");

    [AllowAnonymous]
    [HttpGet("archive")]
    public Task<IActionResult> Archive() => Show(new Archive.Query(), "Archive");

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

    /// <summary>A street's own candidates with their leaf scores, from the notice on.</summary>
    [Authorize(Roles = nameof(Role.StreetCommittee))]
    [HttpGet("{cycleId:int}/street")]
    public Task<IActionResult> Street(int cycleId) => Show(new Street.Query(cycleId), "Street");
}
