using Microsoft.EntityFrameworkCore;

namespace Scoring.Data.Records;

/// <summary>Who did it, for the pages that say so.</summary>
public static class AccountNames
{
    /// <summary>Full names by account id: two columns are read, and nothing of how anybody signs in.</summary>
    public static Task<Dictionary<int, string>> Names(this IQueryable<Account> accounts, CancellationToken cancellationToken = default) =>
        accounts.Select(a => new { a.Id, a.FullName }).ToDictionaryAsync(a => a.Id, a => a.FullName, cancellationToken);
}
