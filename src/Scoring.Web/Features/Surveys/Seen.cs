using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>The survey in pictures: coverage by street and estate, day by day, channels, what was answered, earlier cycles. Each chart has its table.</summary>
public static class Seen
{
    private const int EarlierCycles = 6;

    public sealed record Query(int? Cycle) : IRequest<View>;

    /// <param name="Level">0–4: how much of the need is there.</param>
    public sealed record Tile(string Estate, int Valid, int Need, int Percent, int Level);

    public sealed record StreetRow(string Street, IReadOnlyList<Tile> Tiles, int Valid, int Need, int Reached);

    public sealed record DayRow(DateOnly Day, IReadOnlyList<int> Ballots, int Total);

    public sealed record ChannelRow(string Name, int Ballots, Percent Share, bool Counts);

    /// <param name="Low">95 %.</param>
    public sealed record AnswerRow(string Answer, int Count, Percent Share, Percent Low, Percent High);

    public sealed record QuestionRow(string Text, bool Scored, int Total, IReadOnlyList<AnswerRow> Answers);

    /// <summary>The share of the best answer to a scored question.</summary>
    public sealed record Good(Percent Share, Percent Low, Percent High);

    /// <param name="Good">One a scored question; null where it may not be seen.</param>
    public sealed record CycleRow(string Title, int Ballots, IReadOnlyList<Good?> Good);

