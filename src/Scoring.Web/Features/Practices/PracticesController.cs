using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Practices;

/// <summary>经验库: read by anybody, written by the organisation department and the winner's street, released by a second person.</summary>
[Route("practices")]
public sealed class PracticesController(IMediator mediator, FileStore files, PracticeDesk desk, Actor actor) : Room(mediator)
{
    private const string Writers = $"{nameof(Role.Operator)},{nameof(Role.StreetCommittee)}";

    [AllowAnonymous]
    [HttpGet("")]
    public Task<IActionResult> Index(string? q, string? from, int page = 1) => Show(new Index.Query(q, from, page));

    [AllowAnonymous]
    [HttpGet("{id:int}")]
    public Task<IActionResult> Read(int id) => Show(new Read.Query(id));

    [AllowAnonymous]
    [HttpGet("{id:int}/files/{fileId:int}")]
    public async Task<IActionResult> Kept(int id, int fileId)
    {
        var file = (await desk.Read(id, HttpContext.RequestAborted)).Files.Find(f => f.Id == fileId) ?? throw Refused.Missing("没有这个文件。");
        return this.Kept(files, file.Hash, file.ContentType, file.FileName);
    }

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)}")]
    [HttpPost("{id:int}/settle")]
    public Task<IActionResult> Settle(int id, Read.Command command) => Do(command with { Id = id }, told =>
    {
        Tell(told);
        return Redirect($"/practices/{id}");
    }, () => Show(new Read.Query(id), "Read"));

    [Authorize(Roles = Writers)]
    [HttpGet("write")]
    public Task<IActionResult> Write(int? entry, string? q) => Show(new Write.Query(entry, q));

    [Authorize(Roles = Writers)]
    [HttpPost("write")]
    public async Task<IActionResult> Write(Write.Command command, List<IFormFile>? sent)
    {
        try
        {
            var kept = new List<(string Name, KeptFile File)>();
            if (sent?.Count(s => s.Length > 0) > PracticeTemplate.MostFiles)
                throw Refused.Input($"一篇经验最多 {PracticeTemplate.MostFiles} 个文件。");
            foreach (var one in sent?.Where(s => s.Length > 0) ?? [])
            {
                var name = Incoming.NameOf(one.FileName);
                await using var content = one.OpenReadStream();
                kept.Add((name, await files.Keep(content, name, Practices.Write.FileTypes, Practices.Write.FileBytes, HttpContext.RequestAborted)));
            }

            command = command with { Sent = kept };
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(string.Empty, refused.Message);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await Show(new Write.Query(command.EntryId, null, command));
        }

        return await Do(command, id =>
        {
            Tell("已保存，等另一位同志审核发布。");
            TempData["KeptClear"] = $"practice/{command.EntryId}/{actor.Id}";
            return Redirect($"/practices/{id}");
        }, () => Show(new Write.Query(command.EntryId, null, command)));
    }
}
