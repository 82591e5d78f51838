using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>方案草案: written page by page, handed to a second person, tried on past cycles.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Approver)},{nameof(Role.Supervisor)},{nameof(Role.Administrator)}")]
[Route("schemes/drafts")]
public sealed class WorkshopController(IMediator mediator, ScoringDb db) : Room(mediator)
{
    private const string Folder = "/Features/Schemes/Workshop/";
    private const int MostFields = 20_000;

    [HttpGet("")]
    public Task<IActionResult> List() => Show(new Drafts.Query(), Folder + "Drafts.cshtml");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("")]
    [RequestSizeLimit(2 * Workshop.Start.MaximumBytes)]
    public async Task<IActionResult> Start(Start.Command command, IFormFile? file)
    {
        if (command.From == Workshop.Start.From.File)
        {
            if (file is null || file.Length is 0 or > Workshop.Start.MaximumBytes)
                ModelState.AddModelError(nameof(file), "请选择方案文件（JSON，不超过 1 MB）。");
            else
                command = command with { Json = await Text(file) };
        }

        return await Do(command, id => RedirectToAction(nameof(Edit), new { id, part = Form.Parts[0].Code }),
            async () => View(Folder + "Drafts.cshtml", await Ask(new Drafts.Query()) with { Typed = command }));
    }

    [HttpGet("{id:int}")]
    public Task<IActionResult> Review(int id) => Show(new Review.Query(id), Folder + "Review.cshtml");

    [HttpGet("{id:int}/{part}")]
    public Task<IActionResult> Edit(int id, string part) => Show(new Edit.Query(id, part), Folder + "Edit.cshtml");

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/{part}")]
    [RequestFormLimits(ValueCountLimit = MostFields)]
    public Task<IActionResult> Save(int id, string part, int number, string? act)
    {
        var sent = Sent();
        return Do(new Save.Command(id, part, number, sent, act ?? string.Empty), changed => Kept(id, part, act ?? string.Empty, changed),
            async () => View(Folder + "Edit.cshtml", await Ask(new Edit.Query(id, part, number, sent, act ?? string.Empty))));
    }

    /// <summary>What would still be wrong if this were saved; nothing is.</summary>
    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/{part}/check")]
    [RequestFormLimits(ValueCountLimit = MostFields)]
    public async Task<IActionResult> Check(int id, string part, int number) => PartialView(Folder + "_Left.cshtml", await Ask(new Edit.Query(id, part, number, Sent())));

    [HttpGet("{id:int}/what-if")]
    public Task<IActionResult> WhatIf(int id, int? cycle) => Show(new WhatIf.Query(id, cycle), Folder + "WhatIf.cshtml");

    [HttpGet("{id:int}/changes")]
    public Task<IActionResult> Changes(int id, int? from) => Show(new Changes.Query(id, from), Folder + "Changes.cshtml");

    [HttpGet("{id:int}/file")]
    public async Task<IActionResult> Download(int id)
    {
        var at = await DraftAtHand.Read(db, id, HttpContext.RequestAborted);
        return File(Encoding.UTF8.GetBytes(at.Last.Json), "application/json", $"{at.Draft.Code}-draft-{at.Last.Number}.json");
    }

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/send")]
    public Task<IActionResult> Send(int id, int number, Guid key) => Do(new Send.Command(id, number, key), told => Told(id, told), () => Review(id));

    [Authorize(Roles = nameof(Role.Approver))]
    [HttpPost("{id:int}/decide")]
    public Task<IActionResult> Decide(int id, Decide.Command command) => Do(command with { Id = id }, told => Told(id, told), () => Review(id));

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("{id:int}/give-up")]
    public Task<IActionResult> GiveUp(int id) => Do(new GiveUp.Command(id), _ =>
    {
        Tell("草案已放弃，每一稿都还留着。");
        return RedirectToAction(nameof(List));
    }, () => Review(id));

    private RedirectToActionResult Told(int id, string sentence)
    {
        Tell(sentence);
        return RedirectToAction(nameof(Review), new { id });
    }

    /// <summary>Back to where the button was, or on to the next page.</summary>
    private RedirectToActionResult Kept(int id, string part, string act, bool changed)
    {
        var words = act.Split(' ', 2);
        if (words is ["go", var next])
            return next == "review" ? RedirectToAction(nameof(Review), new { id }) : RedirectToAction(nameof(Edit), new { id, part = next });
        if (words.Length == 1)
            Tell(changed ? "已保存。" : "没有改动，不用保存。");
        return RedirectToAction(nameof(Edit), "Workshop", new { id, part }, words.Length == 2 ? Row.IdOf(words[0] is "drop" or "up" ? words[1][..Math.Max(words[1].LastIndexOfAny(['[', '.']), 0)] : words[1]) : null);
    }

    private Dictionary<string, string[]> Sent() => Request.Form.Where(field => field.Key.StartsWith('$') || field.Key.StartsWith("note $", StringComparison.Ordinal))
        .ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? string.Empty).ToArray(), StringComparer.Ordinal);

    private static async Task<string> Text(IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
