using System.Globalization;
using Scoring.Domain.Calendars;
using Scoring.Domain.Papers;
using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared.Word;

namespace Scoring.Web.Features.Minutes;

/// <summary>What was taken off, what came late or on paper, and every mark with what was left out: the tally's own figures, only written out.</summary>
internal sealed class ScoreChapters(LiveEvent live)
{
    public void Write(WordFile file)
    {
        Overtime(file);
        Late(file);
        Papers(file);
        Marks(file);
        Signatures(file);
    }

    private void Overtime(WordFile file)
    {
        file.Heading("七、超时和其他加分扣分");
        if (live.Adjustments.Count == 0)
        {
            file.Text("没有。");
            return;
        }

        file.Table([("候选人", 3), ("分值", 2), ("理由", 6), ("登记", 5), ("确认", 5)], live.Adjustments.Select(a => (IReadOnlyList<Cell>)
        [
            live.EntryOf(a.EntryId)?.PersonName ?? string.Empty, $"{(a.Kind == "deduction" ? "−" : "＋")}{a.Amount.ToString("0.##", CultureInfo.InvariantCulture)}", a.Reason,
            $"{Name(a.ProposedById)} {Clock(a.ProposedAt)}",
            a.CancelledAt is { } cancelled ? $"{(a.CancelledById is { } who ? $"{Name(who)} " : string.Empty)}{Clock(cancelled)} 不扣{(a.CancelReason is { } why ? $"，理由：{why}" : string.Empty)}" : a.ConfirmedById is { } by ? $"{Name(by)} {Clock(a.ConfirmedAt!.Value)}" : "未确认，不计入",
        ]));
    }

    private void Late(WordFile file)
    {
        file.Heading("八、迟到的评分表");
        if (live.Late.Count == 0)
        {
            file.Text("没有。");
            return;
        }

        file.Table([("送到", 3), ("评委", 3), ("候选人", 3), ("结论", 8)], live.Late.Select(l => (IReadOnlyList<Cell>)
        [
            Clock(l.Sheet.ArrivedAt), live.JudgeOf(l.Sheet.JudgeId).Code, live.EntryOf(l.Sheet.EntryId)?.PersonName ?? string.Empty,
            l.Decision is { } decision ? $"{(decision.TakenIn ? "计入" : "不计入")}：{decision.Reason}（{Name(decision.ById)} {Clock(decision.At)}）" : "监督员未决定，不计入",
        ]));
    }

    private void Papers(WordFile file)
    {
        file.Heading("九、纸质评分表");
        if (live.Papers.Count == 0)
        {
            file.Text("没有使用纸质评分表。");
            return;
        }

        file.Text("每张纸由两位同志各录一遍，互不相看；不一致的由没有录过的第三位核定。");
        file.Table([("编号", 3), ("候选人", 3), ("录入", 4), ("核定", 4), ("结论", 6)], live.Papers.Select(p => (IReadOnlyList<Cell>)
        [
            p.Paper.Form.Subject, live.EntryOf(p.Sheet.EntryId)?.PersonName ?? string.Empty, string.Join("、", p.Paper.Readings.Select(r => Name(r.ById))),
            p.Paper.Settlement is { } settled ? settled.ResolvedById is { } by ? $"{Name(by)}（{p.Paper.Differences.Count} 处不一致）" : "两遍一致" : PaperStateNames.Of(p.Paper.State),
            p.Outcome switch
            {
                null => p.Paper.Settlement is null ? "没有录完，不计入" : "监督员未决定，不计入",
                { SheetId: null } => $"不计入：{p.Outcome.Reason}（{Name(p.Outcome.ById!.Value)}）",
                { ById: { } decided } => $"计入：{p.Outcome.Reason}（{Name(decided)}）",
                _ => "计入",
            },
        ]));
    }

    private void Marks(WordFile file)
    {
        file.Heading("十、评分");
        if (live.Run is not { } run)
        {
            file.Text(live.Cycle.Rehearsal ? "演练不核算，不列分数。" : "还没有核算。核算以后再生成本记录，这里列出每位评委的分和去掉的最高最低分。");
            return;
        }

        file.Text($"依据第 {run.Run.Number} 次核算（{ChinaTime.Words(run.Run.At)}），结果指纹 {Domain.Notices.Publication.FingerprintOf(run.Run.ResultHash)}。分数按百分制，划去的不参加平均。");
        foreach (var entry in live.Entries)
        {
            if (run.Result.Entries.FirstOrDefault(e => e.Code == entry.Code) is not { } result)
                continue;
            file.Subheading($"{entry.RunningNumber?.ToString("00", CultureInfo.InvariantCulture) ?? entry.Code} {entry.PersonName}（{entry.Code}）");
            if (result.Status == TallyStatus.Withdrawn)
            {
                file.Text("没有参加评选，不计分。");
                continue;
            }

            foreach (var block in result.Sections.SelectMany(s => s.Blocks))
            {
                if (block.Trace is JudgesTrace trace)
                    Block(file, block, trace);
            }
        }
    }

    private void Block(WordFile file, BlockResult block, JudgesTrace trace)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var group in trace.Groups)
        {
            var name = group.Name ?? group.Code;
            rows.AddRange(group.Judges.Select(j => (IReadOnlyList<Cell>)
            [
                name, j.Judge, $"{Plain(j.Sum)} / {Plain(j.SumOfMaxima)}", new Cell(Value(j.X), j.Dropped != Dropped.No),
                j.Dropped switch { Dropped.High => "最高，去掉", Dropped.Low => "最低，去掉", _ => string.Empty },
            ]));
            rows.AddRange(group.Recused.Select(c => (IReadOnlyList<Cell>)[name, c, "—", "—", "回避"]));
            rows.AddRange(group.Absent.Select(c => (IReadOnlyList<Cell>)[name, c, "—", "—", "未交"]));
        }

        file.Table([("组别", 5), ("评委", 2), ("打分", 4), ("百分制", 4), ("说明", 4)], rows);
        var means = trace.Groups.Where(g => g.Mean is not null).Select(g => $"{g.Name ?? g.Code}均分 {Value(g.Mean!.Value)}，权重 {Plain(g.Weight)}").ToList();
        file.Text(block.Value is { } value && block.Points is { } points
            ? $"{string.Join("；", means)}。加权 {Value(value)}，折算 {Value(value)} × {Plain(block.Weight)} ÷ 100 = {points.RoundHalfUp(live.Run!.Record.Scheme.Decimals)} 分。"
            : "没有有效的评分表，没有分。");
    }

    private static void Signatures(WordFile file)
    {
        file.Heading("十一、签名");
        file.Table([("身份", 3), ("签名", 6), ("日期", 4)], new[] { "主持人", "计时员", "监督员", "计分员", "组织部经办" }.Select(role => (IReadOnlyList<Cell>)[role, "　", "　　月　　日"]), "Signature");
    }

    private string Name(int id) => live.People.GetValueOrDefault(id, "—");

    private static string Clock(DateTimeOffset at) => ChinaTime.TimeOf(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Shown to four places at most, cut off, not rounded; the exact one is what counts.</summary>
    private static string Value(Exact value) => Cut(value, 4);

    private static string Plain(Exact value) => Cut(value, 6);

    private static string Cut(Exact value, int places)
    {
        var scale = (Exact)System.Numerics.BigInteger.Pow(10, places);
        var cut = (Exact)(value * scale).Floor() / scale;
        var text = cut.RoundHalfUp(places);
        var trimmed = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return value == cut ? trimmed : $"{text}…";
    }
}
