using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Papers;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
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

    private sealed record Stack(PaperBatch Batch, Asked Asked, string Estate, DoubleEntry Paper, IReadOnlyList<Column> Columns)
    {
        public bool Decides => Paper.State == PaperState.Differs;
    }

    private static async Task<Stack> Load(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, int id, CancellationToken cancellationToken)
    {
        actor.Demand(Role.Operator, Role.Supervisor);
        var batch = await db.PaperBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken) ?? throw Refused.Missing("没有这一批纸质问卷。");
        var asked = await Asked.Load(db, shelf, actor, clock, batch.CycleId, cancellationToken);
        PhaseTable.Demand(asked.Cycle, Act.EnterPaper, clock.Now);
        var paper = (await OnePaper.Of(db, batch.FormId, cancellationToken))!;
        if (paper.State == PaperState.Settled)
            throw new Refused("这一批已经录完并计入，不用再录。");
        if ((paper.State == PaperState.Differs ? paper.WhyNotResolve(actor.Id) : paper.WhyNotRead(actor.Id)) is { } sentence)
            throw new Refused(sentence);
        return new Stack(batch, asked, asked.Estate(batch.EstateId).Name, paper, [.. asked.Survey.Questions.Select(q => new Column(q.Code, q.Text, q.Optional, [.. q.Answers.Select(a => a.Name)]))]);
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var stack = await Load(db, shelf, actor, clock, request.Batch, cancellationToken);
            var wanted = stack.Decides ? stack.Paper.Differences.ToDictionary(d => d.Field.Code, StringComparer.Ordinal) : null;
            var cells = from number in Enumerable.Range(1, stack.Batch.Count)
                        from column in stack.Columns
                        let code = PaperBatch.Code(number, column.Code)
                        let differs = wanted?.GetValueOrDefault(code)
                        where wanted is null || differs is not null
                        select new Cell(code, number, column, Words(differs?.Field, differs?.First), Words(differs?.Field, differs?.Second));
            return new View(
                new PageHead($"{(stack.Decides ? "核定" : "录入")}{stack.Estate}纸质问卷")
                {
                    Crumbs = [("群众满意度", $"/surveys?cycle={stack.Batch.CycleId}"), ("纸质问卷", $"/surveys/paper?cycle={stack.Batch.CycleId}")],
                    Sub = $"第 {stack.Batch.Id} 批，{stack.Batch.Count} 份，{ChinaTime.MonthDay(stack.Batch.CollectedOn)}收回",
                    Next = stack.Decides ? "拿出原件，逐项核对不一致的地方" : "按编号一份一份录，录完点“录完交上”",
                },
                stack.Batch.Id, stack.Batch.Count, stack.Columns, [.. cells], stack.Decides, Guid.NewGuid());
        }

        /// <summary>A kept value as it is typed and means: "2 基本满意".</summary>
        private static string? Words(PaperField? field, string? value) =>
            field is null ? null : value == PaperField.Blank ? "0 空白" : $"{field.Words.ToList().FindIndex(w => w.Code == value) + 1} {field.Say(value!)}";
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, Journal journal, AfterCommit committed) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var stack = await Load(db, shelf, actor, clock, request.Batch, cancellationToken);
            var before = stack.Paper;
            var differed = before.Differences.Count;
            var after = stack.Decides ? before.Resolve(actor.Id, Decided(stack, request.Marks), clock.Now) : before.Read(actor.Id, Read(stack, request.Marks), clock.Now);
            OnePaper.Store(db, before, after);
            await db.SaveChangesAsync(cancellationToken);
            if (!stack.Decides)
                journal.Note(stack.Batch.CycleId, null, $"录入{stack.Estate}第 {stack.Batch.Id} 批纸质问卷第{(after.Readings.Count == 1 ? "一" : "二")}遍");
            if (after.Settlement is { } settled)
                Count(stack, settled);
            return after.State switch
            {
                PaperState.Once => "第一遍已录完，等另一位同志录第二遍",
                PaperState.Differs => $"第二遍已录完，有 {after.Differences.Count} 处不一致，等第三位同志核定",
                _ => $"{(stack.Decides ? $"{differed} 处不一致已核定" : "两遍一致")}，{stack.Batch.Count} 份已计入",
            };
        }

        /// <summary>Counts the ballots of a settled stack. One without an answer to the first question is void and counts for nothing.</summary>
        private void Count(Stack stack, PaperSettlement settled)
        {
            var good = PaperBatch.Ballots(stack.Asked.Survey, stack.Batch.Count, settled).Where(b => AnswerSheet.FirstUnanswered(stack.Asked.Survey, b) is null).ToList();
            BallotBox.Put(db, stack.Asked.Form, stack.Batch.EstateId, BallotChannel.Paper, stack.Batch.CollectedOn, [.. good]);
            committed.BallotsIn();
            journal.Note(stack.Batch.CycleId, null, $"{stack.Estate}第 {stack.Batch.Id} 批纸质问卷计入 {good.Count} 份{(good.Count < stack.Batch.Count ? $"，空白或无效 {stack.Batch.Count - good.Count} 份" : string.Empty)}");
        }

        /// <summary>Every field of the stack; what was not typed is blank on the paper.</summary>
        private static Dictionary<string, string> Read(Stack stack, IReadOnlyDictionary<string, string> marks) =>
            stack.Paper.Form.Fields.ToDictionary(f => f.Code, f => AnswerOf(f, marks.GetValueOrDefault(f.Code)));

        /// <summary>The differing fields, every one of which must have been typed.</summary>
        private static Dictionary<string, string> Decided(Stack stack, IReadOnlyDictionary<string, string> marks) =>
            stack.Paper.Differences.ToDictionary(d => d.Field.Code, d => marks.GetValueOrDefault(d.Field.Code) is { } typed && !string.IsNullOrWhiteSpace(typed)
                ? AnswerOf(d.Field, typed)
                : throw Refused.Input($"第 {NumberOf(d.Field)} 份还没有核定。空白的请填 0。"));

        private static string AnswerOf(PaperField field, string? written)
        {
            var typed = written?.Trim().Normalize(System.Text.NormalizationForm.FormKC);
            if (string.IsNullOrEmpty(typed) || typed == "0")
                return PaperField.Blank;
            return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= field.Words.Count
                ? field.Words[n - 1].Code
                : throw Refused.Input($"第 {NumberOf(field)} 份填的“{typed}”不对，只能填 0 到 {field.Words.Count}。");
        }

        private static string NumberOf(PaperField field) => field.Code[..field.Code.IndexOf('.', StringComparison.Ordinal)];
    }
}
