using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Account;

/// <summary>Notes in the journal that somebody tried to sign in and could not. What was typed is only kept where it is the name of an account: it may have been a password.</summary>
public static class Failed
{
    public sealed record Command(string UserName, bool LockedOut) : ICommand<Done>;

    public sealed class Handler(ScoringDb db, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var name = request.UserName.ToUpperInvariant();
            var known = await db.Users.AsNoTracking().Where(a => a.NormalizedUserName == name).Select(a => a.UserName).SingleOrDefaultAsync(cancellationToken);
            journal.By = (null, "未登录的人");
            journal.Note(null, null, $"{(known is null ? "用不存在的账号" : $"“{known}”")}登录失败{(request.LockedOut ? "，账号已锁定" : string.Empty)}");
            return Done.It;
        }
    }
}
