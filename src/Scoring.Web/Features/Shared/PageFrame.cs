using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Shared;

/// <summary>What every page's frame needs: who I am, where I can go, the sentence left by the last act, and the demo's clock.</summary>
public sealed class PageFrame(Actor actor, Clock clock, ScoringDb db, IOptions<ScoringOptions> options) : IAsyncResultFilter
{
    private static readonly (string Text, string Href, Role[] Roles)[] Places =
    [
        ("待办", "/todo", []),
        ("申报", "/nominations", [Role.StreetCommittee]),
        ("自评申报", "/applications", [Role.Applicant]),
        ("满意度", "/surveys", [Role.StreetCommittee]),
        ("汇总报送", "/reports", [Role.StreetCommittee, Role.EvidenceDepartment]),
        ("包联", "/pairings", [Role.StreetCommittee, Role.Operator, Role.Approver, Role.Supervisor, Role.Administrator]),
        ("包联台账", "/pairings/mine", [Role.PairedUnit]),
        ("评价结果", "/reports/mine", [Role.PairedUnit]),
        ("评分", "/judging", [Role.Judge]),
        ("现场", "/stage", [Role.Operator, Role.Supervisor, Role.Timekeeper]),
        ("纸质录入", "/papers", [Role.Scorer]),
        ("佐证", "/reviews/evidence", [Role.EvidenceDepartment]),
        ("期次", "/cycles", [Role.Operator, Role.Approver, Role.Supervisor]),
        ("星级", "/stars", [Role.Applicant, Role.StreetCommittee, Role.EvidenceDepartment, Role.Operator, Role.Approver, Role.Supervisor]),
        ("经验库", "/practices", [Role.StreetCommittee, Role.Operator, Role.Approver, Role.Supervisor]),
        ("分析", "/insights", [Role.Operator, Role.Approver, Role.Supervisor]),
        ("方案", "/schemes", [Role.Operator, Role.Approver, Role.Supervisor, Role.Administrator]),
        ("名册", "/organisation", [Role.Operator, Role.Administrator]),
        ("时钟", "/clock", [Role.Operator, Role.Approver, Role.Supervisor, Role.Administrator]),
        ("审计", "/audit", [Role.Auditor]),
        ("结果", "/results", []),
    ];

    /// <summary>The rooms of a cycle: for those who have no place of their own for them, they lie under 期次.</summary>
    private static readonly string[] OfACycle = ["/reviews", "/panels", "/surveys", "/tallies", "/judging/sheets", "/papers", "/minutes", "/notices", "/objections", "/corrections", "/reports", "/listings", "/burden"];

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is ViewResult view)
        {
            var path = context.HttpContext.Request.Path;
            view.ViewData["NavItems"] = (IReadOnlyList<NavItem>)(actor.SignedIn
                ? [.. Places.Where(p => p.Roles.Length == 0 || actor.IsAny(p.Roles)).SelectMany(Spelled).Select(p => new NavItem(p.Text, p.Href, path.StartsWithSegments(p.Href) || (p.Href == "/cycles" && OfACycle.Any(r => path.StartsWithSegments(r))) || (p.Href == "/organisation" && path.StartsWithSegments("/registers")) || (p.Href == "/applications" && path.StartsWithSegments("/nominations")) || (p.Href == "/practices" && path.StartsWithSegments("/outings"))))]
                : [new("首页", "/", path == "/"), new("公示", "/notices", path.StartsWithSegments("/notices") || path.StartsWithSegments("/objections")), new("规则", "/rules", path.StartsWithSegments("/rules")), new("结果", "/results", path.StartsWithSegments("/results")), new("经验", "/practices", path.StartsWithSegments("/practices")), new("核验", "/check", path.StartsWithSegments("/check"))]);
            if (actor.SignedIn)
            {
                view.ViewData["Who"] = actor.Who;
                view.ViewData["Unread"] = await db.Messages.CountAsync(m => m.AccountId == actor.Id && m.ReadAt == null);
            }

            // Only looked at where one can be: the look itself answers with a cookie, which residents are spared and caches refuse.
            if ((actor.SignedIn || context.HttpContext.Request.Cookies.ContainsKey(CookieTempDataProvider.CookieName))
                && context.Controller is Controller { TempData: { } temp } && temp["Flash"] is string told)
                view.ViewData["Flash"] = new Flash(Tone.Ok, told);
            if (options.Value.Demo == true)
                view.ViewData["DemoClock"] = await DemoNow();
        }

        await next();
    }

    /// <summary>Whoever rates what lies in their own unit does not judge, and has the ledger to confirm.</summary>
    private IEnumerable<(string Text, string Href)> Spelled((string Text, string Href, Role[] Roles) place) =>
        place.Href == "/judging" && actor.Grants.Where(g => g.Role == Role.Judge).All(g => GrantRules.Rates(g.Kind)) ? [("评价", place.Href), ("台账确认", "/pairings/confirm")] : [(place.Text, place.Href)];

    private async Task<DemoClock> DemoNow()
    {
        var now = clock.Now;
        var next = (await db.Cycles.AsNoTracking().Unfinished().ToListAsync())
            .Select(c => c.NextMoment(now)).Where(s => s is not null).MinBy(s => s!.At);
        return new DemoClock($"{ChinaTime.Words(ChinaTime.DateOf(now))} {ChinaTime.TimeOf(now):HH:mm}", next?.Words);
    }
}
