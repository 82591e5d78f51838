using System.Globalization;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>现场评选 of one month, as far as it has come: sheets, drafts, a sheet given back, overtime.</summary>
internal static class DemoSheets
{
    /// <summary>The first talk begins at 12:55, in minutes of the day; one every eight minutes.</summary>
    public const int FirstTalk = 775;
    public const int EachTalk = 8;

    /// <summary>Talks that went on beyond their time: the place in the running order, and by how many seconds.</summary>
    public static IReadOnlyList<(int Place, int Seconds)> Late { get; } = [(3, 32), (9, 52)];

    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">With judges and a drawn order.</param>
    /// <param name="until">What is handed in later than this has not happened yet.</param>
    public static void Add(DemoContext to, DemoMonth month, DateTimeOffset until)
    {
        var day = month.FirstDay(PhaseCode.Live);
        var running = until < DemoMonth.At(day, FirstTalk + (EachTalk * (month.Entries.Count + 3)));
        if (running)
            month.OnPaper = DemoPapers.Whose(to, month);
        foreach (var entry in month.Entries)
        {
            var talk = FirstTalk + (EachTalk * (entry.RunningNumber!.Value - 1));
            foreach (var judge in month.Judges.Where(j => !month.Recused.Contains((j.Id, entry.Id))))
            {
                // Between the opening of the scoring and its closing: six and a half to not quite eight minutes after the candidate was called.
                var at = DemoMonth.At(day, talk, 390 + ((to.Random.Number(4, 13) - 4) * 8) + (to.Random.Number(0, 59) / 8));
                // Whoever signs in as one of the first two judges is to find a sheet that waits.
                if (to.Accounts.FirstJudges.Contains(judge.AccountId))
                    at = DemoMonth.At(day, talk, 470);
                var marks = Marks(to, month, judge, entry);
                if (running && month.OnPaper.Contains((judge.Id, entry.Id)))
                    continue;
                if (at <= until)
                    HandIn(to, month, judge, entry, marks, 1, at);
                else if (DemoMonth.At(day, talk + 2) <= until)
                    to.Db.SheetDrafts.Add(new SheetDraft { JudgeId = judge.Id, EntryId = entry.Id, Marks = marks.Take(to.Random.Number(1, 3)).ToDictionary(), SavedAt = until.AddSeconds(-to.Random.Number(5, 90)) });
            }
        }

        Overtime(to, month, day, running);
        if (running || month.Cycle.Number % 3 == 0)
            Reopen(to, month, day, running);
        if (running)
            DemoPapers.Add(to, month, (judge, entry) => Marks(to, month, judge, entry), until);
        else
            month.Cycle.ScoringClosedAt = DemoMonth.At(day, FirstTalk + (EachTalk * month.Entries.Count) + 20);
    }

    private static IReadOnlyDictionary<string, string> Marks(DemoContext to, DemoMonth month, Judge judge, Entry entry)
    {
        var share = to.Ability(month.People[entry.Id].Id) + to.Severity(judge.AccountId) + to.Noise(0.035);
        return SheetForm.Of(to.Scheme, judge.Panel).Criteria.ToDictionary(c => c.Code, c => Mark(c, share + to.Noise(0.06)), StringComparer.Ordinal);
    }

    private static string Mark(RubricCriterion criterion, double share)
    {
        var step = criterion.Step ?? 1;
        var mark = Math.Round(criterion.Maximum * (decimal)share / step, MidpointRounding.AwayFromZero) * step;
        return Math.Clamp(mark, 0, criterion.Maximum).ToString("0.###", CultureInfo.InvariantCulture);
    }

    private static int HandIn(DemoContext to, DemoMonth month, Judge judge, Entry entry, IReadOnlyDictionary<string, string> marks, int revision, DateTimeOffset at)
    {
        var id = to.NextSheetId();
        to.Db.Sheets.Add(new ScoreSheet
        {
            Id = id,
            JudgeId = judge.Id,
            EntryId = entry.Id,
            Revision = revision,
            Marks = marks,
            Fingerprint = ScoreSheet.Print($"{month.Cycle.SchemeCode}/{month.Cycle.Period}", judge.Code, entry.Code!, revision, marks),
            Key = to.Random.Guid(),
            HandedInAt = at,
        });
        to.Log.Note(at, to.Accounts.All.First(a => a.Id == judge.AccountId), judge.UnitName, "Judging.HandIn", month.Cycle.Id, entry.Id, $"交出{entry.PersonName}的评分表{(revision == 1 ? string.Empty : $"（第 {revision} 次）")}");
        return id;
    }

    /// <summary>A judge mixed two marks up: the supervisor gives the sheet back; when all is over it has been handed in again.</summary>
    private static void Reopen(DemoContext to, DemoMonth month, DateOnly day, bool running)
    {
        var entry = month.Entries[4];
        var judge = month.Judges.Last(j => !month.Recused.Contains((j.Id, entry.Id)));
        var sheet = to.Db.Sheets.Local.Single(s => s.JudgeId == judge.Id && s.EntryId == entry.Id);
        var by = to.Accounts.Supervisor;
        var at = DemoMonth.At(day, FirstTalk + (EachTalk * 5) + 12, 20);
        to.Db.Reopenings.Add(new SheetReopening { SheetId = sheet.Id, ById = by.Id, Reason = to.Texts.Said("reopened"), At = at });
        to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, "Judging.Reopen", month.Cycle.Id, entry.Id, $"退回{judge.Name}给{entry.PersonName}的评分表，理由：{to.Texts.Said("reopened")}");
        if (running)
            to.Db.SheetDrafts.Add(new SheetDraft { JudgeId = judge.Id, EntryId = entry.Id, Marks = sheet.Marks, SavedAt = at.AddSeconds(40) });
        else
            HandIn(to, month, judge, entry, Marks(to, month, judge, entry), 2, at.AddMinutes(4));
    }

    private static void Overtime(DemoContext to, DemoMonth month, DateOnly day, bool running)
    {
        if (to.Scheme.Adjustments.Overtime is null)
            return;
        foreach (var (place, seconds) in Late)
        {
            var entry = month.Entries[place - 1];
            var at = DemoMonth.At(day, FirstTalk + (EachTalk * (place - 1)) + 7, 10);
            // One of them still waits for the second person while the contest goes on.
            var open = running && place == 9;
            var by = to.Accounts.Operator;
            var second = to.Accounts.Supervisor;
            var adjustment = Adjustment.ForOvertime(entry.Id, to.Scheme.Adjustments, seconds, by.Id, at);
            if (!open)
                adjustment.Confirm(second.Id, at.AddMinutes(2));
            to.Db.Adjustments.Add(adjustment);
            to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, "Reviews.Propose", month.Cycle.Id, entry.Id, $"登记{entry.PersonName}演示超时 {seconds} 秒，扣 {adjustment.Amount:0.#} 分");
            if (!open)
                to.Log.Note(at.AddMinutes(2), second, to.District.Units.First(u => u.Id == second.UnitId).Name, "Reviews.Confirm", month.Cycle.Id, entry.Id, $"确认{entry.PersonName}超时扣分");
        }
    }
}
