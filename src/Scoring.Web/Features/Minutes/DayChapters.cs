using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Notices;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared.Word;

namespace Scoring.Web.Features.Minutes;

/// <summary>The day as it went: who was there, in which order, for how long, and what was put right.</summary>
internal sealed class DayChapters(LiveEvent live)
{
    public void Write(WordFile file)
    {
        Basics(file);
        Panel(file);
        Order(file);
        Recusals(file);
        Talks(file);
        Corrections(file);
    }

    private void Basics(WordFile file)
    {
        var (cycle, scheme) = (live.Cycle, live.Scheme);
        file.Heading("一、基本情况");
        file.Text($"{cycle.Title}（第 {cycle.Number} 期），按“{scheme.Name}”方案（{scheme.Version}）进行，方案指纹 {Publication.FingerprintOf(cycle.SchemeHash)}。");
        var (opened, ended) = (live.Standing.FirstOrDefault(s => s.Act == StageAct.Open), live.Standing.LastOrDefault(s => s.Act == StageAct.End));
        file.Text(opened is null
            ? $"现场没有使用主持台；评分自 {ChinaTime.Words(cycle.ScoringStartsAt)} 起，至 {ChinaTime.Words(cycle.ScoringClosedAt ?? cycle.ScoringEndsAt)} 止。"
            : $"{ChinaTime.Words(opened.At)} 开场（{opened.Who}）{(ended is null ? "，尚未收场" : $"，{ChinaTime.Words(ended.At)} 收场（{ended.Who}）")}。");
        var sitting = live.Judges.Count(j => j.RemovedAt is null);
        file.Text($"候选人 {live.Entries.Count} 名，评委 {sitting} 名。{(scheme.Talk is { } talk ? $"每人{talk.Form}，限时 {talk.Minutes} 分钟。" : string.Empty)}");
    }

    private void Panel(WordFile file)
    {
        file.Heading("二、评委");
        var groups = live.Scheme.Judging?.Panels.SelectMany(p => p.Groups.Select(g => (Key: (p.Panel, g.Group), g.Name))).ToDictionary(g => g.Key, g => g.Name) ?? [];
        file.Table([("代号", 2), ("姓名", 3), ("选派单位", 6), ("组别", 4), ("说明", 4)], live.Judges.Select(j => (IReadOnlyList<Cell>)
        [
            j.Code, j.Name, j.UnitName, groups.GetValueOrDefault((j.Panel, j.Group), j.Group), j.RemovedAt is { } at ? $"{ChinaTime.Words(at)} 移出" : live.Roll.Judges.Contains(j.Id) ? "到场" : live.Roll.Judges.Count > 0 ? "未到场" : string.Empty,
        ]));
    }

    private void Order(WordFile file)
    {
        file.Heading("三、出场顺序");
        if (live.Draws.Count == 0)
        {
            file.Text("没有抽签，按编号排列。");
        }
        else
        {
            var draw = live.Draws[^1];
            file.Text($"{ChinaTime.Words(draw.At)} 由 {Name(draw.ById)} 抽签{(live.Draws.Count > 1 ? $"，是第 {live.Draws.Count} 次，以最后一次为准" : string.Empty)}。种子：{draw.Seed}。");
            file.Text("复核办法：把种子、英文冒号、编号连成一串（如“种子:E01”），求 SHA-256，按所得十六进制数从小到大排列，就是出场顺序。下表列出每个编号所得的前 12 位。");
        }

        var seed = live.Draws.Count > 0 ? live.Draws[^1].Seed : null;
        if (live.Roll.Called.Count > 0 && live.Entries.Where(e => live.Roll.Called.Contains(e.Id) && !live.Roll.Entries.Contains(e.Id)).Select(e => e.PersonName).ToList() is { Count: > 0 } away)
            file.Text($"点名未到：{string.Join("、", away)}。");
        var today = live.Show.Turns.Select((t, i) => (t.EntryId, Place: i + 1)).ToDictionary(t => t.EntryId, t => t.Place);
        file.Table([("抽签", 2), ("编号", 2), ("姓名", 3), ("街道", 4), ("所在支部", 6), ("校验", 4), ("当天", 2)], live.Entries.Select(e => (IReadOnlyList<Cell>)
        [
            e.RunningNumber?.ToString(CultureInfo.InvariantCulture) ?? "—", e.Code!, e.PersonName, live.Streets.GetValueOrDefault(e.StreetId, string.Empty), e.BranchName,
            seed is null ? "—" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{e.Code}")))[..12],
            today.TryGetValue(e.Id, out var place) ? place.ToString(CultureInfo.InvariantCulture) : "—",
        ]));
        foreach (var step in live.Standing.Where(s => s.Act is StageAct.Move or StageAct.NoShow or StageAct.Withdraw))
            file.Text($"{Time(step.At)} {live.EntryOf(step.EntryId)?.PersonName}：{Words(step)}。理由：{step.Reason}。经手：{step.Who}。");
    }

