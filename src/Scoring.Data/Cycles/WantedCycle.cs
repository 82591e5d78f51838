using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Cycles;

namespace Scoring.Data.Cycles;

/// <summary>The cycle that an address or a form names.</summary>
public static class WantedCycle
{
    /// <exception cref="Refused">There is no such cycle.</exception>
    public static async Task<Cycle> Wanted(this IQueryable<Cycle> cycles, int id, CancellationToken cancellationToken) =>
        await cycles.SingleOrDefaultAsync(c => c.Id == id, cancellationToken) ?? throw Refused.Missing("没有这一期。");
}
