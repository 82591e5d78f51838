using Microsoft.EntityFrameworkCore;
using Scoring.Data.Cycles;
using Scoring.Data.Judging;
using Scoring.Data.Reports;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Reminders;

/// <summary>What one person still has to do before a deadline.</summary>
public sealed record Owed(int AccountId, string Text, string Href);

/// <summary>Who still has something to do in a phase, and the same in one sentence for a group: names of units and counts, never of people.</summary>
public sealed class OwedOfPhase(ScoringDb db, Cycle cycle, Scheme scheme, DateTimeOffset now)
{
    private const int Named = 8;

    /// <summary>Empty people: all is done, or the phase asks nobody for anything.</summary>
    public async Task<(IReadOnlyList<Owed> People, string Words)> Load(string phase, CancellationToken cancellationToken = default) => phase switch
    {
        PhaseCode.Pledge => await Applicants(u => !db.Pledges.Any(p => p.CycleId == cycle.Id && p.UnitId == u.Id), $"还没有{cycle.Phase(phase).Name}", $"/applications/{cycle.Id}/pledge", cancellationToken),
        PhaseCode.Nominate when scheme.Subject.From == SubjectSource.Application => await Applicants(
            u => !db.Entries.Any(e => e.CycleId == cycle.Id && e.BranchId == u.Id && e.State != EntryState.Draft && e.State != EntryState.Withdrawn), $"还没有提交{cycle.Phase(phase).Name}", "/applications", cancellationToken),
        PhaseCode.Nominate => await Streets(cancellationToken),
        PhaseCode.Review => Join(await Reviews(cancellationToken), cycle.EvidencePhase?.Code == phase ? await Departments(cancellationToken) : ([], string.Empty)),
        PhaseCode.Evidence => await Departments(cancellationToken),
        PhaseCode.Survey => await Surveys(cancellationToken),
        PhaseCode.Live => await Judges(cancellationToken),
        PhaseCode.SumUp or PhaseCode.Report => await Reports(phase, cancellationToken),
        PhaseCode.Tally when cycle.State == CycleState.Scoring => await Holders(Role.Operator, "还没有核算", $"/tallies/{cycle.Id}", cancellationToken),
        PhaseCode.Approve when cycle.State == CycleState.Tallied => await Holders(Role.Approver, "核算结果等待审定", $"/tallies/{cycle.Id}", cancellationToken),
        _ => ([], string.Empty),
    };

