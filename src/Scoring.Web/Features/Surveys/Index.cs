using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>Which estates of a cycle still lack answers, and until when; what they answered only once the cycle is tallied.</summary>
public static class Index
{
    /// <param name="Cycle">Null: the cycle that is under way, or else the one whose survey ends next.</param>
    public sealed record Query(int? Cycle) : IRequest<View>;

    public sealed record CycleChoice(int Id, string Title, bool On);

    /// <param name="Need">Answers for a full sample.</param>
    /// <param name="Valid">Answers that count so far, of the scored question that lacks most.</param>
    /// <param name="Ways">How many came in by which channel.</param>
    /// <param name="Todo">What it takes to get there in time; null when there is enough or nothing can be done.</param>
    /// <param name="Groups">What was answered, small groups merged; null while it is not to be seen.</param>
    public sealed record Row(int EntryId, string? Code, string Person, string EstateCode, int EstateId, string Estate, string Street, int Households, int Need, int Valid, string Ways, string? Todo, bool Counts, IReadOnlyList<GroupRow>? Groups)
    {
        public int Missing => Math.Max(0, Need - Valid);

        public int Percent => Need == 0 ? 100 : Math.Min(100, 100 * Valid / Need);
    }

    public sealed record GroupRow(string Name, int Count, int Percent);

    /// <param name="CanIssue">Whether slips are printed from here.</param>
    /// <param name="Told">Why there is nothing to see; null when there is.</param>
    public sealed record View(PageHead Head, int? CycleId, IReadOnlyList<CycleChoice> Cycles, IReadOnlyList<Row> Rows, bool CanIssue, bool ShowsAnswers, Empty? Told)
    {
        public int Alarms { get; init; }

        public bool Staff { get; init; }

        public bool Clerk { get; init; }

