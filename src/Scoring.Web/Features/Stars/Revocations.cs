using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Stars;

/// <summary>Every revocation that this person may see, what is undecided first.</summary>
public static class Revocations
{
    public sealed record Query : IRequest<View>;

    public sealed record Row(int Id, int EntryId, string Unit, string Section, string Year, string When, Badge State, bool Open);

    public sealed record View(PageHead Head, IReadOnlyList<Row> Rows);

    public sealed class Handler(ScoringDb db, StarDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var units = actor.Grants.Where(g => g.Role is Role.Applicant or Role.StreetCommittee).Select(g => g.UnitId).ToList();
            var all = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor, Role.EvidenceDepartment);
            var rows = await Load(db, desk, e => all || units.Contains(e.BranchId) || units.Contains(e.StreetId), cancellationToken);
            var open = rows.Count(r => r.Open);
            return new View(
                new PageHead("摘星") { Crumbs = [("星级", "/stars")], Sub = "有文件依据才能提出；单位三个工作日内答复，两个人决定", Next = open > 0 ? $"{open} 条还没有结论" : null },
                [.. rows.OrderByDescending(r => r.Open)]);
        }
    }

    /// <summary>Newest first.</summary>
    internal static async Task<IReadOnlyList<Row>> Load(ScoringDb db, StarDesk desk, Expression<Func<Entry, bool>> whose, CancellationToken cancellationToken)
    {
        var found = await db.Revocations.AsNoTracking().Join(db.Entries.Where(whose), r => r.EntryId, e => e.Id, (r, e) => new { Case = r, e.PersonName }).OrderByDescending(r => r.Case.Id).ToListAsync(cancellationToken);
        var ids = found.ConvertAll(f => f.Case.Id);
        var opinions = (await db.RevocationOpinions.AsNoTracking().Where(o => ids.Contains(o.RevocationId)).ToListAsync(cancellationToken)).ToLookup(o => o.RevocationId);
        var replied = (await db.RevocationReplies.AsNoTracking().Where(r => ids.Contains(r.RevocationId)).Select(r => r.RevocationId).ToListAsync(cancellationToken)).ToHashSet();
        var cycles = (await desk.Cycles(cancellationToken)).ToDictionary(c => c.Cycle.Id);
        return
        [
            .. found.Select(f => new Row(
                f.Case.Id, f.Case.EntryId, f.PersonName, cycles[f.Case.CycleId].Scheme.Rubric.Sections.First(s => s.Code == f.Case.Section).Name, cycles[f.Case.CycleId].Cycle.Title,
                $"{ChinaTime.Words(f.Case.At)} 提出", State(Revocation.Outcome([.. opinions[f.Case.Id]]), opinions[f.Case.Id].Any(), replied.Contains(f.Case.Id)),
                Revocation.Outcome([.. opinions[f.Case.Id]]) is null)),
        ];
    }

    internal static Badge State(bool? outcome, bool begun, bool replied) => outcome switch
    {
        true => new Badge("已摘星", Tone.Refused),
        false => new Badge("不摘", Tone.Ok),
        null => begun ? new Badge("待第二人决定", Tone.Wait) : replied ? new Badge("单位已答复，待决定", Tone.Wait) : new Badge("等单位答复", Tone.Info),
    };
}
