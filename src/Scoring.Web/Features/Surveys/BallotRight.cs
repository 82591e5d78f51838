using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>Why there is no questionnaire here, and what the resident can do instead.</summary>
public sealed record Stop(int Status, string Title, string Text, string Todo, string? OpenHref = null)
{
    /// <summary>The store cannot take a ballot for the moment.</summary>
    public static Stop Busy { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "现在交不上", "系统正忙，这一份没有交上，也没有记下任何内容。您的选票没有用掉。",
        "请过一两分钟返回上一页，选的答案都还在，再点一次“交卷”。就算其实已经交上了，也只计一次。");
}

/// <summary>What a resident comes with: a slip's code, or an estate's code and this device's mark.</summary>
/// <param name="Slip">Code of a slip; null for the open code.</param>
/// <param name="Estate">Code of the estate; null for a slip.</param>
/// <param name="Device">The random mark of this device, 16 bytes; null when it carries none.</param>
public sealed record Ticket(string? Slip, string? Estate, byte[]? Device);

/// <summary>What the ticket stands for: one ballot for an estate on a scheme's questionnaire, or a reason why not.</summary>
public sealed record BallotRight(Stop? Stop, Unit? Estate, Scheme? Scheme, Questionnaire? Form, byte[]? Hash, BallotChannel Channel, bool Spent)
{
    public Survey Survey => Scheme!.Survey!;

    /// <summary>What is kept of the right: the hash of the slip's code or of the device's mark; null when there is none to speak of.</summary>
    public static byte[]? HashOf(Ticket ticket) =>
        ticket.Estate is null ? SlipCode.Read(ticket.Slip) is { } code ? BallotToken.HashOf(code) : null
        : ticket.Device is { } mark ? BallotToken.HashOf("open:" + Convert.ToHexString(mark)) : null;

    private static BallotRight No(Stop stop) => new(stop, null, null, null, null, default, false);

    /// <summary>Looks the ticket up. Reads only: looking never uses it.</summary>
    public static Task<BallotRight> Of(Ticket ticket, ScoringDb db, SchemeShelf shelf, DateTimeOffset now, CancellationToken cancellationToken) =>
        ticket.Estate is null ? OfSlip(ticket.Slip, db, shelf, now, cancellationToken) : OfDevice(ticket.Estate, ticket.Device, db, shelf, now, cancellationToken);

    private static async Task<BallotRight> OfSlip(string? slip, ScoringDb db, SchemeShelf shelf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unknown = new Stop(404, "没有找到这张选票", "选票编号不对，或者少输了几位。", "请对照选票再输一遍；编号里没有数字 0、1，也没有字母 O、I。还是不行，可以扫小区公告栏上的二维码填写。", "/s");
        if (HashOf(new Ticket(slip, null, null)) is not { } hash)
            return No(unknown);
        var token = await db.BallotTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash && t.Channel == BallotChannel.Slip, cancellationToken);
        if (token is null)
            return No(unknown);
        var estate = await db.Units.AsNoTracking().SingleAsync(u => u.Id == token.EstateId, cancellationToken);
        var batch = await db.TokenBatches.AsNoTracking().SingleAsync(b => b.Id == token.BatchId, cancellationToken);
        var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == batch.CycleId, cancellationToken);
        var scheme = await shelf.Of(cycle, cancellationToken);
        var spent = await db.SpentTokens.AnyAsync(t => t.Hash == hash, cancellationToken);
        var window = SurveyWindow.Of(cycle);
        if (spent)
            return new BallotRight(null, estate, scheme, null, hash, BallotChannel.Slip, true);
        return SlipRules.Standing(batch, window, ChinaTime.DateOf(now)) switch
        {
            SlipStanding.Voided => No(new(410, "这张选票已经作废", $"{estate.Name}的这一批选票已经收回重印，这张不再使用。", "请向社区或网格员换领新的选票，也可以扫码填写：", $"/s/e/{estate.Code}")),
            SlipStanding.Late => No(new(410, "这张选票已经过期", $"{estate.Name}本期的测评{(window is null ? string.Empty : $"到 {ChinaTime.MonthDay(window.Last)} ")}已经结束。", "您的意见仍然重要，可以在这里填写小区长期开放的测评：", $"/s/e/{estate.Code}")),
            _ when scheme.Survey is null => No(unknown),
            _ => new BallotRight(null, estate, scheme, new(cycle.SchemeVersionId, cycle.SchemeCode, scheme.Survey), hash, BallotChannel.Slip, false),
        };
    }

    private static async Task<BallotRight> OfDevice(string estateCode, byte[]? device, ScoringDb db, SchemeShelf shelf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var estate = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Kind == UnitKind.Estate && u.Code == estateCode, cancellationToken);
        if (estate is null)
            return No(new(404, "没有找到这个小区", "二维码不完整，或者小区编号已经变更。", "请重新扫一次小区公告栏上的二维码，或者告诉社区工作人员。"));
        if (Standing(db, shelf, ChinaTime.DateOf(now)) is not { } form)
            return No(new(404, "现在没有测评", $"{estate.Name}目前没有面向居民的扫码测评。", "请留意小区公告栏的通知。"));
        var scheme = await shelf.Of(form.SchemeVersionId, cancellationToken);
        if (HashOf(new Ticket(null, estateCode, device)) is not { } hash)
            return new BallotRight(null, estate, scheme, form, null, BallotChannel.Open, false);
        return new BallotRight(null, estate, scheme, form, hash, BallotChannel.Open, await db.SpentTokens.AnyAsync(t => t.Hash == hash, cancellationToken));
    }

    /// <summary>What an estate's open code asks on that day: the questionnaire of the cycle whose window is open and closes first; between windows, that of the newest scheme. Null when nothing.</summary>
    public static Questionnaire? Standing(ScoringDb db, SchemeShelf shelf, DateOnly today) =>
        SurveyWindows.Standing(db, today).Select(v => (Version: v, Scheme: shelf.Read(v))).Where(v => Open(v.Scheme)).Select(v => new Questionnaire(v.Version.Id, v.Version.Code, v.Scheme.Survey!)).FirstOrDefault();

    private static bool Open(Scheme scheme) => scheme.Survey?.Channels.Any(c => c.Code == AnswerSheet.OpenChannel) == true;
}
