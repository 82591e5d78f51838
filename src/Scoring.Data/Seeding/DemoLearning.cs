using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;

namespace Scoring.Data.Seeding;

/// <summary>What was learnt from published projects: experience in the library (one still waits for release), a visit that has been and a lecture to come.</summary>
internal static class DemoLearning
{
    public static async Task Add(DemoContext to, Cycle cycle, IReadOnlyList<Entry> entries, IReadOnlyList<ProjectText> texts)
    {
        var (db, by, second) = (to.Db, to.Accounts.Operator, to.Accounts.Approver);
        var organiser = to.District.Units.First(u => u.Id == by.UnitId).Name;
        var rows = await db.Publications.Where(p => p.CycleId == cycle.Id).SelectMany(p => p.Rows).OrderBy(r => r.Place).Take(3).ToListAsync();
        var speakers = new List<OutingSpeaker>();
        foreach (var (row, n) in rows.Select((r, n) => (r, n)))
        {
            var (entry, text) = (entries.First(e => e.Id == row.EntryId), texts.First(t => t.Title == row.PersonName));
            var from = $"{cycle.Title} · {row.Award}";
            var (written, waits) = (DemoMonth.At(new DateOnly(2026, 3, 10 + n), 620), n == 2);
            var one = new PracticeTemplate { EntryId = entry.Id, CycleId = cycle.Id, StreetId = entry.StreetId, Winner = row.PersonName, From = from, Title = string.Empty, Problem = string.Empty, Steps = string.Empty, Effect = string.Empty };
            var author = waits ? to.Accounts.Of(Role.StreetCommittee, entry.StreetId) : by;
            one.Write(text.Title, text.Problem, text.Steps, text.Effect, author.Id, waits ? DemoDistrict.Today.AddDays(-2) : written);
            to.Log.Note(one.PutInAt, author, waits ? row.StreetName : organiser, "Practices.Write", cycle.Id, entry.Id, $"整理{one.Winner}的经验“{one.Title}”，等审核");
            if (!waits)
            {
                one.Settle(true, null, second.Id, written.AddDays(1));
                to.Log.Note(written.AddDays(1), second, organiser, "Practices.Read", cycle.Id, entry.Id, $"发布经验“{one.Title}”");
                speakers.Add(new OutingSpeaker { EntryId = entry.Id, Name = row.PersonName, From = from });
            }

            db.Practices.Add(one);
        }

        if (speakers.Count == 0)
            return;
        var streets = to.District.Streets.Take(5).Select(s => s.Id).ToList();
        var visit = Outing.Plan(OutingKind.FieldVisit, "看难题怎么一件件办成", new DateOnly(2026, 9, 24), "九点在区委门口集合，先到电梯加装的小区，再到集中充电的小区", speakers, streets, by.Id, DemoMonth.At(new DateOnly(2026, 9, 7), 600));
        to.Log.Note(visit.PlannedAt, by, organiser, "Outings.Plan", null, null, $"安排实地观摩“{visit.Title}”");
        foreach (var (street, n) in streets.Select((s, n) => (s, n)))
            visit.SignUp(street, 2 + (n % 2), "小区党支部书记、社区干部", to.Accounts.Of(Role.StreetCommittee, street).Id, DemoMonth.At(new DateOnly(2026, 9, 10), 600 + n));
        visit.Note(streets.ToDictionary(s => s, s => visit.Guests.First(g => g.StreetId == s).People!.Value), "看了两个小区，听书记讲怎样一户一户谈、怎样定分摊。各街道回去选一个小区照着做，年底报一次进展。", DemoMonth.At(new DateOnly(2026, 9, 24), 1050));
        to.Log.Note(visit.NotedAt!.Value, by, organiser, "Outings.Detail", null, null, $"登记实地观摩“{visit.Title}”：到场 {visit.Guests.Sum(g => g.Came)} 人");
        var lecture = Outing.Plan(OutingKind.TouringLecture, "书记讲：把大家的事商量着办", new DateOnly(2026, 11, 26), "区党群服务中心二楼会议室，下午两点半", [new OutingSpeaker { EntryId = speakers[0].EntryId, Name = speakers[0].Name, From = speakers[0].From }], streets, by.Id, DemoDistrict.Today.AddDays(-1));
        lecture.SignUp(streets[1], 3, "小区党支部书记", to.Accounts.Of(Role.StreetCommittee, streets[1]).Id, DemoDistrict.Today.AddHours(-3));
        to.Log.Note(lecture.PlannedAt, by, organiser, "Outings.Plan", null, null, $"安排巡回讲堂“{lecture.Title}”");
        db.Outings.AddRange(visit, lecture);
        await db.SaveChangesAsync();
    }
}
