using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Scoring.Domain;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Accounts;

using Account = Data.Records.Account;

/// <summary>Lets somebody in again: unlocks an account, or gives it a new one-time password (and unlocks it).</summary>
public static class OpenAgain
{
    public sealed record Unlock(int Id) : ICommand<Done>;

    public sealed record Reset(int Id) : ICommand<OneTime>;

    public sealed class UnlockHandler(UserManager<Account> users, Journal journal) : IRequestHandler<Unlock, Done>
    {
        public async Task<Done> Handle(Unlock request, CancellationToken cancellationToken)
        {
            var account = await Find(users, request.Id);
            await Open(users, account);
            journal.Note(null, null, $"解锁账号“{account.UserName}”（{account.FullName}）");
            return Done.It;
        }
    }

    public sealed class ResetHandler(UserManager<Account> users, Journal journal) : IRequestHandler<Reset, OneTime>
    {
        public async Task<OneTime> Handle(Reset request, CancellationToken cancellationToken)
        {
            var account = await Find(users, request.Id);
            var password = Passwords.Fresh();
            (await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password)).Demand();
            await Open(users, account);
            journal.Note(null, null, $"重设账号“{account.UserName}”（{account.FullName}）的密码");
            return new OneTime(account.Id, password);
        }
    }

    private static async Task<Account> Find(UserManager<Account> users, int id) =>
        await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) ?? throw Refused.Missing("没有这个账号。");

    private static async Task Open(UserManager<Account> users, Account account)
    {
        (await users.SetLockoutEndDateAsync(account, null)).Demand();
        (await users.ResetAccessFailedCountAsync(account)).Demand();
    }
}
