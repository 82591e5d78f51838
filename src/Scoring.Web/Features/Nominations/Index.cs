using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>A street's slots: of the running cycles with what to do next, and of the past ones.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    /// <param name="Running">Cycles that are not over, the one that takes nominations first.</param>
    /// <param name="Past">Cycles that are over, newest first.</param>
    /// <param name="Coming">When the next nominations open; null when some are open.</param>
    public sealed record View(IReadOnlyList<CycleRow> Running, IReadOnlyList<PastRow> Past, string? Coming);

    public sealed record CycleRow(int Id, string Title, Badge State, Due Due, string DueLabel, bool Open, PhaseTrack Track, IReadOnlyList<SlotRow> Slots, FilingRow? Filing);

    public sealed record SlotRow(int Slot, string? Name, string? Where, Badge State, string Next, string? Action, string? Href, bool Primary);

    /// <param name="Done">When it was said to be complete; null before.</param>
    /// <param name="NeedsReason">Fewer are filed than the quota, and the scheme asks why.</param>
    public sealed record FilingRow(int Filed, int Quota, string? Done, string? Reason, bool NeedsReason, bool Ready, Guid Key);

    /// <param name="ScoresHref">Where the street reads its leaf scores; null where it filed nobody or the scheme keeps them.</param>
    public sealed record PastRow(string Title, IReadOnlyList<(int Id, string Name, Badge State)> Entries, string? ScoresHref);

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, FilingDesk desk) : IRequestHandler<Query, View>
    {
        private const int PastShown = 12;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (now, street) = (clock.Now, desk.StreetId);
            var cycles = await db.Contests.AsNoTracking().Where(c => c.State != CycleState.Void).OrderByDescending(c => c.Id).Take(40).ToListAsync(cancellationToken);
            var ids = cycles.ConvertAll(c => c.Id);
            var entries = await db.Entries.AsNoTracking().Where(e => e.StreetId == street && ids.Contains(e.CycleId)).OrderBy(e => e.Slot).ThenBy(e => e.Id).ToListAsync(cancellationToken);
            var filings = await db.Filings.AsNoTracking().Where(f => f.StreetId == street && ids.Contains(f.CycleId)).ToListAsync(cancellationToken);

            var won = await db.Publications.Current().AsNoTracking().SelectMany(p => p.Rows).Where(r => r.StreetId == street).Select(r => r.EntryId).ToListAsync(cancellationToken);

            var running = new List<CycleRow>();
            var past = new List<PastRow>();
            string? coming = null;
            foreach (var cycle in cycles)
            {
                cycle.Advance(now);
                var scheme = await shelf.Of(cycle, cancellationToken);
                if (scheme.Nomination is not { } rules || scheme.Subject.From == SubjectSource.Application)
                    continue;
                var mine = entries.FindAll(e => e.CycleId == cycle.Id);
                if (cycle.State == CycleState.Draft)
                    coming = $"“{cycle.Title}”的申报 {ChinaTime.Words(cycle.Phase(PhaseCode.Nominate).StartsAt)} 开始。";
                else if (cycle.State is CycleState.Published or CycleState.Archived)
                    past.Add(new PastRow(cycle.Title, [.. mine.Where(e => e.Filed).Select(e => (e.Id, e.PersonName, won.Contains(e.Id) ? new Badge("入选", Tone.Ok) : EntryBadge.Of(e.State)))],
                        scheme.Publication.LeafScoresToStreet && mine.Exists(e => e.State == EntryState.Accepted) ? $"/results/{cycle.Id}/street" : null));
                else
                    running.Add(Row(cycle, scheme.Subject, rules, mine, filings.Find(f => f.CycleId == cycle.Id), now));
            }

            running = [.. running.OrderByDescending(r => r.Open)];
            return new View(running, [.. past.Take(PastShown)], running.Exists(r => r.Open) ? null : coming);
        }

        private static CycleRow Row(Cycle cycle, Domain.Schemes.Subject subject, Nomination rules, List<Entry> mine, Filing? filing, DateTimeOffset now)
        {
            var open = PhaseTable.Allows(cycle, Act.Nominate, now);
            var window = FilingDesk.Window(cycle, mine.Find(e => e.State == EntryState.Returned));
            var primary = true;
            var slots = new List<SlotRow>();
            for (var slot = 1; slot <= rules.QuotaPerStreet; slot++)
            {
                var entry = mine.FindLast(e => e.Slot == slot && e.Live) ?? mine.FindLast(e => e.Slot == slot && e.Filed);
                var row = Slot(cycle, subject, slot, entry, open, now);
                slots.Add(row with { Primary = primary && row.Primary });
                primary &= !row.Primary;
            }

            var live = mine.FindAll(e => e.Live);
            return new CycleRow(
                cycle.Id, cycle.Title, cycle.Badge(), CycleWords.Due(window.Deadline, now), window.Code == PhaseCode.Review ? "补正截止" : "申报截止", open, cycle.Track(now), slots,
                !open && filing is null ? null : new FilingRow(
                    live.Count, rules.QuotaPerStreet, filing is null ? null : ChinaTime.Words(filing.At), filing?.FewerReason,
                    rules.FewerNeedsReason && live.Count < rules.QuotaPerStreet, open && !live.Exists(e => e.Editable), Guid.NewGuid()));
        }

        private static SlotRow Slot(Cycle cycle, Domain.Schemes.Subject subject, int slot, Entry? entry, bool open, DateTimeOffset now)
        {
            if (entry is null)
            {
                return open
                    ? new(slot, null, null, new Badge("空缺"), $"{NomineeWords.Of(subject).Choose}，写好材料。", "开始申报", $"/nominations/{cycle.Id}/new?slot={slot}", Primary: true)
                    : new(slot, null, null, new Badge("空缺"), "申报已经截止，这个名额没有使用。", null, null, Primary: false);
            }

            var own = $"/nominations/entry/{entry.Id}";
            var may = PhaseTable.Allows(cycle, FilingDesk.ActOn(entry), now);
            var (next, action, href, primary) = entry.State switch
            {
                EntryState.Draft when may => ("材料还没有提交。", "继续填写", $"{own}/edit", true),
                EntryState.Draft => ("没有在截止前提交，不再受理。", "查看", own, false),
                EntryState.Returned when may => ($"退回理由：{entry.Reason}", "修改后重交", $"{own}/edit", true),
                EntryState.Returned => ("退回后没有在期限内重交，不再受理。", "查看", own, false),
                EntryState.Submitted => ("等组织部审查，现在不用做什么。", "查看", own, false),
                EntryState.Accepted => ("审查通过，准备现场演示。", "查看", own, false),
                _ when open => ($"{EntryStateNames.Of(entry.State)}：{entry.Reason}。可以另报一位。", "另报一位", $"/nominations/{cycle.Id}/new?slot={slot}&replaces={entry.Id}", true),
                _ => ($"{EntryStateNames.Of(entry.State)}：{entry.Reason}", "查看", own, false),
            };
            return new(slot, entry.PersonName, $"{entry.BranchName} · {entry.EstateName}", EntryBadge.Of(entry.State), next, action, href, primary);
        }
    }
}
