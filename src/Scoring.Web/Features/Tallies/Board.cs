using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Records;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The room's one page: what is in the way, the ranking, the flags, the lots, and the second person's word.</summary>
public static class Board
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View
    {
        public required int CycleId { get; init; }

        public required PageHead Head { get; init; }

        public required IReadOnlyList<Run.Obstacle> Obstacles { get; init; }

        public RunLine? Run { get; init; }

        public IReadOnlyList<Row> Rows { get; init; } = [];

        /// <summary>What is evaluated, as the scheme calls it.</summary>
        public string Subject { get; init; } = "候选人";

        /// <summary>The units of a roll-up, in rank order; empty without one.</summary>
        public IReadOnlyList<UnitRow> Units { get; init; } = [];

        public IReadOnlyList<FlagRow> Flags { get; init; } = [];

        public IReadOnlyList<string> Lots { get; init; } = [];

        public IReadOnlyList<string> Drawn { get; init; } = [];

        public int Unsettled { get; init; }

        public bool Changed { get; init; }

        /// <summary>Whether a run now would be kept: nothing is in the way, and it is the first, something changed, or the last was sent back.</summary>
        public bool CanRun { get; init; }

        public bool CanAcknowledge { get; init; }

        public bool CanApprove { get; init; }

        public string? WhyNotApprove { get; init; }

        public required string AwardRule { get; init; }

        /// <summary>Where the line of the award is so thin that a single mark weighs more; null where it is not.</summary>
        public string? CutNote { get; init; }

        /// <summary>Who decides with this result, where it is never made public; null where it is.</summary>
        public string? DecidedBy { get; init; }

        public bool CanConclude { get; init; }

        /// <summary>What was decided; null before.</summary>
        public string? Decision { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record RunLine(int Id, int Number, string At, string By, string Fingerprint, string? Approved);

    /// <param name="Code">The entry's code.</param>
    /// <param name="Cut">Whether the line of the award is drawn under this row.</param>
    public sealed record Row(string Code, string Name, string Street, string Rank, bool Tied, string Total, string? Award, Badge? Status, IReadOnlyList<string> Flags, bool Cut);

    public sealed record UnitRow(string Name, string Rank, bool Tied, string Total, string? Award, Badge? Status, IReadOnlyList<(string Code, string Name, string Total)> Entries);

    public sealed record FlagRow(string Key, string Who, string What, string Meaning, bool NeedsLot, string? Reason, string? By);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var (next, due) = cycle.Next(now);
            var head = new PageHead("核算与审定") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = next, Due = due };
            var runnable = actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.RunTally, now);
            var obstacles = PhaseTable.Allows(cycle, Act.RunTally, now) ? await Run.Obstacles(db, cycle, scheme, now, cancellationToken) : [];
            var view = new View { CycleId = cycle.Id, Head = head, Obstacles = obstacles, CanRun = runnable && obstacles.Count == 0, AwardRule = Rule(scheme.Scoring.Award), Key = Guid.NewGuid() };
            if (await RunOfCycle.Latest(db, cycle.Id, cancellationToken) is not { } run)
                return view;

            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Code!, cancellationToken);
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var names = await db.Users.Names(cancellationToken);
            var approval = await db.Approvals.AsNoTracking().SingleOrDefaultAsync(a => a.TallyRunId == run.Run.Id, cancellationToken);
            var draws = await db.Draws.AsNoTracking().Where(d => d.CycleId == cycle.Id && d.Kind == "lot").OrderBy(d => d.Id).ToListAsync(cancellationToken);
            var changed = cycle.State is CycleState.Tallied or CycleState.Scoring
                && RunOfCycle.Hash((await RecordOfCycle.Build(db, cycle, scheme, cancellationToken)).Print()) != run.Run.RecordHash;
            var tallied = cycle.State == CycleState.Tallied;
            var whyNot = run.Unsettled.Count > 0 ? $"还有 {run.Unsettled.Count} 个提示没有处理。"
                : changed ? "核算之后数据有变动，请经办重新核算。"
                : run.Run.ById == actor.AccountId ? "审定人不能是核算人本人。" : null;
            return view with
            {
                Head = tallied ? head with { Next = Next(run, changed, whyNot) } : head,
                CanRun = view.CanRun && (changed || cycle.State == CycleState.Scoring),
                Run = new RunLine(run.Run.Id, run.Run.Number, ChinaTime.Words(run.Run.At), names.GetValueOrDefault(run.Run.ById, "—"), Domain.Notices.Publication.FingerprintOf(run.Run.ResultHash),
                    approval is null ? null : $"{names.GetValueOrDefault(approval.ApprovedById, "—")}，{ChinaTime.Words(approval.At)}"),
                Subject = scheme.Nomination is null ? scheme.Subject.Name : "候选人",
                Rows = Rows(run, entries, streets, scheme),
                Units = Units(run, entries, scheme),
                Flags = [.. run.Flags.Select(f => new FlagRow(f.Key, entries[f.Entry].PersonName,
                    (f.Block is { } b ? $"{scheme.Rubric.Blocks.First(x => x.Code == b).Name}：" : string.Empty) + FlagWords.Of(f.Flag, scheme), FlagWords.Meaning(f.Flag), f.NeedsLot,
                    run.Acknowledged.GetValueOrDefault(f.Key)?.Reason, run.Acknowledged.TryGetValue(f.Key, out var a) ? $"{names.GetValueOrDefault(a.ById)}，{ChinaTime.Words(a.At)}" : null))],
                Lots = [.. run.ToDraw.Select(g => string.Join("、", g.Select(c => entries[c].PersonName)))],
                Drawn = [.. draws.Select(d => $"{ChinaTime.Words(d.At)}　{string.Join("、", d.Order.Select((c, i) => $"{i + 1} 号 {entries[c].PersonName}"))}　种子 {d.Seed}")],
                Unsettled = run.Unsettled.Count,
                CutNote = StandingWords.Cut(run.Result, scheme.Scoring.Award),
                Changed = changed,
                CanAcknowledge = tallied && actor.Is(Role.Supervisor),
                CanApprove = tallied && actor.Is(Role.Approver),
                WhyNotApprove = whyNot,
                DecidedBy = scheme.Publication.DecidedBy,
                CanConclude = actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.Conclude, now),
                Decision = await db.OrganisationDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.CycleId == cycle.Id, cancellationToken) is { } decided
                    ? $"{ChinaTime.Words(decided.DecidedOn)}，{decided.Document}：{decided.Text}" : null,
            };
        }

        /// <summary>What the reader, or whoever else it waits for, does next with this run.</summary>
        private string Next(RunOfCycle run, bool changed, string? whyNot) =>
            changed || run.WaitsForRun ? (actor.Is(Role.Operator) ? "数据有变动，请重新核算" : "等经办重新核算")
            : run.Unsettled.Count > 0 ? (actor.Is(Role.Supervisor) ? $"处理下面 {run.Unsettled.Count} 个提示" : $"等监督员处理 {run.Unsettled.Count} 个提示")
            : actor.Is(Role.Approver) && whyNot is null ? "核对提示和名次，在页末审定" : "提示都已处理，等审定人审定";

        private static List<Row> Rows(RunOfCycle run, Dictionary<string, Domain.Entries.Entry> entries, Dictionary<int, string> streets, Domain.Schemes.Scheme scheme)
        {
            var sorted = run.Result.Entries.OrderBy(e => e.Status).ThenBy(e => e.Rank ?? int.MaxValue).ThenBy(e => e.Code, StringComparer.Ordinal).ToList();
            var lastWinner = sorted.FindLastIndex(e => e.Award is not null);
            return [.. sorted.Select((e, i) => new Row(
                e.Code, entries[e.Code].PersonName, streets.GetValueOrDefault(entries[e.Code].StreetId, "—"),
                e.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "—", e.Tied,
                e.Total?.RoundHalfUp(run.Result.Decimals) ?? "—",
                AwardWords.Of(e.Award, scheme.Scoring.Award),
                e.Status switch
                {
                    TallyStatus.Blocked => new Badge("缺分，无总分", Tone.Refused),
                    TallyStatus.Vetoed => new Badge("一票否决", Tone.Refused),
                    TallyStatus.Withdrawn => new Badge("已退出", Tone.Off),
                    _ => null,
                },
                [.. OpenFlag.Of(run.Result).Where(f => f.Entry == e.Code).Select(f => FlagWords.Of(f.Flag, scheme)).Distinct(StringComparer.Ordinal)],
                i == lastWinner && lastWinner < sorted.Count - 1))];
        }

        private static List<UnitRow> Units(RunOfCycle run, Dictionary<string, Domain.Entries.Entry> entries, Domain.Schemes.Scheme scheme)
        {
            var decimals = run.Result.Decimals;
            var totals = run.Result.Entries.ToDictionary(e => e.Code, e => e.Total?.RoundHalfUp(decimals) ?? "—", StringComparer.Ordinal);
            return [.. (run.Result.Units ?? []).OrderBy(u => u.Status).ThenBy(u => u.Rank ?? int.MaxValue).ThenBy(u => u.Code, StringComparer.Ordinal).Select(u => new UnitRow(
                entries[u.Entries[0]].UnitName, u.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "—", u.Tied, u.Total?.RoundHalfUp(decimals) ?? "—", AwardWords.Of(u.Award, scheme.Scoring.Award),
                u.Status switch { TallyStatus.Blocked => new Badge("有对象缺分，无总分", Tone.Refused), TallyStatus.Vetoed => new Badge("有对象一票否决", Tone.Refused), _ => null },
                [.. u.Entries.Select(e => (e, entries[e].BranchName, totals[e]))]))];
        }

        private static string Rule(AwardRule? award) => award switch
        {
            TopAward top => $"按名次取前 {top.Places} 名，总分不低于 {top.Minimum.ToDecimalText()}；不足的宁缺毋滥。",
            BandsAward { OfUnits: true } => "单位得分是它各个对象的平均分，按分数和比例定等次。",
            BandsAward => "按分数和比例定等次。",
            LevelsAward => "按达标的星数定星级。",
            _ => "本方案不评奖项。",
        };
    }
}
