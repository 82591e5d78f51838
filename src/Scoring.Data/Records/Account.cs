using Microsoft.AspNetCore.Identity;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Records;

/// <summary>Who signs in. What the account may do is in its grants, each with a scope.</summary>
public sealed class Account : IdentityUser<int>
{
    public required string FullName { get; set; }

    /// <summary>The unit the person works for.</summary>
    public int UnitId { get; set; }

    public Unit? Unit { get; set; }

    public List<RoleGrant> Grants { get; init; } = [];

    /// <summary>Offered on the demo's one-click sign-in page; never set outside a demo.</summary>
    public bool Demo { get; init; }
}
