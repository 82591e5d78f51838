using System.Security.Claims;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Setup;

/// <summary>Accounts in our own tables; roles are grants with a scope, so Identity's role tables do not exist.</summary>
public sealed class AccountStore(ScoringDb db, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, ScoringDb, int>(db, describer);

/// <summary>Identity asks for a role store; roles here are grants, and nothing may create one.</summary>
public sealed class NoRoles : IRoleStore<IdentityRole<int>>
{
    public Task<IdentityResult> CreateAsync(IdentityRole<int> role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(IdentityRole<int> role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityRole<int>?> FindByIdAsync(string roleId, CancellationToken cancellationToken) => Task.FromResult<IdentityRole<int>?>(null);

    public Task<IdentityRole<int>?> FindByNameAsync(string normalizedRoleName, CancellationToken cancellationToken) => Task.FromResult<IdentityRole<int>?>(null);

    public Task<string?> GetNormalizedRoleNameAsync(IdentityRole<int> role, CancellationToken cancellationToken) => Task.FromResult(role.NormalizedName);

    public Task<string> GetRoleIdAsync(IdentityRole<int> role, CancellationToken cancellationToken) => Task.FromResult(role.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Task<string?> GetRoleNameAsync(IdentityRole<int> role, CancellationToken cancellationToken) => Task.FromResult(role.Name);

    public Task SetNormalizedRoleNameAsync(IdentityRole<int> role, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetRoleNameAsync(IdentityRole<int> role, string? roleName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(IdentityRole<int> role, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

/// <summary>The claims of a sign-in: name, and each grant as role and scope.</summary>
public sealed class GrantClaims(UserManager<Account> users, IOptions<IdentityOptions> options, ScoringDb db)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Actor.FullNameClaim, user.FullName));
        var grants = await db.Grants.Where(g => g.AccountId == user.Id).Include(g => g.Unit).OrderBy(g => g.Id).ToListAsync();
        foreach (var grant in grants)
        {
            identity.AddClaim(new Claim(identity.RoleClaimType, grant.Role.ToString()));
            identity.AddClaim(new Claim(Actor.GrantClaim, Actor.Claim(grant.Role, grant.Unit!)));
        }

        return identity;
    }
}

/// <summary>Data-protection keys in our own database: a restart signs nobody out, and a copy of the file is the whole system.</summary>
public sealed class DatabaseKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
        return [.. db.DataKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
        db.DataKeys.Add(new DataKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
