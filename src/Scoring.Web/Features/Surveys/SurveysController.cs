using System.Security.Cryptography;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Surveys;

/// <summary>The desk's side of the survey: progress, slips, notice-board codes.</summary>
[Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)},{nameof(Role.Approver)},{nameof(Role.StreetCommittee)}")]
[Route("surveys")]
public sealed partial class SurveysController(IMediator mediator, PublicAddress address) : Room(mediator)
{
    [HttpGet("")]
    public Task<IActionResult> Index(int? cycle) => Show(new Index.Query(cycle));

    [HttpGet("estates")]
    public Task<IActionResult> Estates(int? street) => Show(new Estates.Query(street));

    [HttpGet("poster/{estate}")]
    public Task<IActionResult> Poster(string estate) => Show(new Poster.Query(estate));

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
    [HttpGet("slips")]
    public Task<IActionResult> Slips(int cycle, int estate) => Show(new Slips.Query(cycle, estate));

    /// <summary>Answers with the sheet itself: the only page on which the codes ever stand.</summary>
    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("slips")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Slips(int cycle, int estate, int count, string? building, Guid key)
    {
        var codes = Enumerable.Range(0, Math.Clamp(count, 0, SlipRules.Most + 1)).Select(_ => SlipCode.Of(RandomNumberGenerator.GetBytes(SlipCode.RandomBytes))).ToList();
        var sending = Guid.NewGuid();
        return await Do(new Issue.Command(cycle, estate, codes, sending, key, building), answer =>
        {
            if (answer.Sending != sending)
            {
                Tell($"第 {answer.BatchId} 批刚才已经印出，编号不再显示。没有印好的，请作废这一批，再重新印制。");
                return Redirect($"/surveys/slips?cycle={cycle}&estate={estate}");
            }

            return View("Sheet", new Issue.Sheet(
                answer.BatchId, answer.EstateName, answer.CycleTitle, answer.GoodUntil,
                [.. codes.Select((c, i) => new Issue.Slip(i + 1, SlipCode.Printed(c), Qr.Svg(address.Of($"/s/{c}"), $"第 {i + 1} 张选票的二维码")))],
                cycle, estate, address.Of("/s")));
        }, () => Show(new Slips.Query(cycle, estate), "Slips"));
    }

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("slips/sign")]
    public Task<IActionResult> SignFor(int cycle, int estate, SignFor.Command command) => OnBatch(command, cycle, estate);

    [Authorize(Roles = nameof(Role.Operator))]
    [HttpPost("slips/void")]
    public Task<IActionResult> Void(int cycle, int estate, VoidBatch.Command command) => OnBatch(command, cycle, estate);

    [Authorize(Roles = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}")]
    [HttpPost("slips/void/confirm")]
    public Task<IActionResult> ConfirmVoid(int cycle, int estate, VoidBatch.Confirm command) => OnBatch(command, cycle, estate);

    private Task<IActionResult> OnBatch(IRequest<string> command, int cycle, int estate) =>
        Do(command, Back($"/surveys/slips?cycle={cycle}&estate={estate}"), () => Show(new Slips.Query(cycle, estate), "Slips"));
}
