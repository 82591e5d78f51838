using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Reviews;

/// <summary>Who concludes the review of an entry: the role that the scheme's way of coming gives it to, and of streets only the entry's own.</summary>
public static class ReviewRight
{
    public static bool May(Actor actor, Scheme scheme, Entry entry) =>
        PhaseTable.Who(Act.ReviewEntry, scheme.Subject.From).Any(role => actor.Grants.Any(g => g.Role == role && (role != Role.StreetCommittee || g.UnitId == entry.StreetId)));
}
