using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Account;

/// <summary>Notes in the journal that somebody came in or went out.</summary>
public static class Passage
{
    public sealed record Command(int AccountId, bool In) : ICommand<Done>;

    public sealed class Handler(ScoringDb db, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var account = await db.Users.AsNoTracking().Include(a => a.Grants).ThenInclude(g => g.Unit).SingleAsync(a => a.Id == request.AccountId, cancellationToken);
            // The request began before anybody was signed in, so it does not know yet whose act this is.
            journal.By = (account.Id, account.Grants.MinBy(g => g.Id) is { } first ? $"{first.Unit!.Name} · {RoleNames.Of(first.Role, first.Unit.Kind)} · {account.FullName}" : account.FullName);
            journal.Note(null, null, request.In ? $"“{account.UserName}”登录" : $"“{account.UserName}”退出登录");
            return Done.It;
        }
    }
}
