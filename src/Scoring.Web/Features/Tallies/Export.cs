using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Tallies;

/// <summary>The newest tally as a workbook: the ranking, every part of every total, every sheet with the judges by pseudonym. The export is an act of its own.</summary>
public static class Export
{
    public sealed record Command(int CycleId) : ICommand<Answer>;

    public sealed record Answer(string Name, IReadOnlyList<FileTable> Tables);

    public sealed class Handler(ScoringDb db, Actor actor, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Approver, Role.Supervisor);
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken) ?? throw new Refused("本期还没有核算，没有可以导出的结果。");
            var scheme = await shelf.Of(cycle, cancellationToken);
            var entries = (await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.Code != null).ToListAsync(cancellationToken)).ToDictionary(e => e.Code!);
            var streets = await db.Units.AsNoTracking().Where(u => entries.Values.Select(e => e.StreetId).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var results = run.Result.Entries.Where(e => e.Status != TallyStatus.Withdrawn).OrderBy(e => e.Status).ThenBy(e => e.Rank ?? int.MaxValue).ThenBy(e => e.Code, StringComparer.Ordinal).ToList();
            FileTable?[] tables = [Ranking(results, run.Result, scheme, entries, streets), Units(run.Result, scheme, entries), Parts(results, run.Result, scheme, entries), Sheets(results, scheme, entries)];
            journal.Note(cycle.Id, null, $"导出第 {run.Run.Number} 次核算的结果和评分表", new Dictionary<string, string> { ["result"] = run.Run.ResultHash });
            return new Answer($"{cycle.Title}核算结果", [.. tables.OfType<FileTable>()]);
        }

        private static FileTable Ranking(List<EntryResult> results, TallyResult result, Scheme scheme, Dictionary<string, Entry> entries, Dictionary<int, string> streets) => new(
            "名次", ["名次", "并列", "编号", "名称", "街道", "结果", "情况", .. result.Entries[0].Sections.Count > 1 ? result.Entries[0].Sections.Select(s => s.Name ?? s.Code) : [], "加分", "扣分", "总分"],
            [.. results.Select(e => (IReadOnlyList<object?>)[
                e.Rank, e.Tied ? true : null, e.Code, entries[e.Code].PersonName, streets[entries[e.Code].StreetId], AwardWords.Of(e.Award, scheme.Scoring.Award),
                e.Status switch { TallyStatus.Blocked => "缺分，无总分", TallyStatus.Vetoed => "一票否决", _ => null },
                .. e.Sections.Count > 1 ? e.Sections.Select(s => Number(s.Score)) : [], Number(e.Bonus), Number(e.Deduction), Number(e.Total)])]);

        private static FileTable? Units(TallyResult result, Scheme scheme, Dictionary<string, Entry> entries) => result.Units is not { } units ? null : new(
            "单位", ["名次", "单位", "等次", "对象数", "得分"],
            [.. units.OrderBy(u => u.Rank ?? int.MaxValue).Select(u => (IReadOnlyList<object?>)[u.Rank, entries[u.Entries[0]].UnitName, AwardWords.Of(u.Award, scheme.Scoring.Award), u.Entries.Count, Number(u.Total)])]);

        private static FileTable Parts(List<EntryResult> results, TallyResult result, Scheme scheme, Dictionary<string, Entry> entries)
        {
            var blocks = scheme.Scoring.Blocks.ToList();
            return new(
                "各部分得分", ["编号", "名称", .. blocks.Select(b => $"{b.Name ?? b.Code}（{b.Weight.ToDecimalText()}）"), "总分"],
                [.. results.Select(e =>
                {
                    var own = e.Sections.SelectMany(s => s.Blocks).ToDictionary(b => b.Code);
                    return (IReadOnlyList<object?>)[e.Code, entries[e.Code].PersonName, .. blocks.Select(b => own[b.Code] is { Applies: false } ? "不适用" : Number(own[b.Code].Points)), Number(e.Total)];
                })]);
        }

        private static FileTable? Sheets(List<EntryResult> results, Scheme scheme, Dictionary<string, Entry> entries)
        {
            var rows = (from e in results
                        from block in e.Sections.SelectMany(s => s.Blocks)
                        where block.Trace is JudgesTrace
                        from grouped in ((JudgesTrace)block.Trace!).Groups
                        from judge in grouped.Judges
                        select (Entry: e, Block: block, Group: grouped, Judge: judge)).ToList();
            if (rows.Count == 0)
                return null;
            var criteria = scheme.Scoring.Blocks.Select(b => b.Source).OfType<JudgesRule>().SelectMany(r => r.Criteria).DistinctBy(c => c.Code).ToList();
            return new(
                "评分表", ["编号", "名称", "部分", "评委组", "评委代号", .. criteria.Select(c => $"{c.Name ?? c.Code}（{c.Max.ToDecimalText()}）"), "百分制", "计入"],
                [.. rows.Select(r =>
                {
                    var marks = r.Judge.Marks.ToDictionary(m => m.Criterion.Code);
                    return (IReadOnlyList<object?>)[
                        r.Entry.Code, entries[r.Entry.Code].PersonName, r.Block.Name ?? r.Block.Code, r.Group.Name ?? r.Group.Code, r.Judge.Judge,
                        .. criteria.Select(c => marks.TryGetValue(c.Code, out var mark) ? Number(mark.Mark) : null), Number(r.Judge.X.Rounded(4)),
                        r.Judge.Dropped switch { Dropped.High => "最高，去掉", Dropped.Low => "最低，去掉", _ => "计入" }];
                })]);
        }

        /// <summary>A number for the spreadsheet; six places where it has no end.</summary>
        private static object? Number(Exact? value) => value is { } v ? decimal.Parse(v.Rounded(6).ToDecimalText(), CultureInfo.InvariantCulture) : null;
    }
}