    private async Task<(IReadOnlyList<Owed>, string)> Streets(CancellationToken cancellationToken)
    {
        var quota = scheme.Nomination?.QuotaPerStreet ?? 0;
        var filed = (await CycleFigures.Load(db, cycle, scheme, cancellationToken)).SubmittedByStreet;
        var done = await db.Filings.Where(f => f.CycleId == cycle.Id).Select(f => f.StreetId).ToListAsync(cancellationToken);
        var missing = (await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street && u.RetiredOn == null).OrderBy(u => u.Id).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken))
            .Where(u => !done.Contains(u.Id) && filed.GetValueOrDefault(u.Id) < quota).ToDictionary(u => u.Id, u => u.Name);
        var people = await Accounts(Role.StreetCommittee, [.. missing.Keys], cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, $"已提交 {filed.GetValueOrDefault(p.Unit)} 名，还可以申报 {quota - filed.GetValueOrDefault(p.Unit)} 名", "/nominations"))], Say(missing.Values, "个街道还没有报齐"));
    }

    private async Task<(IReadOnlyList<Owed>, string)> Applicants(System.Linq.Expressions.Expression<Func<Unit, bool>> owes, string what, string href, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<UnitKind>(scheme.Subject.UnitKind, ignoreCase: true, out var kind))
            return ([], string.Empty);
        var units = await db.Units.AsNoTracking().Where(u => u.Kind == kind && u.RetiredOn == null && db.Grants.Any(g => g.Role == Role.Applicant && g.UnitId == u.Id)).Where(owes)
            .OrderBy(u => u.Id).Select(u => new { u.Id, u.Name }).ToListAsync(cancellationToken);
        var people = await Accounts(Role.Applicant, [.. units.Select(u => u.Id)], cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, $"本单位{what}", href))], Say([.. units.Select(u => u.Name)], $"个单位{what}"));
    }

    private async Task<(IReadOnlyList<Owed>, string)> Reviews(CancellationToken cancellationToken)
    {
        var waiting = await db.Entries.AsNoTracking().Where(e => e.CycleId == cycle.Id && e.State == EntryState.Submitted).GroupBy(e => e.StreetId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var (all, href) = (waiting.Values.Sum(), $"/reviews?cycle={cycle.Id}");
        if (all == 0)
            return ([], string.Empty);
        var words = $"{all} 份申报等待审查";
        if (!PhaseTable.Who(Act.ReviewEntry, scheme.Subject.From).Contains(Role.StreetCommittee))
            return ((await Holders(Role.Operator, words, href, cancellationToken)).People, words);
        var people = await Accounts(Role.StreetCommittee, [.. waiting.Keys], cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, $"本街道 {waiting[p.Unit]} 份申报等待初审", href))], words);
    }

    private async Task<(IReadOnlyList<Owed>, string)> Departments(CancellationToken cancellationToken)
    {
        var missing = (await CycleFigures.Load(db, cycle, scheme, cancellationToken)).EvidenceMissing.Where(m => m.Value > 0).ToDictionary(m => m.Key, m => m.Value);
        var units = await db.Units.AsNoTracking().Where(u => missing.Keys.Contains(u.Code)).Select(u => new { u.Id, u.Code, u.Name }).ToDictionaryAsync(u => u.Id, cancellationToken);
        var people = await Accounts(Role.EvidenceDepartment, [.. units.Keys], cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, $"本部门还有 {missing[units[p.Unit].Code]} 项佐证没有录入", $"/reviews/evidence?cycle={cycle.Id}"))], Say([.. units.Values.Select(u => u.Name)], "个部门的佐证没有录完"));
    }

    /// <summary>Whether answers are enough is for the page to say; a street is only told that time runs out.</summary>
    private async Task<(IReadOnlyList<Owed>, string)> Surveys(CancellationToken cancellationToken)
    {
        if (now >= cycle.Phase(PhaseCode.Survey).Deadline)
            return ([], string.Empty);
        var streets = await db.Entries.Where(e => e.CycleId == cycle.Id && (e.State == EntryState.Submitted || e.State == EntryState.Accepted)).Select(e => e.StreetId).Distinct().ToListAsync(cancellationToken);
        var people = await Accounts(Role.StreetCommittee, streets, cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, "请看本街道各小区的答卷够不够，不够的抓紧补", $"/surveys?cycle={cycle.Id}"))], "请各街道看看各小区的答卷够不够");
    }

    private async Task<(IReadOnlyList<Owed>, string)> Judges(CancellationToken cancellationToken)
    {
        var owed = (await SheetsOfCycle.Of(db, cycle.Id, cancellationToken)).Owed;
        var byAccount = owed.GroupBy(o => o.Judge.AccountId).ToDictionary(g => g.Key, g => g.Count());
        return ([.. byAccount.Select(o => new Owed(o.Key, $"您还有 {o.Value} 张评分表没有交", "/judging"))], owed.Count == 0 ? string.Empty : $"还有 {owed.Count} 张评分表没有交");
    }

    private async Task<(IReadOnlyList<Owed>, string)> Reports(string phase, CancellationToken cancellationToken)
    {
        if (cycle.State != CycleState.Scoring || await ReportsOfCycle.Load(db, cycle, scheme, now, cancellationToken) is not { } reports)
            return ([], string.Empty);
        var href = $"/reports/{cycle.Id}";
        if (phase == PhaseCode.SumUp)
        {
            var late = reports.Streets.Where(s => s.Report?.SignedAt is null).ToDictionary(s => s.Street.Id, s => s.Street.Name);
            var streets = await Accounts(Role.StreetCommittee, [.. late.Keys], cancellationToken);
            return ([.. streets.Select(p => new Owed(p.Account, "本街道还没有汇总签字", $"{href}/{p.Unit}"))], Say(late.Values, "个街道还没有汇总签字"));
        }

        var open = reports.Recipients.Select(r => (Unit: r, Count: reports.Streets.Count(s => s.Report?.SignedAt is not null && s.Missing.Any(m => m.Code == r.Code)))).Where(r => r.Count > 0).ToDictionary(r => r.Unit.Id);
        var people = await Accounts(Role.EvidenceDepartment, [.. open.Keys], cancellationToken);
        return ([.. people.Select(p => new Owed(p.Account, $"{open[p.Unit].Count} 个街道的汇总等待本部门签收", href))], Say([.. open.Values.Select(o => o.Unit.Name)], "个部门还没有签收齐"));
    }

    private async Task<(IReadOnlyList<Owed> People, string Words)> Holders(Role role, string what, string href, CancellationToken cancellationToken) =>
        ([.. (await db.Grants.Where(g => g.Role == role).Select(g => g.AccountId).Distinct().ToListAsync(cancellationToken)).Select(a => new Owed(a, what, href))], what);

    private async Task<List<(int Account, int Unit)>> Accounts(Role role, IReadOnlyList<int> units, CancellationToken cancellationToken) =>
        [.. (await db.Grants.Where(g => g.Role == role && units.Contains(g.UnitId)).Select(g => new { g.AccountId, g.UnitId }).ToListAsync(cancellationToken)).Select(g => (g.AccountId, g.UnitId))];

    private static (IReadOnlyList<Owed>, string) Join((IReadOnlyList<Owed> People, string Words) one, (IReadOnlyList<Owed> People, string Words) other) =>
        ([.. one.People, .. other.People], string.Join("；", new[] { one.Words, other.Words }.Where(w => w.Length > 0)));

    private static string Say(IReadOnlyCollection<string> names, string what) =>
        names.Count == 0 ? string.Empty : $"{names.Count} {what}：{string.Join("、", names.Take(Named))}{(names.Count > Named ? "等" : string.Empty)}";
}
