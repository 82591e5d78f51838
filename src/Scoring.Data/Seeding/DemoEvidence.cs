using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Seeding;

/// <summary>What departments enter in one month: points for their indicators, and now and then a veto.</summary>
internal static class DemoEvidence
{
    public static void Add(DemoContext to, DemoMonth month, bool veto)
    {
        var first = to.Calendar.Next(month.LastDay(PhaseCode.Nominate));
        var days = to.Calendar.Between(first, month.LastDay(PhaseCode.Review)).ToList();
        foreach (var rules in to.Scheme.Evidence)
        {
            var department = to.District.Department(rules.Departments[0]);
            var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
            foreach (var entry in month.Entries)
            {
                var last = days.Count - 1;
                // The first of these days begins with the review itself, so nothing before noon.
                var at = DemoMonth.At(days[to.Random.Number(0, last)], to.Random.Number(720, 1040), to.Random.Number(0, 59));
                var mark = Mark(to, month, rules, entry, department, officer.Id, at);
                to.Db.EvidenceMarks.Add(mark);
                to.Log.Note(at, officer, department.Name, "Reviews.EnterEvidence", month.Cycle.Id, entry.Id, $"录入{entry.PersonName}“{Name(to, rules.Block)}”{mark.Points:0.#} 分");
            }
        }

        if (veto)
            Veto(to, month);
    }

    private static string Name(DemoContext to, string block) => to.Scheme.Rubric.Blocks.First(b => b.Code == block).Name;

    private static EvidenceMark Mark(DemoContext to, DemoMonth month, EvidenceBlock rules, Entry entry, Unit department, int by, DateTimeOffset at)
    {
        var ability = to.Ability(month.People[entry.Id].Id) + 0.05;
        var items = rules.Indicators.ToDictionary(i => i.Code, i => Points(i.Maximum, ability + to.Noise(0.12)), StringComparer.Ordinal);
        var lacking = rules.Indicators.Where(i => items[i.Code] < i.Maximum).Select(i => i.Code).ToArray();
        var full = to.Scheme.Rubric.Blocks.First(b => b.Code == rules.Block).Full!.Value;
        return EvidenceMark.Of(entry.Id, rules, full, items, to.Texts.Remark(rules.Block, lacking), 1, null, department.Id, by, at);
    }

    /// <summary>In halves of a point, as people give them.</summary>
    private static decimal Points(decimal maximum, double share) =>
        Math.Clamp(Math.Round(maximum * (decimal)share * 2, MidpointRounding.AwayFromZero) / 2, 0, maximum);

    private static void Veto(DemoContext to, DemoMonth month)
    {
        var ground = to.Scheme.Vetoes.First(v => v.Code == to.Texts.Said("vetoGround"));
        var department = to.District.Department(ground.Department);
        var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
        var entry = month.Entries[4];
        var at = DemoMonth.At(month.LastDay(PhaseCode.Review), 690);
        to.Db.Vetoes.Add(Domain.Reviews.Veto.Of(
            entry.Id, ground, department.Code, to.Texts.Said("vetoDocument"), to.Texts.Said("vetoReason"), department.Id, officer.Id, at));
        to.Log.Note(at, officer, department.Name, "Reviews.EnterVeto", month.Cycle.Id, entry.Id, $"登记一票否决：{ground.Name}（{to.Texts.Said("vetoDocument")}）");
    }
}
