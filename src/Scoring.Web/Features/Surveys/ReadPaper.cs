using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// Reads a stack in by number keys, blind: nothing of the other reading is on the page. The second reading settles the stack when both are
/// equal. When they differ the page is the third person's: only what differs, both readings side by side, without names.
/// </summary>
public static class ReadPaper
{
    public sealed record Query(int Batch) : IRequest<View>;

    public sealed record Column(string Code, string Text, bool Optional, IReadOnlyList<string> Answers);

    /// <param name="First">What the first reader read, in words; null outside a decision.</param>
    public sealed record Cell(string Name, int Number, Column Column, string? First, string? Second);

    public sealed record View(PageHead Head, int Batch, int Count, IReadOnlyList<Column> Columns, IReadOnlyList<Cell> Cells, bool Decides, Guid Key)
    {
        public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
    }

    /// <param name="Marks">"{ballot number}.{question}" → the answer's number on the paper from 1; 0 or nothing: left blank or void.</param>
    public sealed record Command(int Batch, IReadOnlyDictionary<string, string> Marks, Guid Key) : ICommand<string>, IKeyed;

    private sealed record Stack(PaperBatch Batch, Asked Asked, string Estate, IReadOnlyList<PaperReading> Readings, IReadOnlyList<Column> Columns);

