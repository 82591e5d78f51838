using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Reports;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>All streets of a cycle: who has summed up, signed, been acknowledged by whom, and who is late; and what units have said.</summary>
public static class Desk
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View(PageHead Head, int CycleId, IReadOnlyList<string> Departments, IReadOnlyList<Row> Rows, IReadOnlyList<Said> Feedback, bool Replies);

    /// <param name="Answers">One a department, in the order of <see cref="View.Departments"/>; null while it has not answered.</param>
    public sealed record Row(int StreetId, string Street, int Entries, Badge State, string? Summed, string? Signed, IReadOnlyList<string?> Answers);

    public sealed record Said(int Id, string Unit, string At, string Text, string? Reply, Guid Key);

    public sealed class Handler(ScoringDb db, ReportSeat seat, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, scheme) = await seat.Cycle(request.CycleId, cancellationToken);
            await seat.DemandDesk(scheme, cancellationToken);
            var reports = (await ReportsOfCycle.Load(db, cycle, scheme, clock.Now, cancellationToken))!;
            var names = await db.Users.Names(cancellationToken);
            var said = await db.UnitFeedbacks.AsNoTracking().Where(f => f.CycleId == cycle.Id).OrderBy(f => f.At).ToListAsync(cancellationToken);
            var units = await db.Units.AsNoTracking().Where(u => db.UnitFeedbacks.Any(f => f.CycleId == cycle.Id && f.UnitId == u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var (open, late) = (reports.Streets.Count(s => !s.Done), reports.Streets.Count(s => s.Late));
            string? By(int? id, DateTimeOffset? at) => at is { } when && id is { } who ? $"{names.GetValueOrDefault(who)}，{ChinaTime.Words(when)}" : null;
            return new View(
                new PageHead("汇总报送")
                {
                    Crumbs = [("汇总报送", "/reports")], Sub = cycle.Title, State = cycle.Badge(),
                    Next = cycle.State != CycleState.Scoring ? null : late > 0 ? $"{late} 个街道逾期未报，请催办" : open > 0 ? $"{open} 个街道还没有签收完" : "各街道都已签收，可以核算",
                    Due = cycle.State == CycleState.Scoring && open > 0 && cycle.PhaseOrNull(PhaseCode.Report) is { } phase ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                cycle.Id, [.. reports.Recipients.Select(r => r.Name)],
                [.. reports.Streets.Select(s => new Row(s.Street.Id, s.Street.Name, s.Entries, ReportWords.Of(s, cycle), By(s.Report?.SummedUpById, s.Report?.SummedUpAt), By(s.Report?.SignedById, s.Report?.SignedAt),
                    [.. reports.Recipients.Select(r => s.Report?.Answers.Find(a => a.DepartmentId == r.Id) is { } a ? By(a.ById, a.At)
                        : s.Returned is { } back && back.DepartmentId == r.Id ? $"退回：{back.Reason}" : null)]))],
                [.. said.Select(f => new Said(f.Id, units[f.UnitId], ChinaTime.Words(f.At), f.Text, f.Reply, Guid.NewGuid()))],
                actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.AnswerFeedback, clock.Now));
        }
    }
}
