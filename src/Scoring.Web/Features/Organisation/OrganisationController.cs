using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>The roster: units and people. Read by those who need to look somebody up, written by operator and administrator.</summary>
[Route("organisation")]
[Authorize(Roles = Readers)]
public sealed class OrganisationController(IMediator mediator) : Room(mediator)
{
    private const string Writers = nameof(Role.Operator) + "," + nameof(Role.Administrator);
    private const string Readers = Writers + "," + nameof(Role.Supervisor);

    [HttpGet("")]
    public Task<IActionResult> Browse(string? q, UnitKind? kind, int? street, bool retired, int page = 1) => Show(new Browse.Query(q, kind, street, retired, page), "Browse");

    [HttpGet("people")]
    public Task<IActionResult> People(string? q, int? street, string? composition, int page = 1) => Show(new People.Query(q, street, composition, page), "People");

    [HttpGet("units/{id:int}")]
    public Task<IActionResult> Unit(int id, int page = 1) => Show(new ViewUnit.Query(id, page), "ViewUnit");

    [HttpGet("people/{id:int}")]
    public Task<IActionResult> Person(int id) => Show(new ViewPerson.Query(id), "ViewPerson");

    [Authorize(Roles = Writers)]
    [HttpGet("units/{parentId:int}/add")]
    public Task<IActionResult> AddUnit(int parentId, UnitKind? kind) => Show(new AddUnit.Query(parentId, kind), "UnitForm");

    [Authorize(Roles = Writers)]
    [HttpPost("units")]
    public Task<IActionResult> AddUnit(AddUnit.Command command) => Do(
        command,
        id => Saved($"已添加“{command.Name.Trim()}”。", nameof(Unit), id),
        () => Show(new AddUnit.Query(command.ParentId, command.Kind), "UnitForm"));

    [Authorize(Roles = Writers)]
    [HttpGet("units/{id:int}/edit")]
    public Task<IActionResult> EditUnit(int id) => Show(new EditUnit.Query(id), "UnitForm");

    [Authorize(Roles = Writers)]
    [HttpPost("units/{id:int}")]
    public Task<IActionResult> EditUnit(EditUnit.Command command) => Do(
        command, id => Saved("已保存。", nameof(Unit), id), () => Show(new EditUnit.Query(command.Id), "UnitForm"));

    [Authorize(Roles = Writers)]
    [HttpGet("units/{id:int}/change")]
    public Task<IActionResult> Rearrange(int id) => Show(new Rearrange.Query(id), "Rearrange");

    [Authorize(Roles = Writers)]
    [HttpPost("units/{id:int}/change")]
    public Task<IActionResult> Rearrange(int id, Rearrange.Command command) => Do(
        command with { Id = id }, at => Saved("已调整。历史记录不变。", nameof(Unit), at), () => Show(new Rearrange.Query(id, command), "Rearrange"));

    [Authorize(Roles = Writers)]
    [HttpGet("units/{unitId:int}/people/add")]
    public Task<IActionResult> AddPerson(int unitId) => Show(new SavePerson.Query(null, unitId), "PersonForm");

    [Authorize(Roles = Writers)]
    [HttpPost("units/{unitId:int}/people")]
    public Task<IActionResult> AddPerson(int unitId, SavePerson.Command command) => Do(
        command with { Id = null },
        id => Saved($"已添加“{command.Name.Trim()}”。", nameof(Person), id),
        () => Show(new SavePerson.Query(null, unitId), "PersonForm"));

    [Authorize(Roles = Writers)]
    [HttpGet("people/{id:int}/edit")]
    public Task<IActionResult> EditPerson(int id) => Show(new SavePerson.Query(id, null), "PersonForm");

    [Authorize(Roles = Writers)]
    [HttpPost("people/{id:int}")]
    public Task<IActionResult> EditPerson(int id, SavePerson.Command command) => Do(
        command with { Id = id }, _ => Saved("已保存。", nameof(Person), id), () => Show(new SavePerson.Query(id, null), "PersonForm"));

    private RedirectToActionResult Saved(string sentence, string action, int id)
    {
        Tell(sentence);
        return RedirectToAction(action, new { id });
    }
}
