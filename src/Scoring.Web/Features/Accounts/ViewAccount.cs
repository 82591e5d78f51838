using AutoMapper;
using AutoMapper.QueryableExtensions;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Accounts;

/// <summary>One account with its grants, and what may be granted.</summary>
public static class ViewAccount
{
    public sealed record Query(int Id) : IRequest<View>;

    public sealed record View(int Id, string UserName, string FullName, string Unit, bool Mine, bool Locked, string? LockedUntil, IReadOnlyList<Row> Grants, GrantChoices Choices)
    {
        public Role? Role { get; init; }

        public int? ScopeId { get; init; }

        /// <summary>Set on the one answer that follows its making, and kept nowhere.</summary>
        public string? OneTimePassword { get; init; }
    }

    public sealed record Row(int Id, string Role, string Scope, string Since);

    public sealed class Handler(ScoringDb db, IMapper mapper, Actor actor, UserManager<Data.Records.Account> users) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var account = await db.Users.AsNoTracking().Include(a => a.Unit).Include(a => a.Grants).ThenInclude(g => g.Unit)
                .SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) ?? throw Refused.Missing("没有这个账号。");
            // By the framework's own time, which the demo's clock does not move: a lock must not end by walking the month forward.
            var locked = await users.IsLockedOutAsync(account);
            return new View(account.Id, account.UserName!, account.FullName, account.Unit!.Name, account.Id == actor.Id, locked,
                locked ? ChinaTime.Words(account.LockoutEnd!.Value) : null,
                [.. account.Grants.OrderBy(g => g.Role).Select(g => new Row(g.Id, RoleNames.Of(g.Role), g.Unit!.Name, ChinaTime.Words(ChinaTime.DateOf(g.GrantedAt))))],
                await GrantChoices.Load(db, mapper, cancellationToken));
        }
    }
}

/// <summary>The roles, and the units they can be held for: district, departments and streets — never the whole tree.</summary>
public sealed record GrantChoices(IReadOnlyList<GrantChoices.Place> Places)
{
    public sealed class Place
    {
        public int Id { get; init; }

        public string Name { get; init; } = string.Empty;

        public UnitKind Kind { get; init; }
    }

    public sealed class Map : Profile
    {
        public Map() => CreateMap<Domain.Organisation.Unit, Place>();
    }

    public static async Task<GrantChoices> Load(ScoringDb db, IMapper mapper, CancellationToken cancellationToken) =>
        new(await db.Units.AsNoTracking().Where(u => u.RetiredOn == null && (u.Kind == UnitKind.District || u.Kind == UnitKind.Department || u.Kind == UnitKind.Street))
            .OrderBy(u => u.Id).ProjectTo<Place>(mapper.ConfigurationProvider).ToListAsync(cancellationToken));
}