    private static async Task<Stack> Load(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, int id, CancellationToken cancellationToken)
    {
        actor.Demand(Role.Operator, Role.Supervisor);
        var batch = await db.PaperBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken) ?? throw Refused.Missing("没有这一批纸质问卷。");
        var asked = await Asked.Load(db, shelf, actor, clock, batch.CycleId, cancellationToken);
        PhaseTable.Demand(asked.Cycle, Act.EnterPaper, clock.Now);
        if (await db.PaperDecisions.AnyAsync(d => d.BatchId == id, cancellationToken))
            throw new Refused("这一批已经录完并计入，不用再录。");
        var readings = await db.PaperReadings.AsNoTracking().Where(r => r.BatchId == id).OrderBy(r => r.Place).ToListAsync(cancellationToken);
        if (readings.Count < 2)
            PaperReadings.DemandPlace(readings, actor.Id);
        else
            PaperReadings.DemandThird(readings, actor.Id);
        return new Stack(batch, asked, asked.Estate(batch.EstateId).Name, readings,
            [.. asked.Survey.Questions.Select(q => new Column(q.Code, q.Text, q.Optional, [.. q.Answers.Select(a => a.Name)]))]);
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var stack = await Load(db, shelf, actor, clock, request.Batch, cancellationToken);
            var decides = stack.Readings.Count == 2;
            var cells = decides
                ? PaperReadings.Differences(stack.Readings[0], stack.Readings[1]).Select(d => new Cell(Name(d.Number, d.Question), d.Number, stack.Columns.First(c => c.Code == d.Question), Words(stack, d.Question, d.First), Words(stack, d.Question, d.Second)))
                : from n in Enumerable.Range(1, stack.Batch.Count) from c in stack.Columns select new Cell(Name(n, c.Code), n, c, null, null);
            return new View(
                new PageHead($"{(decides ? "裁定" : "录入")}{stack.Estate}纸质问卷")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={stack.Batch.CycleId}"), ("纸质问卷", $"/surveys/paper?cycle={stack.Batch.CycleId}")],
                    Sub = $"第 {stack.Batch.Id} 批，{stack.Batch.Count} 份，{ChinaTime.MonthDay(stack.Batch.CollectedOn)}收回",
                    Next = decides ? "拿出原件，逐项核对不一致的地方" : "按编号一份一份录，录完点“录完交上”",
                },
                stack.Batch.Id, stack.Batch.Count, stack.Columns, [.. cells], decides, Guid.NewGuid());
        }

        private static string Words(Stack stack, string question, string? answer) =>
            answer is null ? "0 空白" : stack.Asked.Survey.Questions.First(q => q.Code == question).Answers.Select((a, i) => (a, i)).First(a => a.a.Code == answer) is var (found, at) ? $"{at + 1} {found.Name}" : answer;
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var stack = await Load(db, shelf, actor, clock, request.Batch, cancellationToken);
            return stack.Readings.Count < 2 ? await Read(stack, request.Marks, cancellationToken) : await Decide(stack, request.Marks, cancellationToken);
        }

        private async Task<string> Read(Stack stack, IReadOnlyDictionary<string, string> marks, CancellationToken cancellationToken)
        {
            var sheets = Enumerable.Range(1, stack.Batch.Count).Select(n => (IReadOnlyDictionary<string, string>)stack.Columns
                .Select(c => (c.Code, Answer: AnswerOf(stack, n, c.Code, marks))).Where(a => a.Answer is not null).ToDictionary(a => a.Code, a => a.Answer!, StringComparer.Ordinal)).ToList();
            var reading = new PaperReading { BatchId = stack.Batch.Id, Place = stack.Readings.Count + 1, ById = actor.Id, Sheets = sheets, At = clock.Now };
            db.PaperReadings.Add(reading);
            var place = reading.Place == 1 ? "第一遍" : "第二遍";
            journal.Note(stack.Batch.CycleId, null, $"录入{stack.Estate}第 {stack.Batch.Id} 批纸质问卷{place}");
            if (reading.Place == 1)
                return "第一遍已录完，等另一位同志录第二遍";
            await db.SaveChangesAsync(cancellationToken);
            var differences = PaperReadings.Differences(stack.Readings[0], reading);
            if (differences.Count > 0)
                return $"第二遍已录完，有 {differences.Count} 处不一致，等第三位同志裁定";
            Settle(stack, sheets, null);
            return $"两遍一致，{stack.Batch.Count} 份已计入";
        }

        private async Task<string> Decide(Stack stack, IReadOnlyDictionary<string, string> marks, CancellationToken cancellationToken)
        {
            var sheets = stack.Readings[0].Sheets.Select(s => s.ToDictionary(StringComparer.Ordinal)).ToList();
            var differences = PaperReadings.Differences(stack.Readings[0], stack.Readings[1]);
            foreach (var d in differences)
            {
                if (!marks.TryGetValue(Name(d.Number, d.Question), out var typed) || string.IsNullOrWhiteSpace(typed))
                    throw Refused.Input($"第 {d.Number} 份还没有裁定。空白的请填 0。");
                if (AnswerOf(stack, d.Number, d.Question, marks) is { } answer)
                    sheets[d.Number - 1][d.Question] = answer;
                else
                    sheets[d.Number - 1].Remove(d.Question);
            }

            Settle(stack, sheets, actor.Id);
            return $"{differences.Count} 处不一致已裁定，{stack.Batch.Count} 份已计入";
        }

        /// <summary>Keeps the decision and counts the ballots. One without an answer to the first question is void and counts for nothing.</summary>
        private void Settle(Stack stack, IReadOnlyList<IReadOnlyDictionary<string, string>> sheets, int? byId)
        {
            db.PaperDecisions.Add(new PaperDecision { BatchId = stack.Batch.Id, ById = byId, Sheets = sheets, At = clock.Now });
            var good = sheets.Where(s => AnswerSheet.FirstUnanswered(stack.Asked.Survey, s) is null).ToList();
            BallotBox.Put(db, stack.Asked.Form, stack.Batch.EstateId, BallotChannel.Paper, stack.Batch.CollectedOn, good);
            journal.Note(stack.Batch.CycleId, null, $"{stack.Estate}第 {stack.Batch.Id} 批纸质问卷计入 {good.Count} 份{(good.Count < sheets.Count ? $"，空白或无效 {sheets.Count - good.Count} 份" : string.Empty)}");
        }

        private static string? AnswerOf(Stack stack, int number, string question, IReadOnlyDictionary<string, string> marks)
        {
            var typed = marks.GetValueOrDefault(Name(number, question))?.Trim().Normalize(System.Text.NormalizationForm.FormKC);
            if (string.IsNullOrEmpty(typed) || typed == "0")
                return null;
            var answers = stack.Asked.Survey.Questions.First(q => q.Code == question).Answers;
            return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= answers.Count
                ? answers[n - 1].Code
                : throw Refused.Input($"第 {number} 份填的“{typed}”不对，只能填 0 到 {answers.Count}。");
        }
    }

    private static string Name(int number, string question) => string.Create(CultureInfo.InvariantCulture, $"{number}.{question}");
}
