using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Account;

/// <summary>The sign-in page: name and password; in the demo also one button a role.</summary>
public static class SignIn
{
    /// <summary>How many accounts of one role have a button; the others sign in by name.</summary>
    private const int Offered = 20;

    public sealed record Query(string? Return) : IRequest<View>;

    /// <param name="Return">Where to go afterwards.</param>
    /// <param name="Groups">The demo's accounts by role; empty outside the demo.</param>
    /// <param name="Who">Who is signed in already; null for nobody.</param>
    public sealed record View(string? Return, IReadOnlyList<RoleGroup> Groups, string? Who)
    {
        public string UserName { get; init; } = string.Empty;

        public string Password { get; init; } = string.Empty;
    }

    /// <summary>All demo accounts of one role: the first on a large button, the others behind “换一个”.</summary>
    public sealed record RoleGroup(Role Role, string Name, string Does, IReadOnlyList<RoleRow> Accounts);

    public sealed record RoleRow(int AccountId, string FullName, string UnitName);

    public sealed record Form
    {
        [Required(ErrorMessage = "请输入账号。")]
        public string UserName { get; init; } = string.Empty;

        [Required(ErrorMessage = "请输入密码。")]
        public string Password { get; init; } = string.Empty;

        public string? Return { get; init; }
    }

    public sealed class Handler(ScoringDb db, IOptions<ScoringOptions> options, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var who = actor.SignedIn ? actor.Who : null;
            if (options.Value.Demo != true)
                return new View(request.Return, [], who);
            var accounts = await db.Users.AsNoTracking().Where(a => a.Demo).Include(a => a.Grants).ThenInclude(g => g.Unit).OrderBy(a => a.Id).ToListAsync(cancellationToken);
            return new View(request.Return,
                [.. accounts.SelectMany(a => a.Grants.Select(g => (g.Role, Rates: g.Role == Role.Judge && GrantRules.Rates(g.Unit!.Kind), Row: new RoleRow(a.Id, a.FullName, g.Unit!.Name), g.Unit.Kind)))
                    .GroupBy(r => (r.Role, r.Rates)).OrderBy(g => g.Key)
                    .Select(g => new RoleGroup(g.Key.Role, RoleNames.Of(g.Key.Role, g.First().Kind), RoleDeeds.Of(g.Key.Role, g.Key.Rates), [.. g.Select(r => r.Row).Take(Offered)]))],
                who);
        }
    }
}
