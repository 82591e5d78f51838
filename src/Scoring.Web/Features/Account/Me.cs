using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Account;

/// <summary>Who I am here: name, unit, and the roles I hold with their scope.</summary>
public static class Me
{
    public sealed record Query : IRequest<View>;

    public sealed record View(string UserName, string FullName, string UnitName, IReadOnlyList<Row> Roles);

    public sealed record Row(string Role, string Scope, string Does, string Since);

    public sealed class Handler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.Id;
            var account = await db.Users.AsNoTracking().Include(a => a.Unit).Include(a => a.Grants).ThenInclude(g => g.Unit).SingleAsync(a => a.Id == me, cancellationToken);
            return new View(account.UserName!, account.FullName, account.Unit!.Name,
                [.. account.Grants.OrderBy(g => g.Role).Select(g => new Row(RoleNames.Of(g.Role), g.Unit!.Name, RoleDeeds.Of(g.Role), ChinaTime.Words(ChinaTime.DateOf(g.GrantedAt))))]);
        }
    }
}
