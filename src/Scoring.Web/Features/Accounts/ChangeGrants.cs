using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Accounts;

using Account = Data.Records.Account;

/// <summary>Gives and takes roles. The security stamp changes with them, so that whoever is signed in must sign in again within a minute.</summary>
public static class ChangeGrants
{
    public sealed record Grant : ICommand<string>
    {
        public int Id { get; init; }

        [Required(ErrorMessage = "请选择身份。")]
        public Role? Role { get; init; }

        [Required(ErrorMessage = "请选择身份的范围。")]
        public int? ScopeId { get; init; }
    }

    public sealed record Revoke(int Id, int GrantId) : ICommand<string>;

    public sealed class GrantHandler(ScoringDb db, UserManager<Account> users, Actor actor, Journal journal, Clock clock) : IRequestHandler<Grant, string>
    {
        public async Task<string> Handle(Grant request, CancellationToken cancellationToken)
        {
            GrantRules.DemandOther(actor.Id, request.Id);
            var account = await db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这个账号。");
            var scope = await db.Units.SingleOrDefaultAsync(u => u.Id == request.ScopeId && u.RetiredOn == null, cancellationToken) ?? throw Refused.Input("请从列出的范围里选一个。");
            GrantRules.Demand(account.Grants, request.Role!.Value, scope);
            account.Grants.Add(new RoleGrant { Role = request.Role.Value, UnitId = scope.Id, GrantedAt = clock.Now });
            (await users.UpdateSecurityStampAsync(account)).Demand();
            var said = $"授予“{account.FullName}”{RoleNames.Of(request.Role.Value)}（{scope.Name}）";
            journal.Note(null, null, said);
            return said;
        }
    }

    public sealed class RevokeHandler(ScoringDb db, UserManager<Account> users, Actor actor, Journal journal) : IRequestHandler<Revoke, string>
    {
        public async Task<string> Handle(Revoke request, CancellationToken cancellationToken)
        {
            GrantRules.DemandOther(actor.Id, request.Id);
            var account = await db.Users.Include(a => a.Grants).ThenInclude(g => g.Unit).SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken)
                ?? throw Refused.Missing("没有这个账号。");
            var grant = account.Grants.Find(g => g.Id == request.GrantId) ?? throw new Refused("这个身份已经收回了。");
            db.Grants.Remove(grant);
            (await users.UpdateSecurityStampAsync(account)).Demand();
            var said = $"收回“{account.FullName}”的{RoleNames.Of(grant.Role)}（{grant.Unit!.Name}）";
            journal.Note(null, null, said);
            return said;
        }
    }
}
