using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Registers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Registers;

/// <summary>Registers in and out as tables, for those who write the roster.</summary>
[Route("registers")]
[Authorize(Roles = nameof(Role.Operator) + "," + nameof(Role.Administrator))]
public sealed class RegistersController(IMediator mediator, FileStore files) : Room(mediator)
{
    private const string Kinds = "{register:regex(^(units|people|pairings)$)}";

    [HttpGet("")]
    public Task<IActionResult> Index() => Show(new Index.Query());

    [HttpGet(Kinds + "/template.xlsx")]
    public async Task<IActionResult> Template(RegisterKind register)
    {
        var (name, tables) = await Ask(new Export.Template(register));
        return Xlsx.Answer(name, tables);
    }

    [HttpGet(Kinds + "/all.{kind}")]
    public async Task<IActionResult> All(RegisterKind register, string kind) => (await Ask(new Export.Query(register))).As(kind);

    [HttpPost(Kinds)]
    public async Task<IActionResult> Upload(RegisterKind register, IFormFile? table)
    {
        try
        {
            if (table is null or { Length: 0 })
                throw Refused.Input("没有收到文件。请先选择填好的表格，再按“看看会改什么”。");
            var name = Incoming.NameOf(table.FileName);
            await using var content = table.OpenReadStream();
            var kept = await files.Keep(content, name, Registers.Import.Types, Registers.Import.MostBytes, HttpContext.RequestAborted);
            // Read once before leading there, so that a file that cannot be read is said beside the field it was chosen in.
            await Ask(new Import.Query(register, kept.Hash, name, null, 1));
            return RedirectToAction(nameof(Import), new { register = register.ToString().ToLowerInvariant(), hash = kept.Hash, name });
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(register.ToString(), refused.Message);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await Show(new Index.Query(), "Index");
        }
    }

    [HttpGet(Kinds + "/{hash:length(64)}")]
    public Task<IActionResult> Import(RegisterKind register, string hash, string? name, RowEffect? only, int page = 1) => Show(new Import.Query(register, hash, name, only, page), "Import");

    [HttpPost(Kinds + "/{hash:length(64)}")]
    public Task<IActionResult> Import(RegisterKind register, string hash, Import.Command command) => Do(command with { Kind = register, Hash = hash }, told =>
    {
        Tell(told);
        return RedirectToAction(nameof(Index));
    }, () => Show(new Import.Query(register, hash, command.Name, null, 1), "Import"));
}
