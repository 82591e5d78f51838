using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;

namespace Scoring.Data.Seeding;

/// <summary>The live day of one month on its stage, step by step; today's is under way.</summary>
internal static class DemoStage
{
    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">With a drawn order.</param>
    /// <param name="until">What is later than this has not happened yet.</param>
    public static void Add(DemoContext to, DemoMonth month, DateTimeOffset until)
    {
        var (day, steps) = (month.FirstDay(PhaseCode.Live), new List<StageStep>());
        var (host, keeper) = (to.Accounts.Operator, to.Accounts.Timekeeper);
        RollCall(to, month, DemoMonth.At(day, DemoSheets.FirstTalk - 25));
        Step(StageAct.Open, host, -600);
        Step(StageAct.ShowDraw, host, -540);
        foreach (var entry in month.Entries)
        {
            var place = entry.RunningNumber!.Value;
            var called = (place - 1) * DemoSheets.EachTalk * 60;
            var beyond = DemoSheets.Late.FirstOrDefault(l => l.Place == place).Seconds;
            var stopped = called + 20 + (to.Scheme.Talk!.Minutes * 60) + (beyond > 0 ? beyond : -(4 + (place * 37 % 41)));
            Step(StageAct.Call, host, called, entry.Id);
            Step(StageAct.StartClock, keeper, called + 20, entry.Id);
            Step(StageAct.StopClock, keeper, stopped, entry.Id);
            Step(StageAct.OpenScoring, host, stopped + 12, entry.Id);
            Step(StageAct.CloseScoring, host, called + 472, entry.Id, month.OnPaper.Count(p => p.EntryId == entry.Id));
            Step(StageAct.Reveal, host, called + 476, entry.Id);
        }

        Step(StageAct.End, host, ((month.Entries.Count * DemoSheets.EachTalk) + 20) * 60);
        to.Db.StageSteps.AddRange(steps);

        void Step(StageAct act, Account by, int seconds, int? entryId = null, int? value = null)
        {
            var at = DemoMonth.At(day, DemoSheets.FirstTalk, seconds);
            if (at <= until)
                steps.Add(new StageStep { CycleId = month.Cycle.Id, Number = steps.Count + 1, Act = act, EntryId = entryId, Value = value, Reason = act == StageAct.CloseScoring && value > 0 ? "手机没有电，用纸质评分表" : null, ById = by.Id, Who = Who(to, by), At = at });
        }
    }

    private static void RollCall(DemoContext to, DemoMonth month, DateTimeOffset at)
    {
        var by = to.Accounts.Operator;
        foreach (var judge in month.Judges)
            to.Db.Attendances.Add(new Attendance { CycleId = month.Cycle.Id, JudgeId = judge.Id, Present = true, BySignIn = true, ById = judge.AccountId, At = at });
        foreach (var entry in month.Entries)
            to.Db.Attendances.Add(new Attendance { CycleId = month.Cycle.Id, EntryId = entry.Id, Present = true, ById = by.Id, At = at });
    }

    private static string Who(DemoContext to, Account by) =>
        $"{to.District.Units.First(u => u.Id == by.UnitId).Name} · {RoleNames.Of(by.Grants[0].Role)} · {by.FullName}";
}