        public int Short => Rows.Count(r => r.Missing > 0);
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var today = ChinaTime.DateOf(now);
            var cycles = (await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).ToListAsync(cancellationToken)).Where(c => SurveyWindow.Of(c) is not null).OrderByDescending(c => c.Period, StringComparer.Ordinal).ToList();
            var cycle = request.Cycle is { } id
                ? cycles.Find(c => c.Id == id) ?? throw Refused.Missing("没有这一期，或者这一期不测满意度。")
                : cycles.Find(c => c.State is CycleState.Nominating or CycleState.Review or CycleState.Scoring)
                    ?? cycles.Where(c => SurveyWindow.Of(c)!.Last >= today).MinBy(c => SurveyWindow.Of(c)!.Last) ?? cycles.FirstOrDefault();
            if (cycle is null)
                return new View(new PageHead("群众满意度"), null, [], [], false, false, new Empty("还没有测评", "有期次并且方案里有满意度测评时，这里会列出每个小区的进度。"));

            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var window = SurveyWindow.Of(cycle)!;
            var street = actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? (int?)null : actor.UnitFor(Role.StreetCommittee);
            var shows = Asked.ShowsAnswers(cycle, street is not null);
            var rows = await Rows(cycle, scheme, street, shows, today, cancellationToken);
            var phase = cycle.Phase(PhaseCode.Survey);
            var open = now < phase.Deadline;
            var head = new PageHead("群众满意度")
            {
                Crumbs = street is null ? [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")] : [],
                Sub = $"{cycle.Title} · 统计 {ChinaTime.MonthDay(window.First)} 至 {ChinaTime.MonthDay(window.Last)} 交来的答卷，共 {window.Days} 天",
                State = cycle.Badge(),
                Next = open ? "缺答卷的小区尽快发放选票、张贴二维码" : $"测评已于 {ChinaTime.Words(phase.Deadline)} 截止",
                Due = open ? CycleWords.Due(phase.Deadline, now) : null,
            };
            return new View(
                head, cycle.Id, [.. cycles.Take(14).Select(c => new CycleChoice(c.Id, c.Title, c.Id == cycle.Id))], rows,
                actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.IssueSlips, now), shows,
                rows.Count > 0 ? null : new Empty("本期还没有参评小区", "街道提交申报以后，候选人所在的小区会列在这里。小区二维码长期有效，可以先张贴。", "小区二维码", "/surveys/estates"))
            {
                Alarms = street is null ? (await AlarmsOfCycle.Read(db, cycle, scheme, cancellationToken)).Count(a => a.Open) : 0, Staff = street is null, Clerk = actor.IsAny(Role.Operator, Role.Supervisor),
            };
        }

        /// <summary>In words: how many a day, and the surest way to them.</summary>
        private static string? Advice(int missing, int daysLeft, int households)
        {
            if (missing <= 0 || daysLeft == 0)
                return null;
            var aDay = (missing + daysLeft - 1) / daysLeft;
            // Slips come back at about one in three; what must come faster is fetched at the door.
            return daysLeft <= 3 ? $"剩 {daysLeft} 天，每天要 {aDay} 份：请网格员入户或电话访问 {missing * 2} 户"
                : $"剩 {daysLeft} 天，每天要 {aDay} 份：发 {Math.Min(households, missing * 3)} 张选票，张贴二维码";
        }

        private async Task<IReadOnlyList<Row>> Rows(Cycle cycle, Scheme scheme, int? street, bool shows, DateOnly today, CancellationToken cancellationToken)
        {
            var entries = await (
                from e in db.Entries.AsNoTracking()
                join estate in db.Units on e.EstateId equals estate.Id
                join s in db.Units on e.StreetId equals s.Id
                where e.CycleId == cycle.Id && (e.State == EntryState.Submitted || e.State == EntryState.Returned || e.State == EntryState.Accepted) && (street == null || e.StreetId == street)
                select new { e.Id, e.Code, e.PersonName, e.EstateId, e.EstateName, EstateCode = estate.Code, Street = s.Name, e.Households, Now = estate.Households, e.State }).ToListAsync(cancellationToken);
            var counts = (await BallotsOfCycle.ByChannel(db, cycle, cancellationToken)).ToLookup(c => c.EntryId);
            var counting = Channels.Counting(scheme.Survey!);
            var rules = scheme.Scoring.Blocks.Select(b => b.Source).OfType<ResidentsRule>().ToList();
            return
            [
                .. entries.SelectMany(e =>
                {
                    var left = SurveyWindow.Of(cycle)!.DaysLeft(today);
                    var households = e.State == EntryState.Accepted ? e.Households : e.Now ?? 0;
                    return rules.Select(rule =>
                    {
                        var valid = counts[e.Id].Where(c => c.Question == rule.Question && rule.Coefficients.ContainsKey(c.Answer) && counting.Contains(c.Channel)).ToList();
                        var need = rule.Sample is null || households < 1 ? 1 : (int)rule.Sample.Need(households);
                        return new Row(
                            e.Id, e.Code, e.PersonName, e.EstateCode, e.EstateId, e.EstateName, e.Street, households,
                            need, valid.Sum(c => c.Count), string.Join("　", Channels.InOrder.Where(c => Through(c) > 0).Select(c => $"{Channels.NameOf(c)} {Through(c)}")), Advice(need - valid.Sum(c => c.Count), left, households), e.State == EntryState.Accepted,
                            shows ? Groups(scheme, rule.Question, counts[e.Id]) : null);

                        int Through(BallotChannel channel) => valid.Where(c => c.Channel == channel).Sum(c => c.Count);
                    }).OrderByDescending(r => r.Missing).Take(1);
                }).OrderByDescending(r => r.Missing).ThenBy(r => r.Percent).ThenBy(r => r.EntryId),
            ];
        }

        private static IReadOnlyList<GroupRow> Groups(Scheme scheme, string question, IEnumerable<ChannelCount> counts)
        {
            if (scheme.Survey?.Questions.FirstOrDefault(q => q.Code == question) is not { } asked)
                return [];
            var given = counts.Where(c => c.Question == question).ToLookup(c => c.Answer, c => c.Count);
            var all = asked.Answers.Select(a => KeyValuePair.Create(a.Code, given[a.Code].Sum())).ToList();
            var total = Math.Max(1, all.Sum(a => a.Value));
            var names = asked.Answers.ToDictionary(a => a.Code, a => a.Name, StringComparer.Ordinal);
            return [.. SmallGroups.Merge(all).Select(g => new GroupRow(string.Join('、', g.Answers.Select(a => names[a])), g.Count, 100 * g.Count / total))];
        }
    }
}
