using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>An estate that takes part in the cycle.</summary>
public sealed record AskedEstate(int Id, string Code, string Name, int StreetId, string Street, int Households);

/// <summary>A cycle that asks residents, with its questionnaire and the estates that the reader may see.</summary>
public sealed record Asked(Cycle Cycle, Scheme Scheme, SurveyWindow Window, IReadOnlyList<AskedEstate> Estates)
{
    public Survey Survey => Scheme.Survey!;

    /// <summary>What is asked, to be stored with the answers.</summary>
    public Questionnaire Form => new(Cycle.SchemeVersionId, Cycle.SchemeCode, Survey);

    /// <summary>How many ballots, by the first question, which every ballot answers.</summary>
    public string First => Survey.Questions[0].Code;

    /// <summary>The one estate.</summary>
    /// <exception cref="Refused">It does not take part, or lies in another street.</exception>
    public AskedEstate Estate(int id) => Estates.FirstOrDefault(e => e.Id == id) ?? throw Refused.Missing("这个小区不在您能查看的参评小区里。");

    /// <param name="id">Null: the one under way whose survey ends first, or else the newest.</param>
    /// <exception cref="Refused">There is no such cycle, or none that asks residents.</exception>
    public static async Task<Asked> Load(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, int? id, CancellationToken cancellationToken)
    {
        var cycle = id is { } wanted
            ? await db.Cycles.Wanted(wanted, cancellationToken)
            : (await db.Cycles.Where(c => c.State != CycleState.Void && !c.Rehearsal).ToListAsync(cancellationToken)).Where(c => SurveyWindow.Of(c) is not null)
                .OrderByDescending(c => c.State is CycleState.Nominating or CycleState.Review or CycleState.Scoring).ThenByDescending(c => c.State != CycleState.Draft).ThenByDescending(c => c.Period, StringComparer.Ordinal).FirstOrDefault()
                ?? throw Refused.Missing("现在没有期次在测满意度。");
        var scheme = await shelf.Of(cycle, cancellationToken);
        if (SurveyWindow.Of(cycle) is not { } window || scheme.Survey is null)
            throw Refused.Missing("这一期不测满意度。");
        var street = actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
        var entries = await (
            from e in db.Entries.AsNoTracking()
            join u in db.Units on e.EstateId equals u.Id
            join s in db.Units on e.StreetId equals s.Id
            where e.CycleId == cycle.Id && (e.State == EntryState.Submitted || e.State == EntryState.Returned || e.State == EntryState.Accepted) && (street == null || e.StreetId == street)
            orderby s.Id, u.Id
            select new AskedEstate(u.Id, u.Code, e.EstateName, s.Id, s.Name, e.State == EntryState.Accepted ? e.Households : u.Households ?? 0)).ToListAsync(cancellationToken);
        return new Asked(cycle, scheme, window, [.. entries.DistinctBy(e => e.Id)]);
    }

    /// <summary>Nobody sees what was answered before the tally, and a street not before publication.</summary>
    public static bool ShowsAnswers(Cycle cycle, bool isStreet) =>
        cycle.State is CycleState.Published or CycleState.Archived
        || (!isStreet && cycle.State is (CycleState.Tallied or CycleState.Approved or CycleState.PublicNotice or CycleState.ObjectionHold));
}
