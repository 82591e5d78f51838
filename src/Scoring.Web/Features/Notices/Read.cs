using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Chains;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Notices;

/// <summary>One public notice, the newest unless an earlier one is asked for. Until it is posted the page does not exist, for anyone.</summary>
public static class Read
{
    public sealed record Query(int CycleId, int? Number) : IRequest<View>;

    public sealed record View(
        int CycleId, string Title, string Days, string Posted, string Organiser, string Document, string Label, string Way, string Counted, string Objection, bool OnHold, int? PublishedCycle, string SchemeCode, IReadOnlyList<PublicRow> Rows, string? ChainHead)
    {
        /// <summary>From 1; null where it is the only one so far.</summary>
        public int? Number { get; init; }

        /// <summary>The newest number, where this one has been replaced.</summary>
        public int? ReplacedBy { get; init; }

        public IReadOnlyList<int> Others { get; init; } = [];

        public int Substitutes { get; init; }

        /// <summary>Until when objections are taken; null when they are no longer.</summary>
        public Due? Until { get; init; }

        /// <summary>The objections of the cycle by number and how they stand: no name, no word of what they say.</summary>
        public IReadOnlyList<(int Number, string Received, Badge State)> Objections { get; init; } = [];
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var numbers = await db.Notices.AsNoTracking().Where(n => n.CycleId == request.CycleId).OrderBy(n => n.Number).Select(n => n.Number).ToListAsync(cancellationToken);
            var wanted = request.Number ?? numbers.LastOrDefault();
            var notice = await db.Notices.AsNoTracking().Include(n => n.Rows).SingleOrDefaultAsync(n => n.CycleId == request.CycleId && n.Number == wanted, cancellationToken)
                ?? throw Refused.Missing("没有这份公示，或者还没有张贴。");
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == notice.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (await db.Publications.AnyAsync(p => p.CycleId == notice.CycleId && p.ShownUntil <= clock.Now, cancellationToken))
                throw Refused.Missing(CurrentPublications.Over);
            var published = await db.Publications.AnyAsync(p => p.NoticeId == notice.Id, cancellationToken);
            var rules = scheme.Publication.Objections;
            var newest = wanted == numbers[^1];
            var until = ObjectionRules.Deadline(notice, rules, shelf.Calendar);
            var cases = await ObjectionCase.Read(db, db.Objections.Where(o => o.CycleId == cycle.Id), cancellationToken);
            return new View(
                cycle.Id, notice.Title, $"{ChinaTime.Words(notice.FirstDay)} 至 {ChinaTime.Words(notice.LastDay)}", ChinaTime.Words(notice.PostedAt),
                scheme.Authority.Organiser, scheme.Authority.Document, scheme.Label, Way(scheme), scheme.Subject.Counted(notice.Rows.Count),
                $"对名单有异议的，请在 {ChinaTime.Words(until)} 以前以书面形式{(rules.RealName ? "实名" : string.Empty)}向{scheme.Authority.Organiser}提出，写明事实和依据；{rules.VerifyWorkingDays} 个工作日内核实答复。",
                newest && !published && cycle.HeldBack(clock.Now), published ? cycle.Id : null, scheme.Code,
                [.. notice.Rows.OrderBy(r => r.Place)], await Head(cycle.Id, notice.PostedAt, cancellationToken))
            {
                Number = numbers.Count > 1 ? wanted : null,
                ReplacedBy = newest ? null : numbers[^1],
                Others = [.. numbers.Where(n => n != wanted)],
                Substitutes = notice.Rows.Count(r => r.Substitute),
                Until = newest && clock.Now < until && PhaseTable.Allows(cycle, Act.FileObjection, clock.Now) ? CycleWords.Due(until, clock.Now) : null,
                Objections = [.. cases.Select(c => (c.Objection.Number, ChinaTime.Words(c.Objection.ReceivedOn), c.Settled is { } settled
                    ? new Badge(ObjectionNames.Of(settled.Outcome), settled.Outcome == ObjectionOutcome.Recount ? Tone.Refused : Tone.Ok) : new Badge("核实中", Tone.Wait)))],
            };
        }

        /// <summary>By what the names came about, as the scheme has it.</summary>
        private static string Way(Domain.Schemes.Scheme scheme) => string.Join("、",
        [
            .. scheme.Nomination is null ? Array.Empty<string>() : [scheme.Subject.From == Domain.Schemes.SubjectSource.Application ? "自评申报" : "街道申报"],
            .. scheme.Evidence.Count > 0 ? ["部门核查"] : Array.Empty<string>(),
            .. scheme.Survey is not null ? ["居民评价"] : Array.Empty<string>(),
            .. scheme.Judging is null ? Array.Empty<string>() : [scheme.InHall ? "现场评选" : scheme.Phases.Find(PhaseCode.Live)?.Name ?? "评价"],
        ]);

        /// <summary>The chain's head as it was when the notice was posted, as printed: a number and twelve digits.</summary>
        private async Task<string?> Head(int cycleId, DateTimeOffset posted, CancellationToken cancellationToken) =>
            await db.AuditEvents.AsNoTracking().Where(e => e.CycleId == cycleId && e.Act == "Notices.Post" && e.At >= posted).OrderBy(e => e.Id).FirstOrDefaultAsync(cancellationToken) is { } said
                ? $"第 {said.Id} 条 {EventChain.Brief(said.Hash)}"
                : null;
    }
}
