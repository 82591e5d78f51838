using Microsoft.EntityFrameworkCore;
using Scoring.Data.Reports;
using Scoring.Data.Tallying;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;

namespace Scoring.Data.Seeding;

/// <summary>The end of a quarter: streets sum up and sign, both offices acknowledge (one sends one back), and the engine itself tallies what is then approved, posted and published.</summary>
internal sealed class DemoReports(DemoContext to)
{
    /// <summary>Everything of the quarter must be saved.</summary>
    public async Task Add(Cycle cycle, int number)
    {
        var (db, scheme) = (to.Db, to.Scheme);
        var days = to.Calendar.Between(ChinaTime.DateOf(cycle.Phase(PhaseCode.SumUp).StartsAt), ChinaTime.DateOf(cycle.Phase(PhaseCode.Report).EndsAt)).ToList();
        var streets = to.District.Streets.Where(s => db.Entries.Any(e => e.CycleId == cycle.Id && e.StreetId == s.Id)).ToList();
        foreach (var (street, n) in streets.Select((s, n) => (s, n)))
        {
            var content = await ReportsOfCycle.Content(db, cycle, scheme, street.Id);
            if (number == 1 && n == 1)
                Report(cycle, street, 1, content, DemoMonth.At(days[0], 560 + (n * 25)), returned: "缺席的会议没有写明日期，请补充说明后重报。");
            Report(cycle, street, number == 1 && n == 1 ? 2 : 1, content, DemoMonth.At(days[1], 570 + (n * 25)), returned: null);
        }

        await db.SaveChangesAsync();
        await End(cycle, days[^1]);
    }

    private void Report(Cycle cycle, Unit street, int version, string content, DateTimeOffset at, string? returned)
    {
        var clerks = to.Accounts.All.Where(a => a.Grants[0].Role == Role.StreetCommittee && a.UnitId == street.Id).ToList();
        var report = new StreetReport
        {
            CycleId = cycle.Id, StreetId = street.Id, Version = version, Content = content, Hash = RunOfCycle.Hash(content), SummedUpById = clerks[0].Id, SummedUpAt = at, SignedById = clerks[1].Id, SignedAt = at.AddMinutes(40),
            SetAsideAt = returned is null ? null : at.AddHours(3),
        };
        var facts = new Dictionary<string, string> { ["report"] = report.Hash };
        to.Log.Note(at, clerks[0], street.Name, "Reports.SumUp", cycle.Id, null, $"{street.Name}汇总第 {version} 稿", facts);
        to.Log.Note(at.AddMinutes(40), clerks[1], street.Name, "Reports.Sign", cycle.Id, null, $"{street.Name}签字，第 {version} 稿报送", facts);
        foreach (var (code, n) in to.Scheme.Reporting!.To.Select((c, n) => (c, n)))
        {
            var department = to.District.Departments.Concat(to.Others).First(d => d.Code == code);
            var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
            var (when, back) = (at.AddHours(n + 2), returned is not null && n > 0);
            if (returned is not null && n == 0)
                continue;
            report.Answers.Add(new ReportAnswer { DepartmentId = department.Id, Accepted = !back, Reason = back ? returned : null, ById = officer.Id, At = when });
            to.Log.Note(when, officer, department.Name, "Reports.Answer", cycle.Id, null, $"{department.Name}{(back ? "退回" : "签收")}{street.Name}第 {version} 稿", facts);
        }

        to.Db.StreetReports.Add(report);
    }

    private async Task End(Cycle cycle, DateOnly day)
    {
        var ending = new DemoEnding(to, cycle, await to.Db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id).ToListAsync());
        var run = await ending.Tally(1, DemoMonth.At(day, 850), DemoMonth.At(day, 920));
        var notice = await ending.Post(run, null, DemoMonth.At(day, 990));
        var unit = to.Others.First(u => u.Kind == UnitKind.Institution);
        to.Db.UnitFeedbacks.Add(new UnitFeedback
        {
            CycleId = cycle.Id, UnitId = unit.Id, Text = "对得分没有意见，下季度重点帮助选聘物业。", ById = to.Accounts.Of(Role.PairedUnit, unit.Id).Id, At = notice.PostedAt.AddHours(20),
            Reply = "收到，已转街道。", RepliedById = to.Accounts.Operator.Id, RepliedAt = notice.PostedAt.AddHours(23),
        });
        await ending.Publish(run, notice);
    }
}