    private void Recusals(WordFile file)
    {
        file.Heading("四、回避");
        if (live.Recusals.Count == 0)
        {
            file.Text("没有需要回避的。");
            return;
        }

        file.Table([("评委", 3), ("候选人", 5), ("原因", 4), ("说明", 4)], live.Recusals
            .GroupBy(r => (r.JudgeId, r.Ground, r.Note)).Select(g => (Judge: live.JudgeOf(g.Key.JudgeId), g.Key, Entries: g.Select(r => live.EntryOf(r.EntryId)!).OrderBy(e => e.RunningNumber)))
            .OrderBy(r => r.Judge.Code, StringComparer.Ordinal)
            .Select(r => (IReadOnlyList<Cell>)[$"{r.Judge.Code} {r.Judge.Name}", string.Join("、", r.Entries.Select(e => e.PersonName)), RecusalGroundNames.Of(r.Key.Ground), r.Key.Note ?? string.Empty]));
    }

    private void Talks(WordFile file)
    {
        file.Heading("五、现场经过");
        if (!live.Show.Opened)
        {
            file.Text("现场没有使用主持台，没有逐人的时间记录。");
            return;
        }

        if (live.Standing.Count(s => s.Act == StageAct.Practise) is > 0 and var trials)
            file.Text($"开评以前评委试评 {trials} 次，试评的分不计入，也不保留。");
        var (started, called) = (new Dictionary<int, DateTimeOffset>(), new Dictionary<int, DateTimeOffset>());
        int? onStage = null;
        foreach (var step in live.Standing)
        {
            if (step is { Act: StageAct.Call, EntryId: { } id })
                (onStage, called[id]) = (id, step.At);
            if (step.Act == StageAct.StartClock && onStage is { } talking)
                started[talking] = step.At;
        }

        file.Table([("次序", 2), ("姓名", 3), ("请上台", 3), ("开始", 3), ("用时", 3), ("结果", 4)], live.Show.Turns.Select((t, i) => (IReadOnlyList<Cell>)
        [
            (i + 1).ToString(CultureInfo.InvariantCulture), live.EntryOf(t.EntryId)?.PersonName ?? string.Empty,
            called.TryGetValue(t.EntryId, out var at) ? Time(at) : "—", started.TryGetValue(t.EntryId, out var from) ? Time(from) : "—",
            started.ContainsKey(t.EntryId) ? Length(t.Clock.Ran) : "—", Outcome(t),
        ]));
        var closings = live.Standing.Where(s => s is { Act: StageAct.CloseScoring, Value: > 0 }).ToList();
        foreach (var step in closings)
            file.Text($"{Time(step.At)} 关闭评分时还差 {step.Value} 张。理由：{step.Reason}。经手：{step.Who}。");
    }

    private void Corrections(WordFile file)
    {
        file.Heading("六、暂停、重来、撤销和退回");
        var undone = live.Steps.Where(s => s.Act == StageAct.Undo).ToDictionary(s => s.Value!.Value);
        var rows = live.Steps.Where(s => s.Act is StageAct.PauseClock or StageAct.Redo && !undone.ContainsKey(s.Number))
            .Select(s => (s.At, Row: (IReadOnlyList<Cell>)[Time(s.At), s.Act == StageAct.Redo ? "重来" : "暂停计时", OnStage(s)?.PersonName ?? string.Empty, s.Reason ?? string.Empty, s.Who]))
            .Concat(live.Steps.Where(s => undone.ContainsKey(s.Number)).Select(s => (undone[s.Number].At, Row: (IReadOnlyList<Cell>)
                [Time(undone[s.Number].At), "撤销", OnStage(s)?.PersonName ?? string.Empty, $"撤销 {Time(s.At)} 的“{Words(s)}”", undone[s.Number].Who])))
            .Concat(live.Reopenings.Select(r => (r.Reopening.At, Row: (IReadOnlyList<Cell>)
                [Time(r.Reopening.At), "退回评分表", $"{live.EntryOf(r.Sheet.EntryId)?.PersonName}（{live.JudgeOf(r.Sheet.JudgeId).Code} 第 {r.Sheet.Revision} 次）", r.Reopening.Reason, Name(r.Reopening.ById)])))
            .OrderBy(r => r.At).Select(r => r.Row).ToList();
        if (rows.Count == 0)
            file.Text("没有。");
        else
            file.Table([("时间", 3), ("事项", 3), ("候选人", 5), ("理由", 7), ("经手", 6)], rows);
    }

    /// <summary>Whom a step is about: the entry it names, or whoever had been called last.</summary>
    private Entry? OnStage(StageStep step) =>
        live.EntryOf(step.EntryId ?? live.Steps.LastOrDefault(s => s.Number < step.Number && s.Act == StageAct.Call)?.EntryId);

    private static string Words(StageStep step) => step.Act switch
    {
        StageAct.Move => $"调整到第 {step.Value} 位出场",
        StageAct.NoShow => "缺席，按弃权处理",
        StageAct.Withdraw => "退出评选",
        _ => StageActNames.Of(step.Act),
    };

    private static string Outcome(Turn turn) => turn.State switch
    {
        TurnState.Closed => turn.Round > 1 ? $"已评分，第 {turn.Round} 轮" : "已评分",
        TurnState.NoShow => "缺席，弃权",
        TurnState.Withdrawn => "退出",
        TurnState.Waiting => "未上台",
        _ => "未完成",
    };

    private string Name(int id) => live.People.GetValueOrDefault(id, "—");

    private static string Time(DateTimeOffset at) => ChinaTime.TimeOf(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan ran) => $"{(int)ran.TotalMinutes} 分 {ran.Seconds:00} 秒";
}
