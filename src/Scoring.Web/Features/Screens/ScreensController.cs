using System.Security.Cryptography;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Live;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Screens;

[Route("")]
public sealed class ScreensController(IMediator mediator, FileStore files, PublicAddress address, StagePush push, Presence presence) : Room(mediator)
{
    private const string Keepers = $"{nameof(Role.Operator)},{nameof(Role.Supervisor)}";

    [Authorize(Roles = Keepers)]
    [HttpGet("screens/{cycleId:int}")]
    public Task<IActionResult> Desk(int cycleId) => Show(new Desk.Query(cycleId));

    /// <summary>Opens the screen here, or makes the address for another computer: it is shown once.</summary>
    [Authorize(Roles = Keepers)]
    [HttpPost("screens/{cycleId:int}/open")]
    public async Task<IActionResult> Open(int cycleId, bool elsewhere)
    {
        var key = ScreenKey.Of(RandomNumberGenerator.GetBytes(ScreenKey.RandomBytes));
        await Ask(new OpenScreen.Command(cycleId, key));
        if (!elsewhere)
            return Redirect($"/screen/{key}");
        var url = address.Of($"/screen/{key}");
        ViewData["Link"] = new QrCard("在接投影的电脑上打开", "地址只显示这一次。输入到那台电脑的浏览器里，按 F11 全屏。", url, Qr.Svg(url, "大屏地址"));
        return await Show(new Desk.Query(cycleId), "Desk");
    }

    [Authorize(Roles = Keepers)]
    [HttpPost("screens/{cycleId:int}/revoke")]
    public async Task<IActionResult> Revoke(int cycleId)
    {
        await Ask(new OpenScreen.Revoke(cycleId));
        var watching = presence.Of(Audiences.Screen, cycleId);
        await push.Part(Audiences.Find(Audiences.Screen)!, cycleId, watching, "这个大屏地址已经收回，请主持人重新打开大屏。");
        presence.Abort(watching);
        Tell("大屏地址已全部收回，原来的大屏和跟看的手机都不能再看。");
        return Redirect($"/screens/{cycleId}");
    }

    [AllowAnonymous]
    [HttpGet("screen/{key}")]
    public async Task<IActionResult> Watch(string key, bool phone)
    {
        Private();
        return await Show(new Watch.Query(key, phone));
    }

    /// <summary>A file that is on the screen or is fetched ahead; in parts, so that a film can be wound.</summary>
    [AllowAnonymous]
    [HttpGet("screen/{key}/materials/{id:int}")]
    public async Task<IActionResult> Material(string key, int id)
    {
        var file = await Ask(new Watch.File(key, id));
        // The practice's film keeps its number when another is put in its place.
        Response.Headers.CacheControl = id == 0 ? "private, no-cache" : "private, max-age=3600";
        return File(files.Open(file.Hash), file.ContentType, file.At, new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    }

    private void Private()
    {
        Response.Headers.CacheControl = "no-store";
        Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
