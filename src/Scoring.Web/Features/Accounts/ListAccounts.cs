using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Accounts;

/// <summary>Who can sign in, searched and paged.</summary>
public static class ListAccounts
{
    public const int PageSize = 30;

    public sealed record Query(string? Q, Role? Role, int Page = 1) : IRequest<View>;

    public sealed record View(Query Asked, IReadOnlyList<Row> Rows, int Found)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Row(int Id, string UserName, string FullName, string Unit, IReadOnlyList<string> Roles, bool Locked);

    public sealed class Handler(ScoringDb db, UserManager<Data.Records.Account> users) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var accounts = db.Users.AsNoTracking();
            if (request.Q?.Trim() is { Length: > 0 } words)
                accounts = accounts.Where(a => a.FullName.Contains(words) || a.UserName!.Contains(words) || a.Unit!.Name.Contains(words));
            if (request.Role is { } role)
                accounts = accounts.Where(a => a.Grants.Any(g => g.Role == role));
            var found = await accounts.CountAsync(cancellationToken);
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (found + PageSize - 1) / PageSize));
            var rows = await accounts.OrderBy(a => a.Id).Skip((page - 1) * PageSize).Take(PageSize)
                .Include(a => a.Unit).Include(a => a.Grants).ThenInclude(g => g.Unit).ToListAsync(cancellationToken);
            var locked = new HashSet<int>();
            foreach (var row in rows)
            {
                if (await users.IsLockedOutAsync(row))
                    locked.Add(row.Id);
            }

            return new View(request with { Page = page },
                [.. rows.Select(a => new Row(a.Id, a.UserName!, a.FullName, a.Unit!.Name,
                    [.. a.Grants.OrderBy(g => g.Role).Select(g => $"{RoleNames.Of(g.Role)}（{g.Unit!.Name}）")], locked.Contains(a.Id)))], found);
        }
    }
}
