
namespace Scoring.Web.Features.Accounts;

using Account = Data.Records.Account;

/// <summary>Whether sign-in is locked. By the framework's own time, which the demo clock does not move: a lock must not end by walking the month forward.</summary>
public static class Locks
{
    public static bool IsLocked(Account account) => account.LockoutEnabled && account.LockoutEnd > TimeProvider.System.GetUtcNow();
}
