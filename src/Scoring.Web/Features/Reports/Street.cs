using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Reports;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>One street's part: every rating as it was given, what comes of it, and the two signatures and acknowledgements.</summary>
public static class Street
{
    public sealed record Query(int CycleId, int StreetId) : IRequest<View>;

    public sealed record View
    {
        public required PageHead Head { get; init; }

        public required int CycleId { get; init; }

        public required int StreetId { get; init; }

        public required IReadOnlyList<string> Blocks { get; init; }

        public required IReadOnlyList<EntryFigures> Rows { get; init; }

        public required Timeline History { get; init; }

        public required Badge State { get; init; }

        /// <summary>What is not in yet, in words; empty when all is.</summary>
        public required IReadOnlyList<string> Lacking { get; init; }

        public bool CanSumUp { get; init; }

        public bool CanSign { get; init; }

        /// <summary>Why the reader cannot sign; null where signing is not the question.</summary>
        public string? WhyNotSign { get; init; }

        /// <summary>The department for which the reader can answer now.</summary>
        public string? CanAnswer { get; init; }

        public int ReportId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, ReportSeat seat, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var (cycle, scheme) = await seat.Cycle(request.CycleId, cancellationToken);
            await seat.DemandStreet(scheme, request.StreetId, cancellationToken);
            var reports = (await ReportsOfCycle.Load(db, cycle, scheme, now, cancellationToken))!;
            var standing = reports.Streets.FirstOrDefault(s => s.Street.Id == request.StreetId) ?? throw Refused.Missing("这个街道在这一期没有评价对象。");
            var record = await RecordOfCycle.Build(db, cycle, scheme, cancellationToken);
            var rows = await EntryFigures.Of(db, cycle, scheme, record, Tally.Run(record), e => e.StreetId == request.StreetId, raw: true, cancellationToken);
            var open = PhaseTable.Allows(cycle, Act.SumUp, now) && cycle.ScoringClosed(now);
            var own = seat.Own(request.StreetId);
            var report = standing.Report;
            var department = await seat.Department(scheme, cancellationToken);
            return new View
            {
                Head = new PageHead($"{standing.Street.Name}汇总")
                {
                    Crumbs = own ? [("汇总报送", "/reports")] : [("汇总报送", "/reports"), (cycle.Title, $"/reports/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(),
                    Next = Next(cycle, standing, now), Due = cycle.State == CycleState.Scoring && standing.Report?.SignedAt is null && cycle.PhaseOrNull(PhaseCode.SumUp) is { } phase ? CycleWords.Due(phase.Deadline, now) : null,
                },
                CycleId = cycle.Id, StreetId = request.StreetId, Rows = rows, Blocks = [.. scheme.Rubric.Blocks.Select(b => b.Name)],
                Lacking = [.. rows.SelectMany(r => r.Lacking.Select(l => $"{r.Name}：{l}"))],
                History = await History(cycle, request.StreetId, reports, cancellationToken), State = ReportWords.Of(standing, cycle),
                CanSumUp = own && open && (report is null || standing.Stale), CanSign = own && open && report is { SignedAt: null } && !standing.Stale && report.SummedUpById != actor.Id,
                WhyNotSign = own && open && report is { SignedAt: null } && !standing.Stale && report.SummedUpById == actor.Id ? "这一稿是您汇总的，要由本街道另一位同志签字。" : null,
                CanAnswer = department is not null && PhaseTable.Allows(cycle, Act.AnswerReport, now) && report is { SignedAt: not null } && !standing.Stale && standing.Missing.Any(m => m.Id == department.Id) ? department.Name : null,
                ReportId = report?.Id ?? 0, Key = Guid.NewGuid(),
            };
        }

        private static string? Next(Cycle cycle, StreetStanding standing, DateTimeOffset now) => cycle.State != CycleState.Scoring ? null
            : !cycle.ScoringClosed(now) ? $"评价截止（{ChinaTime.Words(cycle.ScoringEndsAt)}）后由街道汇总"
            : standing switch
            {
                { Done: true } => "各部门都已签收",
                { Report.SignedAt: not null, Stale: false } => $"等{string.Join("、", standing.Missing.Select(m => m.Name))}签收",
                { Report: not null, Stale: false } => "由本街道另一位同志签字报送",
                { Returned: { } back } => $"已退回（{back.Reason}），请重新汇总",
                _ => "核对下面的原始评价，然后汇总",
            };

        private async Task<Timeline> History(Cycle cycle, int streetId, ReportsOfCycle reports, CancellationToken cancellationToken)
        {
            var all = await db.StreetReports.AsNoTracking().Include(r => r.Answers).Where(r => r.CycleId == cycle.Id && r.StreetId == streetId).OrderByDescending(r => r.Version).ToListAsync(cancellationToken);
            var names = await db.Users.Names(cancellationToken);
            string Who(int? id) => names.GetValueOrDefault(id ?? 0, "—");
            var items = new List<(DateTimeOffset At, TimelineItem Item)>();
            foreach (var report in all)
            {
                items.Add((report.SummedUpAt, new($"第 {report.Version} 稿汇总", ChinaTime.Words(report.SummedUpAt), Who(report.SummedUpById), report.Note)));
                if (report.SignedAt is { } signed)
                    items.Add((signed, new($"第 {report.Version} 稿签字报送", ChinaTime.Words(signed), Who(report.SignedById), $"内容指纹 {Domain.Notices.Publication.FingerprintOf(report.Hash)}")));
                items.AddRange(report.Answers.Select(a => (a.At, new TimelineItem($"{reports.Recipients.FirstOrDefault(r => r.Id == a.DepartmentId)?.Name ?? "部门"}{(a.Accepted ? "签收" : "退回")}第 {report.Version} 稿",
                    ChinaTime.Words(a.At), Who(a.ById), a.Reason, a.Accepted ? Tone.Ok : Tone.Refused))));
            }

            return new Timeline([.. items.OrderByDescending(i => i.At).Select(i => i.Item)], "汇总、签字和签收");
        }
    }
}
