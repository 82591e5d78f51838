using Microsoft.EntityFrameworkCore;
using Scoring.Data.Notices;
using Scoring.Domain.Entries;

namespace Scoring.Data.Entries;

/// <summary>Who has won in a programme, and when it was published. Read from publications: what is not published is not won.</summary>
public sealed class PastWins
{
    private readonly IReadOnlyList<Row> rows;

    private PastWins(IReadOnlyList<Row> rows) => this.rows = rows;

    public static async Task<PastWins> Load(ScoringDb db, string schemeCode, CancellationToken cancellationToken)
    {
        var found = await (
            from publication in db.Publications.Current().AsNoTracking()
            join cycle in db.Cycles on publication.CycleId equals cycle.Id
            where cycle.SchemeCode == schemeCode
            from row in publication.Rows
            join entry in db.Entries on row.EntryId equals entry.Id
            select new Row(entry.PersonId, entry.PersonName, entry.BranchId, cycle.Title, publication.PublishedAt)).ToListAsync(cancellationToken);
        return new PastWins(found);
    }

    /// <summary>The wins of one person: the same on the roster, or, entered by hand, of the same name in the same branch.</summary>
    public IEnumerable<PastWin> Of(int? personId, string name, int branchId) =>
        rows.Where(r => (personId is not null && r.PersonId == personId) || (r.PersonName == name.Trim() && r.BranchId == branchId))
            .Select(r => new PastWin(r.CycleTitle, r.PublishedAt));

    private sealed record Row(int? PersonId, string PersonName, int BranchId, string CycleTitle, DateTimeOffset PublishedAt);
}
