using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>评委码 of one cycle: who has one, whether a phone uses it, and the deeds on it.</summary>
public static class Passes
{
    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Without">Judges who have no pass that works.</param>
    public sealed record View(int CycleId, PageHead Head, IReadOnlyList<Row> Rows, int Without, bool CanIssue, Guid Key);

    /// <param name="Live">There is a pass that could be revoked.</param>
    public sealed record Row(int JudgeId, string Code, string Name, string UnitName, Badge State, string? Since, bool Live, Guid IssueKey, Guid RevokeKey);

    /// <summary>Issues passes to these judges, or to all who have none that works; an older pass of theirs ends, and so does the session that it opened.</summary>
    /// <param name="Secrets">Fresh, one for each judge at least; they go to paper or screen once and are then forgotten.</param>
    /// <param name="Sending">Tells this sending of the form from a repetition of it, which cannot be shown the codes again.</param>
    public sealed record Issue(int CycleId, int? JudgeId, IReadOnlyList<string> Secrets, Guid Sending, Guid Key) : ICommand<Issued>, IKeyed
    {
        /// <summary>Never the secrets, whoever prints this record.</summary>
        public override string ToString() => $"passes for judge {JudgeId?.ToString() ?? "all"} of cycle {CycleId}";
    }

    /// <summary>What is remembered of it: no secret.</summary>
    public sealed record Issued(Guid Sending, string CycleTitle, string GoodUntil, IReadOnlyList<Holder> Holders);

    public sealed record Holder(string Code, string Name, string UnitName);

    /// <summary>The cards, made once.</summary>
    public sealed record Cards(int CycleId, string CycleTitle, string GoodUntil, IReadOnlyList<Card> All);

    public sealed record Card(Holder Holder, string Svg);

    public sealed record Revoke(int CycleId, int JudgeId, Guid Key) : ICommand<string>, IKeyed;

    /// <summary>Which of these passes let nobody in any more.</summary>
    public sealed record Ended(IReadOnlyList<int> Ids) : IRequest<IReadOnlyList<int>>;

