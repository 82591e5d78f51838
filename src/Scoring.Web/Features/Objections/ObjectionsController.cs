using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>异议: filed by anyone, looked into by whoever it is given to, decided by a second person.</summary>
[Route("objections")]
public sealed class ObjectionsController(IMediator mediator) : Room(mediator)
{
    private const string Staff = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)},{nameof(Role.EvidenceDepartment)}";
    private const string Workers = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.EvidenceDepartment)}";

    [AllowAnonymous]
    [HttpGet("file/{cycleId:int}")]
    public Task<IActionResult> File(int cycleId) => Show(new File.Query(cycleId), "File");

    [AllowAnonymous]
    [EnableRateLimiting(Limits.Objection)]
    [HttpPost("file/{cycleId:int}")]
    public Task<IActionResult> File(int cycleId, File.Command command) =>
        Do(command with { CycleId = cycleId }, filed => View("Filed", filed), async () => View("File", (await Ask(new File.Query(cycleId))) with { Typed = command }));

    [AllowAnonymous]
    [HttpGet("receipt")]
    public IActionResult Receipt() => View("Receipt", new Receipt.View(null, null));

    [AllowAnonymous]
    [EnableRateLimiting(Limits.Receipt)]
    [HttpPost("receipt")]
    public Task<IActionResult> Receipt(Receipt.Query query) => Show(query, "Receipt");

    [Authorize(Roles = Staff)]
    [HttpGet("")]
    public Task<IActionResult> Index(int? cycle) => Show(new Index.Query(cycle), "Index");

    [Authorize(Roles = Staff)]
    [HttpGet("{id:int}")]
    public Task<IActionResult> Detail(int id) => Show(new Detail.Query(id), "Detail");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/assign")]
    public Task<IActionResult> Assign(int id, Assign.Command command) => Done(id, command with { ObjectionId = id });

    [Authorize(Roles = Workers)]
    [HttpPost("{id:int}/answer")]
    public Task<IActionResult> Answer(int id, Answer.Command command) => Done(id, command with { ObjectionId = id });

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("{id:int}/decide")]
    public Task<IActionResult> Decide(int id, Decide.Command command) => Done(id, command with { ObjectionId = id });

    /// <summary>Name and telephone in clear, once, on record.</summary>
    [Authorize(Roles = Workers)]
    [HttpPost("{id:int}/contact")]
    public Task<IActionResult> Contact(int id) =>
        Do(new Contact.Command(id), Reveal, () => Detail(id));

    /// <summary>Name and telephone out of the file, for good.</summary>
    [Authorize(Roles = nameof(Role.Supervisor))]
    [HttpPost("{id:int}/contact/erase")]
    public Task<IActionResult> EraseContact(int id, EraseContact.Command command) => Done(id, command with { ObjectionId = id });

    private IActionResult Reveal(Contact.Answer contact) => View("Contact", contact);

    private Task<IActionResult> Done(int id, IRequest<string> command) => Do(command, told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Detail), new { id });
    }, () => Detail(id));
}
