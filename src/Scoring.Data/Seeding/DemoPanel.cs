using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Seeding;

/// <summary>评委选派, 回避 and 抽签 of one month.</summary>
internal static class DemoPanel
{
    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">With its accepted entries, not yet saved.</param>
    /// <param name="declared">Whether one judge stands aside of their own accord.</param>
    public static void Add(DemoContext to, DemoMonth month, bool declared)
    {
        var by = to.Accounts.Operator;
        var office = to.District.Units.First(u => u.Id == by.UnitId).Name;
        var codes = Codes(month);
        var appointed = DemoMonth.At(month.LastDay(PhaseCode.Nominate), 600);
        foreach (var panel in to.Scheme.Judging!.Panels)
        {
            foreach (var group in panel.Groups)
            {
                var senders = group.ByStreet ? to.District.Streets : group.Departments.Select(to.District.Department);
                foreach (var unit in senders)
                    Appoint(unit, panel.Panel, group.Group);
            }
        }

        Recuse(to, month, declared);
        Draw(to, month);

        void Appoint(Unit unit, string panel, string group)
        {
            var account = to.Accounts.Of(Role.Judge, unit.Id);
            var n = month.Judges.Count + 1;
            month.Judges.Add(new Judge
            {
                Id = (month.Cycle.Number * 100) + n,
                CycleId = month.Cycle.Id,
                Code = codes.Dequeue(),
                AccountId = account.Id,
                Name = account.FullName,
                UnitId = unit.Id,
                UnitName = unit.Name,
                StreetId = unit.StreetId,
                Panel = panel,
                Group = group,
                AppointedAt = appointed.AddMinutes(n),
            });
            to.Log.Note(appointed.AddMinutes(n), by, office, "Panels.Appoint", month.Cycle.Id, null, $"选派评委：{unit.Name}{account.FullName}");
        }
    }

    /// <summary>As the panel room gives them: drawn, so that a code does not tell which unit sent the judge.</summary>
    private static Queue<string> Codes(DemoMonth month) =>
        new(new Bogus.Randomizer(7919 * month.Cycle.Number).Shuffle(Enumerable.Range(1, 99)).Select(n => $"J{n:D2}"));

    private static void Recuse(DemoContext to, DemoMonth month, bool declared)
    {
        to.Db.Judges.AddRange(month.Judges);
        foreach (var judge in month.Judges)
        {
            foreach (var entry in month.Entries)
            {
                var branch = to.District.Branches.First(b => b.Id == entry.BranchId);
                var units = new[] { entry.BranchId, entry.EstateId, to.District.CommunityOf(branch).Id };
                if (Recusal.Automatic(judge.UnitId, judge.StreetId, entry.StreetId, units) is not { } ground)
                    continue;
                month.Recused.Add((judge.Id, entry.Id));
                to.Db.Recusals.Add(new Recusal { JudgeId = judge.Id, EntryId = entry.Id, Ground = ground, At = entry.DecidedAt!.Value });
            }
        }

        if (!declared)
            return;
        var (aside, kin) = (month.Judges[month.Cycle.Number % 7], month.Entries[month.Cycle.Number * 5 % month.Entries.Count]);
        if (!month.Recused.Add((aside.Id, kin.Id)))
            return;
        var at = DemoMonth.At(month.LastDay(PhaseCode.Review), 640);
        to.Db.Recusals.Add(new Recusal { JudgeId = aside.Id, EntryId = kin.Id, Ground = RecusalGround.Declared, Note = to.Texts.Said("declared"), At = at });
        to.Log.Note(at, to.Accounts.All.First(a => a.Id == aside.AccountId), aside.UnitName, "Judging.Recuse", month.Cycle.Id, kin.Id, $"申请回避{kin.PersonName}：{to.Texts.Said("declared")}");
    }

    private static void Draw(DemoContext to, DemoMonth month)
    {
        var by = to.Accounts.Operator;
        var at = DemoMonth.At(month.LastDay(PhaseCode.Review), 960);
        var seed = Convert.ToHexStringLower(to.Random.Bytes(16));
        var order = Domain.Judging.Draw.Shuffle(seed, month.Entries.Select(e => e.Code!));
        foreach (var entry in month.Entries)
            entry.RunningNumber = order.ToList().IndexOf(entry.Code!) + 1;
        month.Entries = [.. month.Entries.OrderBy(e => e.RunningNumber)];
        var draw = new Draw { CycleId = month.Cycle.Id, Kind = RunningOrder.Kind, Seed = seed, Order = order, ById = by.Id, At = at };
        to.Db.Draws.Add(draw);
        to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, "Panels.Draw", month.Cycle.Id, null, $"抽签定出场顺序：{string.Join('、', month.Entries.Select(e => e.PersonName))}", draw.Facts);
    }
}