    public sealed record View(
        PageHead Head, int CycleId, IReadOnlyList<StreetRow> Streets, IReadOnlyList<string> Channels, IReadOnlyList<DayRow> Days, IReadOnlyList<ChannelRow> Split, IReadOnlyList<QuestionRow> Questions, IReadOnlyList<CycleRow> Cycles,
        int SetAside, bool ShowsAnswers, IReadOnlyList<string> Scored);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var asked = await Asked.Load(db, shelf, actor, clock, request.Cycle, cancellationToken);
            var cycle = asked.Cycle;
            cycle.Advance(clock.Now);
            var isStreet = !actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver);
            var shows = Asked.ShowsAnswers(cycle, isStreet);
            var all = await BallotsOfCycle.ByDay(db, cycle, [.. asked.Estates.Select(e => e.Id)], cancellationToken);
            var aside = (await BallotsOfCycle.SetAside(db, cycle, cancellationToken)).ToHashSet();
            var counts = all.Where(c => !aside.Contains(c)).ToList();
            var ballots = counts.Where(c => c.Question == asked.First).ToList();
            var offered = asked.Survey.Channels.Select(c => c.Channel).Union(ballots.Select(b => b.Channel)).Order().ToList();
            var until = ChinaTime.DateOf(clock.Now) < asked.Window.Last ? ChinaTime.DateOf(clock.Now) : asked.Window.Last;
            var rules = asked.Scheme.Scoring.Blocks.Select(b => b.Source).OfType<ResidentsRule>().ToList();
            var total = Math.Max(1, ballots.Sum(b => b.Count));
            return new View(
                new PageHead("测评情况")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={cycle.Id}")], State = cycle.Badge(),
                    Sub = $"{cycle.Title} · {ChinaTime.MonthDay(asked.Window.First)} 至 {ChinaTime.MonthDay(asked.Window.Last)}，{asked.Estates.Count} 个小区，{ballots.Sum(b => b.Count)} 份",
                },
                cycle.Id, Coverage(asked, rules, counts), [.. offered.Select(Domain.Surveys.Channels.NameOf)],
                [.. Enumerable.Range(0, Math.Max(0, until.DayNumber - asked.Window.First.DayNumber + 1)).Select(d => asked.Window.First.AddDays(d))
                    .Select(day => new DayRow(day, [.. offered.Select(c => ballots.Where(b => b.Day == day && b.Channel == c).Sum(b => b.Count))], ballots.Where(b => b.Day == day).Sum(b => b.Count)))],
                [.. offered.Select(c => new ChannelRow(Domain.Surveys.Channels.NameOf(c), ballots.Where(b => b.Channel == c).Sum(b => b.Count), Percent.FromTenths(Interval.Wilson(ballots.Where(b => b.Channel == c).Sum(b => b.Count), total).Share), Domain.Surveys.Channels.Counting(asked.Survey).Contains(c)))],
                shows ? Questions(asked, rules, counts) : [],
                await Earlier(asked, rules, isStreet, cancellationToken),
                all.Where(c => aside.Contains(c) && c.Question == asked.First).Sum(c => c.Count), shows,
                [.. rules.Select(r => asked.Survey.Questions.First(q => q.Code == r.Question)).Select((q, i) => $"{(rules.Count == 1 ? string.Empty : q.Text)}“{q.Answers.First(a => a.Code == Best(rules[i])).Name}”占比")]);
        }

        private static string Best(ResidentsRule rule) => rule.Coefficients.MaxBy(c => c.Value).Key;

        /// <summary>An estate stands where the scored question stands that lacks most.</summary>
        private static List<StreetRow> Coverage(Asked asked, List<ResidentsRule> rules, List<DayCount> counts)
        {
            var counting = Domain.Surveys.Channels.Counting(asked.Survey);
            var counted = counts.Where(c => counting.Contains(c.Channel)).ToLookup(c => c.EstateId);
            return
            [
                .. asked.Estates.GroupBy(e => e.Street).Select(g =>
                {
                    var tiles = g.Select(e =>
                    {
                        var (have, need) = rules
                            .Select(r => (Have: counted[e.Id].Where(c => c.Question == r.Question && r.Coefficients.ContainsKey(c.Answer)).Sum(c => c.Count), Need: r.Sample is null || e.Households < 1 ? 1 : (int)r.Sample.Need(e.Households)))
                            .DefaultIfEmpty((Have: counted[e.Id].Where(c => c.Question == asked.First).Sum(c => c.Count), Need: 1)).MaxBy(r => r.Need - r.Have);
                        var percent = Math.Min(100, 100 * have / need);
                        return new Tile(e.Name, have, need, percent, percent >= 100 ? 4 : percent / 25);
                    }).ToList();
                    return new StreetRow(g.Key, tiles, tiles.Sum(t => t.Valid), tiles.Sum(t => t.Need), tiles.Count(t => t.Percent >= 100));
                }),
            ];
        }

        private static List<QuestionRow> Questions(Asked asked, List<ResidentsRule> rules, List<DayCount> counts)
        {
            var counting = Domain.Surveys.Channels.Counting(asked.Survey);
            return
            [
                .. asked.Survey.Questions.Select(q =>
                {
                    var given = counts.Where(c => c.Question == q.Code && counting.Contains(c.Channel)).ToLookup(c => c.Answer, c => c.Count);
                    var all = q.Answers.Select(a => KeyValuePair.Create(a.Code, given[a.Code].Sum())).ToList();
                    var total = all.Sum(a => a.Value);
                    var names = q.Answers.ToDictionary(a => a.Code, a => a.Name, StringComparer.Ordinal);
                    return new QuestionRow(q.Text, rules.Any(r => r.Question == q.Code), total, [.. SmallGroups.Merge(all).Select(g =>
                    {
                        var interval = Interval.Wilson(g.Count, total);
                        return new AnswerRow(string.Join('、', g.Answers.Select(a => names[a])), g.Count, Percent.FromTenths(interval.Share), Percent.FromTenths(interval.Low), Percent.FromTenths(interval.High));
                    })]);
                }),
            ];
        }

        /// <summary>The share of the best answer among those that count, of this cycle and those before it whose answers may be seen.</summary>
        private async Task<IReadOnlyList<CycleRow>> Earlier(Asked asked, List<ResidentsRule> rules, bool isStreet, CancellationToken cancellationToken)
        {
            var code = asked.Cycle.SchemeCode;
            var cycles = await db.Contests.AsNoTracking().Where(c => c.SchemeCode == code && c.State != CycleState.Void).ToListAsync(cancellationToken);
            var rows = new List<CycleRow>();
            foreach (var cycle in cycles.Where(c => string.CompareOrdinal(c.Period, asked.Cycle.Period) <= 0).OrderBy(c => c.Period, StringComparer.Ordinal).TakeLast(EarlierCycles))
            {
                var then = await Asked.Load(db, shelf, actor, clock, cycle.Id, cancellationToken);
                var mine = then.Estates.Select(e => e.Id).ToHashSet();
                var counts = (await BallotsOfCycle.ByDay(db, cycle, [.. mine], cancellationToken)).Except(await BallotsOfCycle.SetAside(db, cycle, cancellationToken)).ToList();
                var counting = Domain.Surveys.Channels.Counting(then.Survey);
                var shows = Asked.ShowsAnswers(cycle, isStreet);
                rows.Add(new CycleRow(
                    cycle.Title.Replace(then.Scheme.Name, string.Empty, StringComparison.Ordinal), counts.Where(c => c.Question == then.First).Sum(c => c.Count),
                    [.. rules.Select(r => shows ? GoodOf(r, counts.Where(c => counting.Contains(c.Channel))) : null)]));
            }

            return rows;
        }

        /// <summary>Null where one of the two groups would be too small to be shown.</summary>
        private static Good? GoodOf(ResidentsRule rule, IEnumerable<DayCount> counts)
        {
            var valid = counts.Where(c => c.Question == rule.Question && rule.Coefficients.ContainsKey(c.Answer)).ToList();
            var (of, good) = (valid.Sum(c => c.Count), valid.Where(c => c.Answer == Best(rule)).Sum(c => c.Count));
            if (good < SmallGroups.Smallest || (of - good < SmallGroups.Smallest && of != good))
                return null;
            var interval = Interval.Wilson(good, of);
            return new Good(Percent.FromTenths(interval.Share), Percent.FromTenths(interval.Low), Percent.FromTenths(interval.High));
        }
    }
}
