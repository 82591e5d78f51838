using System.Globalization;
using System.Security.Claims;
using Scoring.Domain;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Pipeline;

/// <summary>A role held for a unit, as the sign-in says.</summary>
public sealed record Held(Role Role, int UnitId, string UnitName, UnitKind Kind);

/// <summary>Who is acting: the signed-in person of this request, or the clock.</summary>
public sealed class Actor
{
    public const string GrantClaim = "grant";
    public const string FullNameClaim = "full-name";

    public Actor(IHttpContextAccessor http)
    {
        var user = http.HttpContext?.User;
        if (user?.Identity?.IsAuthenticated != true)
            return;
        AccountId = int.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
        Name = user.FindFirstValue(FullNameClaim) ?? user.Identity.Name!;
        Grants = [.. user.FindAll(GrantClaim).Select(c => Parse(c.Value))];
    }

    /// <summary>Null for the public and for the clock.</summary>
    public int? AccountId { get; }

    public string Name { get; } = "系统时钟";

    public IReadOnlyList<Held> Grants { get; } = [];

    public bool SignedIn => AccountId is not null;

    /// <summary>The signed-in account's id.</summary>
    /// <exception cref="Refused">Nobody is signed in.</exception>
    public int Id => AccountId ?? throw Refused.NotYours("请先登录。");

    public string Who => Grants.Count == 0 ? Name : $"{Grants[0].UnitName} · {RoleNames.Of(Grants[0].Role, Grants[0].Kind)} · {Name}";

    public bool Is(Role role) => Grants.Any(g => g.Role == role);

    public bool IsAny(params Role[] roles) => Grants.Any(g => roles.Contains(g.Role));

    /// <summary>The unit for which the role is held.</summary>
    /// <exception cref="Refused">The role is not held.</exception>
    public int UnitFor(Role role) =>
        Grants.FirstOrDefault(g => g.Role == role)?.UnitId ?? throw Refused.NotYours($"这项操作需要“{RoleNames.Of(role)}”身份。");

    /// <exception cref="Refused">None of the roles is held.</exception>
    public void Demand(params Role[] roles)
    {
        if (!IsAny(roles))
            throw Refused.NotYours($"这项操作需要“{string.Join("”或“", roles.Select(RoleNames.Of))}”身份。");
    }

    public static string Claim(Role role, Unit unit) => $"{role}|{unit.Id}|{unit.Kind}|{unit.Name}";

    private static Held Parse(string claim)
    {
        var parts = claim.Split('|', 4);
        return new Held(Enum.Parse<Role>(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[3], Enum.Parse<UnitKind>(parts[2]));
    }
}