    /// <summary>128 random bits as they stand in an address.</summary>
    public static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public sealed class QueryHandler(ScoringDb db, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            cycle.Advance(now);
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.RemovedAt == null).OrderBy(j => j.Code).ToListAsync(cancellationToken);
            var ids = judges.Select(j => j.Id).ToList();
            var passes = await db.Passes.AsNoTracking().Where(p => ids.Contains(p.JudgeId) && p.RevokedAt == null).ToDictionaryAsync(p => p.JudgeId, cancellationToken);
            var rows = judges.Select(j => RowOf(j, passes.GetValueOrDefault(j.Id), now)).ToList();
            var without = rows.Count(r => !r.Live);
            return new View(
                cycle.Id,
                new PageHead("评委码")
                {
                    Crumbs = [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}"), ("评委与抽签", $"/panels/{cycle.Id}")],
                    Sub = $"{cycle.Title} · 每位评委一张，扫码就能打分，到 {ChinaTime.Words(JudgePass.EndFor(cycle).AddMinutes(-1))} 为止", State = cycle.Badge(),
                    Next = without > 0 ? $"{without} 名评委还没有能用的码" : null,
                },
                rows, without, PhaseTable.Allows(cycle, Act.IssuePass, now), Guid.NewGuid());
        }

        private static Row RowOf(Judge judge, JudgePass? pass, DateTimeOffset now)
        {
            var (state, since) = pass?.StandingFor(null, now) switch
            {
                null => (new Badge("没有码"), (string?)null),
                PassStanding.Expired => (new Badge("已过期"), null),
                PassStanding.Unused => (new Badge("已制，还没有用", Tone.Wait), $"{ChinaTime.Words(pass!.IssuedAt)} 制作"),
                _ => (new Badge("已在一台手机上用", Tone.Ok), $"{ChinaTime.Words(pass!.UsedAt!.Value)} 扫码"),
            };
            return new Row(judge.Id, judge.Code, judge.Name, judge.UnitName, state, since, pass is not null && now < pass.ExpiresAt, Guid.NewGuid(), Guid.NewGuid());
        }
    }

    public sealed class EndedHandler(ScoringDb db, Clock clock) : IRequestHandler<Ended, IReadOnlyList<int>>
    {
        public async Task<IReadOnlyList<int>> Handle(Ended request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            return (await db.Passes.AsNoTracking().Where(p => request.Ids.Contains(p.Id)).ToListAsync(cancellationToken))
                .Where(p => p.StandingFor(null, now) is PassStanding.Revoked or PassStanding.Expired).Select(p => p.Id).ToList();
        }
    }

    public sealed class IssueHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Issue, Issued>
    {
        public async Task<Issued> Handle(Issue request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var now = clock.Now;
            var cycle = await db.Cycles.Wanted(request.CycleId, cancellationToken);
            PhaseTable.Demand(cycle, Act.IssuePass, now);
            if (now >= JudgePass.EndFor(cycle))
                throw new Refused("现场评选已经过去，评委码不再制作。评委可以用账号登录。");
            var judges = await db.Judges.AsNoTracking().Where(j => j.CycleId == cycle.Id && j.RemovedAt == null && (request.JudgeId == null || j.Id == request.JudgeId)).OrderBy(j => j.Code).ToListAsync(cancellationToken);
            var ids = judges.Select(j => j.Id).ToList();
            var old = await db.Passes.Where(p => ids.Contains(p.JudgeId) && p.RevokedAt == null).ToDictionaryAsync(p => p.JudgeId, cancellationToken);
            // All together leaves those alone whose pass works; one by one is meant.
            if (request.JudgeId is null)
                judges = [.. judges.Where(j => !old.TryGetValue(j.Id, out var pass) || now >= pass.ExpiresAt)];
            if (judges.Count == 0)
                throw new Refused(request.JudgeId is null ? "每位评委都已有能用的码。要换的，请在那一行点“换一张”。" : "这位评委已不在名单里。请刷新页面。");
            foreach (var judge in judges)
                old.GetValueOrDefault(judge.Id)?.Revoke(now);
            // The old one must be gone from the index of living passes before the new one enters it.
            await db.SaveChangesAsync(cancellationToken);
            db.Passes.AddRange(judges.Zip(request.Secrets, (j, s) => new JudgePass { JudgeId = j.Id, TokenHash = JudgePass.HashOf(s), IssuedById = actor.Id, IssuedAt = now, ExpiresAt = JudgePass.EndFor(cycle) }));
            journal.Note(cycle.Id, null, $"制作评委码：{string.Join('、', judges.Select(j => $"{j.Name}（{j.Code}）{(old.ContainsKey(j.Id) ? "，旧码作废" : string.Empty)}"))}");
            return new Issued(request.Sending, cycle.Title, ChinaTime.Words(JudgePass.EndFor(cycle).AddMinutes(-1)), [.. judges.Select(j => new Holder(j.Code, j.Name, j.UnitName))]);
        }
    }

    public sealed class RevokeHandler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Revoke, string>
    {
        public async Task<string> Handle(Revoke request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var judge = await db.Judges.AsNoTracking().SingleOrDefaultAsync(j => j.Id == request.JudgeId && j.CycleId == request.CycleId, cancellationToken) ?? throw Refused.Missing("没有这位评委。请刷新页面。");
            var pass = await db.Passes.SingleOrDefaultAsync(p => p.JudgeId == judge.Id && p.RevokedAt == null, cancellationToken)
                ?? throw new Refused($"{judge.Name}现在没有能用的评委码。请刷新页面。");
            pass.Revoke(clock.Now);
            journal.Note(request.CycleId, null, $"作废{judge.Name}（{judge.Code}）的评委码");
            return $"{judge.Name}的评委码已作废，用它登录的手机已经退出。";
        }
    }
}
