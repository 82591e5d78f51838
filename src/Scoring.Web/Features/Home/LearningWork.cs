using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What comes after the contest: experience to be released, events to be planned once a quarter, signed up for and noted.</summary>
internal static class LearningWork
{
    public static async Task<IReadOnlyList<TodoRow>> Rows(ScoringDb db, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = new List<TodoRow>();
        var today = ChinaTime.DateOf(now);
        if (actor.IsAny(Role.Operator, Role.Approver))
        {
            var waiting = await db.Practices.CountAsync(p => p.ReleasedAt == null && p.ReturnReason == null && p.PutInById != actor.Id, cancellationToken);
            if (waiting > 0)
                rows.Add(new($"{waiting} 篇经验等审核发布", "看过以后发布，或者退回修改", null, "去审核", "/practices"));
        }

        if (actor.Is(Role.StreetCommittee))
        {
            var street = actor.UnitFor(Role.StreetCommittee);
            var back = await db.Practices.AsNoTracking().Where(p => p.StreetId == street && p.ReleasedAt == null && p.ReturnReason != null).Select(p => new { p.Id, p.Title, p.ReturnReason }).ToListAsync(cancellationToken);
            rows.AddRange(back.Select(p => new TodoRow("经验被退回修改", $"{p.Title}　{p.ReturnReason}", null, "去修改", $"/practices/{p.Id}")));
            var asked = await db.Outings.AsNoTracking().Where(o => o.CancelReason == null && o.Day >= today && o.Guests.Any(g => g.StreetId == street && g.People == null)).Select(o => new { o.Id, o.Kind, o.Title, o.Day }).ToListAsync(cancellationToken);
            rows.AddRange(asked.Select(o => new TodoRow($"{OutingKindNames.Of(o.Kind)}请报名", $"{o.Title}　{ChinaTime.Words(o.Day)}", CycleWords.Due(ChinaTime.At(o.Day, TimeOnly.MinValue), now), "去报名", $"/outings/{o.Id}")));
        }

        if (actor.Is(Role.Operator))
            rows.AddRange(await Plans(db, now, today, cancellationToken));
        return rows;
    }

    private static async Task<IEnumerable<TodoRow>> Plans(ScoringDb db, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        var rows = new List<TodoRow>();
        var over = await db.Outings.AsNoTracking().Where(o => o.CancelReason == null && o.Notes == null && o.Day <= today).Select(o => new { o.Id, o.Kind, o.Title, o.Day }).ToListAsync(cancellationToken);
        rows.AddRange(over.Select(o => new TodoRow($"{OutingKindNames.Of(o.Kind)}等您登记到场和记录", $"{o.Title}　{ChinaTime.Words(o.Day)}", null, "去登记", $"/outings/{o.Id}")));
        var quarter = Period.Of(Cadence.Quarterly, today);
        // Nobody to learn from, nothing to plan.
        if (!await db.Publications.Current().Shown(now).AnyAsync(cancellationToken))
            return rows;
        var planned = await db.Outings.AsNoTracking().Where(o => o.CancelReason == null && o.Day >= quarter.FirstDay && o.Day <= quarter.LastDay).Select(o => o.Kind).Distinct().ToListAsync(cancellationToken);
        // Estates are visited in the quarter's last month; who is to speak is asked for any time.
        var due = Enum.GetValues<OutingKind>().Where(kind => kind != OutingKind.FieldVisit || today.Month == quarter.LastDay.Month);
        rows.AddRange(due.Except(planned).Select(kind => new TodoRow(
            $"本季度还没有安排{OutingKindNames.Of(kind)}", kind == OutingKind.FieldVisit ? "放在季度最后一个月，从公开名单上的入选对象里选观摩点" : "每季度一次，请公开名单上的入选对象主讲",
            CycleWords.Due(ChinaTime.At(quarter.LastDay, new TimeOnly(18, 0)), now), "去安排", $"/outings/plan?kind={kind}")));
        return rows;
    }
}
