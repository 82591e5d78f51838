using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Home;

/// <summary>What units that may be listed to their disadvantage ask of the signed-in person: the document, the street's answer, the decision.</summary>
internal static class ListingWork
{
    public static async Task<IReadOnlyList<TodoRow>> Rows(ScoringDb db, Actor actor, Cycle cycle, Scheme scheme, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (scheme.Publication.Adverse is null || cycle.State != CycleState.Approved || !actor.IsAny(Role.Operator, Role.Approver, Role.StreetCommittee))
            return [];
        if (await RunOfCycle.Latest(db, cycle.Id, cancellationToken) is not { } run)
            return [];
        var cases = await AdverseOfCycle.Read(db, cycle.Id, scheme, run.Result, cancellationToken);
        var rows = new List<TodoRow>();
        void Add(int count, string title, string text, DateTimeOffset? until, string action)
        {
            if (count > 0)
                rows.Add(new(title, $"{cycle.Title}　{text}", until is { } at ? CycleWords.Due(at, now) : null, action, $"/listings/{cycle.Id}"));
        }

        if (actor.Is(Role.Operator))
        {
            var untold = cases.Count(c => c.Finding is null);
            Add(untold, $"{untold} 个{scheme.Subject.Name}的等次要先告知才能公开", "有文件依据的告知街道；没有的不上榜，可以直接张贴公示", null, "去看看");
        }

        if (actor.Is(Role.StreetCommittee))
        {
            var own = cases.Where(c => c.Open && c.Reply is null && now < c.Finding!.ReplyUntil && actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == c.Entry.StreetId)).ToList();
            Add(own.Count, $"本街道 {own.Count} 个{scheme.Subject.Name}拟公开，等您答复", "看过事实和文件，在期限内答复一次", own.Select(c => (DateTimeOffset?)c.Finding!.ReplyUntil).FirstOrDefault(), "去答复");
        }

        if (actor.Is(Role.Approver))
        {
            var ready = cases.Count(c => c.Ready(now));
            Add(ready, $"{ready} 个{scheme.Subject.Name}公开不公开，等您决定", "告知和答复都在，决定以后才能张贴公示", null, "去决定");
        }

        return rows;
    }
}
