using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Notices;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Corrections;

/// <summary>What has been corrected of a published result, what waits for the second person, and the form for a new correction.</summary>
public static class Index
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View(int CycleId, PageHead Head, IReadOnlyList<PublicCorrection> Accepted, IReadOnlyList<(string Text, string When)> Refusals, Open? Waiting, IReadOnlyList<Line> Lines, bool CanPropose, bool CanDecide, string? WhyNotDecide, Guid Key)
    {
        public Propose.Command Typed { get; init; } = new();
    }

    /// <summary>The one correction that waits for the second person.</summary>
    public sealed record Open(int Id, string What, string Before, string After, string Reason, string By, bool Result);

    /// <summary>A published line, with the fields that can be corrected.</summary>
    public sealed record Line(int EntryId, string Text, IReadOnlyList<(PublicField Field, string Text)> Fields);

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var current = await db.Publications.AsNoTracking().Include(p => p.Rows).Where(p => p.CycleId == cycle.Id).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellationToken)
                ?? throw Refused.Missing("这一期还没有发布结果，没有可以更正的。");
            var people = await db.Users.Names(cancellationToken);
            var corrections = await db.Corrections.AsNoTracking().Where(c => c.CycleId == cycle.Id).OrderBy(c => c.Id).ToListAsync(cancellationToken);
            var words = await db.CorrectionDecisions.AsNoTracking().Where(d => d.CycleId == cycle.Id).ToDictionaryAsync(d => d.CorrectionId, cancellationToken);
            var waiting = corrections.Find(c => !words.ContainsKey(c.Id));
            return new View(
                cycle.Id,
                new PageHead("更正") { Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")], Sub = cycle.Title, State = cycle.Badge(), Next = waiting is null ? null : "另一位同志审定" },
                await CorrectionsOfCycle.Read(db, cycle.Id, cancellationToken),
                [.. corrections.Where(c => words.TryGetValue(c.Id, out var word) && !word.Accepted).Select(c => ($"{What(c)}：{c.Reason}；退回理由：{words[c.Id].Note}", ChinaTime.Words(words[c.Id].At)))],
                waiting is null ? null : new Open(waiting.Id, What(waiting), waiting.Before, waiting.After, waiting.Reason, $"{people.GetValueOrDefault(waiting.ProposedById, "—")}，{ChinaTime.Words(waiting.ProposedAt)}", waiting.Kind == CorrectionKind.Result),
                [.. current.Rows.OrderBy(r => r.Place).Select(r => new Line(r.EntryId, r.PersonName.Length > 0 ? r.PersonName : $"名单第 {r.Place} 行",
                    [.. Enum.GetValues<PublicField>().Where(f => PublicFieldNames.Read(r, f).Length > 0).Select(f => (f, $"{PublicFieldNames.Of(f)}：{PublicFieldNames.Read(r, f)}"))]))],
                waiting is null && actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.ProposeCorrection, now),
                waiting is not null && actor.Is(Role.Approver) && PhaseTable.Allows(cycle, Act.DecideCorrection, now),
                waiting?.ProposedById == actor.AccountId ? "审定人不能是提出人本人，请换一位同志审定。" : null,
                Guid.NewGuid());
        }

        private static string What(Correction correction) => correction.Kind == CorrectionKind.Result ? "更正结果（复核重算）" : $"更正{PublicFieldNames.Of(correction.Field!.Value)}";
    }
}
