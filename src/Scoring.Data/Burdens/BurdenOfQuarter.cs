using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Burdens;

/// <summary>Fields to fill in, files to hand in, marks to give.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Burden(int Fields, int Uploads, int Marks)
{
    public static Burden operator +(Burden a, Burden b) => new(a.Fields + b.Fields, a.Uploads + b.Uploads, a.Marks + b.Marks);

    public int Sum => Fields + Uploads + Marks;
}

/// <summary>One cycle that asks something in the quarter.</summary>
public sealed record AskingCycle(Cycle Cycle, Scheme Scheme, IReadOnlyList<AskedItem> Items)
{
    /// <summary>What it asks of one street a nominee, of one unit that applies, of a rater for one subject, of one resident.</summary>
    public Burden Each(AskedOf of) => new(
        of is AskedOf.Rater ? 0 : Items.Count(i => i.Of == of && i.Uploads == 0), Items.Where(i => i.Of == of).Sum(i => i.Uploads), of is AskedOf.Rater ? Items.Count(i => i.Of == of) : 0);
}

/// <summary>
/// 基层负担表: what the cycles of a quarter ask of every street and estate. Streets are counted by their quota, and with the communities in them; estates with their
/// branches and buildings, by who applied and who rates. At most: a file that may be left out counts too.
/// </summary>
public sealed record BurdenOfQuarter(IReadOnlyList<AskingCycle> Cycles, IReadOnlyDictionary<int, Burden> Streets, IReadOnlyDictionary<int, Burden> Estates, IReadOnlyDictionary<int, int> Surveys)
{
    /// <summary>The phases in which the grass roots have something to do.</summary>
    private static readonly string[] Asks = [PhaseCode.Pledge, PhaseCode.Nominate, PhaseCode.Live, PhaseCode.Survey, PhaseCode.SumUp];

    public static async Task<BurdenOfQuarter> Read(ScoringDb db, Period quarter, Func<int, Task<Scheme>> schemeOf, CancellationToken cancellationToken = default)
    {
        var cycles = new List<AskingCycle>();
        foreach (var cycle in (await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).OrderBy(c => c.SchemeCode).ThenBy(c => c.Period).ToListAsync(cancellationToken)).Where(c => c.Phases.Exists(p => Asks.Contains(p.Code) && Falls(p, quarter))))
        {
            var scheme = await schemeOf(cycle.SchemeVersionId);
            cycles.Add(new AskingCycle(cycle, scheme, Asking.Of(scheme)));
        }

        var units = await db.Units.AsNoTracking().Select(u => new { u.Id, u.Kind, u.ParentId, u.StreetId }).ToDictionaryAsync(u => u.Id, cancellationToken);
        var (streets, estates, surveys) = (new Dictionary<int, Burden>(), new Dictionary<int, Burden>(), new Dictionary<int, int>());
        void Add(int? unit, Burden burden)
        {
            // A branch or a building counts to its estate; whatever lies in none, to its street.
            for (var at = unit; at is { } id && units.TryGetValue(id, out var here); at = here.ParentId)
            {
                if (here.Kind is UnitKind.Estate or UnitKind.Street)
                {
                    var table = here.Kind == UnitKind.Estate ? estates : streets;
                    table[id] = table.GetValueOrDefault(id) + burden;
                    return;
                }
            }
        }

        foreach (var one in cycles)
        {
            var entries = await db.Entries.AsNoTracking().Where(e => e.CycleId == one.Cycle.Id && e.State != EntryState.Withdrawn).Select(e => new { e.BranchId, e.EstateId, e.Applied }).ToListAsync(cancellationToken);
            if (one.Scheme.Nomination is { QuotaPerStreet: > 0 and var quota } && Runs(one, quarter, PhaseCode.Nominate))
            {
                foreach (var street in units.Values.Where(u => u.Kind == UnitKind.Street))
                    Add(street.Id, Times(one.Each(AskedOf.Street), quota));
            }

            if (one.Scheme.Reporting is not null && Runs(one, quarter, PhaseCode.SumUp))
            {
                foreach (var street in entries.Select(e => units[e.EstateId].StreetId).OfType<int>().Distinct())
                    Add(street, new Burden(2, 0, 0));
            }

            if (Runs(one, quarter, PhaseCode.Nominate))
            {
                foreach (var entry in entries.Where(e => e.Applied))
                    Add(entry.BranchId, one.Each(AskedOf.Unit));
            }

            if (Runs(one, quarter, PhaseCode.Live))
            {
                var tree = new UnitTree(units.Values.Select(u => (u.Id, u.ParentId)));
                foreach (var judge in await db.Judges.AsNoTracking().Where(j => j.CycleId == one.Cycle.Id && j.RemovedAt == null && j.ScopeUnitId != null).Select(j => new { j.UnitId, Scope = j.ScopeUnitId!.Value, j.Panel }).ToListAsync(cancellationToken))
                {
                    var criteria = one.Scheme.Rubric.Blocks.Where(b => b.Panel == judge.Panel).Sum(b => b.Criteria.Count);
                    Add(judge.UnitId, new Burden(0, 0, criteria * entries.Count(e => tree.Lies(e.BranchId, judge.Scope) || tree.Lies(e.EstateId, judge.Scope))));
                }
            }

            if (one.Scheme.Survey is not null && Runs(one, quarter, PhaseCode.Survey))
            {
                foreach (var estate in entries.Select(e => e.EstateId).Distinct())
                    surveys[estate] = surveys.GetValueOrDefault(estate) + 1;
            }
        }

        return new BurdenOfQuarter(cycles, streets, estates, surveys);
    }

    /// <summary>What is asked twice of the same people; two surveys of residents at once are, whatever they ask.</summary>
    public IReadOnlyList<(AskedItem Item, IReadOnlyList<string> Programmes)> Twice()
    {
        var programmes = Cycles.GroupBy(c => c.Scheme.Code).Select(g => (g.First().Scheme.Name, g.First().Items)).ToList();
        var asked = programmes.Where(p => p.Items.Any(i => i.Of == AskedOf.Resident)).Select(p => p.Name).ToList();
        return [.. Asking.Twice(programmes), .. asked.Count > 1 ? [(new AskedItem(AskedOf.Resident, "居民测评"), (IReadOnlyList<string>)asked)] : Array.Empty<(AskedItem, IReadOnlyList<string>)>()];
    }

    private static bool Runs(AskingCycle one, Period quarter, string phase) => one.Cycle.PhaseOrNull(phase) is { } found && Falls(found, quarter);

    private static bool Falls(CyclePhase phase, Period quarter) => ChinaTime.DateOf(phase.StartsAt) <= quarter.LastDay && ChinaTime.DateOf(phase.Deadline) >= quarter.FirstDay;

    private static Burden Times(Burden one, int times) => new(one.Fields * times, one.Uploads * times, one.Marks * times);
}
