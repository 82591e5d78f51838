using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Levels;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stars;

/// <summary>One revocation: what is said against the unit, what it answers, and what two people decide.</summary>
public static class Case
{
    public sealed record Query(int Id) : IRequest<View>;

    /// <param name="Speaks">Which opinion this person may give now ("提出意见" or "决定"); null: none.</param>
    public sealed record View(
        PageHead Head, int Id, string UnitName, string Section, string Document, string Reason, DossierSheet.FileRow File, string ReplyUntil, bool CanReply, string? Speaks, Timeline Story, string? Outcome, string KeepKey);

    public sealed record Reply : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Opinion : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public bool Revoke { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class ReplyValidator : AbstractValidator<Reply>
    {
        public ReplyValidator() => RuleFor(c => c.Text).MaximumLength(1000).WithMessage("答复请不超过 1000 字。");
    }

    public sealed class OpinionValidator : AbstractValidator<Opinion>
    {
        public OpinionValidator() => RuleFor(c => c.Reason).MaximumLength(390).WithMessage("理由请不超过 390 字。");
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, StarDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (one, entry) = await desk.Case(request.Id, cancellationToken);
            var year = await desk.Cycle(one.CycleId, cancellationToken);
            var section = year.Scheme.Rubric.Sections.First(s => s.Code == one.Section).Name;
            var (reply, opinions) = await Said(db, one.Id, cancellationToken);
            var lost = await db.LostSections.AsNoTracking().SingleOrDefaultAsync(l => l.RevocationId == one.Id, cancellationToken);
            var hands = opinions.Select(o => o.ById).Append(one.ById).Append(reply?.ById ?? 0).ToList();
            var who = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
            var by = await db.Units.AsNoTracking().Where(u => u.Id == one.UnitId).Select(u => u.Name).SingleAsync(cancellationToken);
            var (outcome, ready) = (Revocation.Outcome(opinions), reply is not null || clock.Now >= one.ReplyUntil);
            var owner = actor.Grants.Any(g => g.Role == Role.Applicant && g.UnitId == entry.BranchId);
            var speaks = outcome is null && ready && actor.Is(Next(opinions)) && opinions.All(o => o.ById != actor.AccountId);
            List<TimelineItem> story =
            [
                .. opinions.OrderByDescending(o => o.Number).Select(o => new TimelineItem($"{(o.Number == 1 ? "经办意见" : "审定")}：{(o.Revoke ? "摘星" : "不摘")}", ChinaTime.Words(o.At), who.GetValueOrDefault(o.ById), o.Reason)),
                .. reply is null ? Array.Empty<TimelineItem>() : [new TimelineItem("单位答复", ChinaTime.Words(reply.At), who.GetValueOrDefault(reply.ById), reply.Text)],
                new TimelineItem("提出摘星，通知单位", ChinaTime.Words(one.At), $"{by} · {who.GetValueOrDefault(one.ById)}", one.Reason),
            ];
            return new View(
                new PageHead($"{section}：摘星")
                {
                    Crumbs = [("星级", "/stars"), ("摘星", "/stars/revocations")], Sub = $"{entry.PersonName} · {year.Cycle.Title}", State = Revocations.State(outcome, opinions.Count > 0, reply is not null),
                    Next = outcome is not null ? null : !ready ? owner ? "写明情况，在期限内答复" : "等单位答复" : speaks ? (opinions.Count == 0 ? "提出意见" : "核对材料和答复，作出决定") : opinions.Count == 0 ? "等经办提出意见" : "等审定人决定",
                    Due = outcome is null && !ready ? CycleWords.Due(one.ReplyUntil, clock.Now) : null,
                },
                one.Id, entry.PersonName, section, one.Document, one.Reason, DossierSheet.RowOf(entry.Attachments.Single(a => a.Id == one.AttachmentId)), ChinaTime.Words(one.ReplyUntil),
                owner && reply is null && clock.Now < one.ReplyUntil, speaks ? (opinions.Count == 0 ? "提出意见" : "决定") : null, new Timeline(story, "摘星的经过"),
                lost is not null ? $"“{section}”已摘，{lost.Before}改为{lost.After}。名单上已经更正。" : outcome is false ? $"不摘，“{section}”保留。" : null, $"case/{one.Id}/{actor.Id}");
        }
    }

    public sealed class ReplyHandler(ScoringDb db, Clock clock, StarDesk desk, Actor actor, Journal journal) : IRequestHandler<Reply, string>
    {
        public async Task<string> Handle(Reply request, CancellationToken cancellationToken)
        {
            var (one, entry) = await desk.Case(request.Id, cancellationToken);
            if (!actor.Grants.Any(g => g.Role == Role.Applicant && g.UnitId == entry.BranchId))
                throw Refused.NotYours("只有这个单位自己可以答复。");
            var (reply, _) = await Said(db, one.Id, cancellationToken);
            db.RevocationReplies.Add(one.Reply(reply, request.Text, actor.Id, clock.Now));
            journal.Note(one.CycleId, one.EntryId, $"{entry.PersonName}答复摘星：{request.Text!.Trim()}");
            return "已答复，等组织部决定。";
        }
    }

    public sealed class OpinionHandler(ScoringDb db, Clock clock, StarDesk desk, Actor actor, Journal journal) : IRequestHandler<Opinion, string>
    {
        public async Task<string> Handle(Opinion request, CancellationToken cancellationToken)
        {
            var (one, entry) = await desk.Case(request.Id, cancellationToken);
            var (reply, opinions) = await Said(db, one.Id, cancellationToken);
            actor.Demand(Next(opinions));
            var opinion = one.Opine(reply, opinions, request.Revoke, request.Reason, actor.Id, clock.Now);
            db.RevocationOpinions.Add(opinion);
            await db.SaveChangesAsync(cancellationToken);
            var year = await desk.Cycle(one.CycleId, cancellationToken);
            var section = year.Scheme.Rubric.Sections.First(s => s.Code == one.Section).Name;
            if (opinion.Number == 1)
            {
                journal.Note(one.CycleId, one.EntryId, $"对摘去{entry.PersonName}的“{section}”提出意见：{(opinion.Revoke ? "摘星" : "不摘")}，{opinion.Reason}");
                return "意见已提出，等审定人决定。";
            }

            if (Revocation.Outcome([.. opinions, opinion]) != true)
            {
                journal.Note(one.CycleId, one.EntryId, $"决定不摘{entry.PersonName}的“{section}”：{opinion.Reason}");
                return "已决定：不摘，这颗星保留。";
            }

            var held = (await HeldLevels.Of(db, one.CycleId, cancellationToken)).Single(h => h.EntryId == one.EntryId);
            var left = held.Sections.Where(s => s.Held && s.Code != one.Section).Select(s => s.Code).ToList();
            var after = year.Award.NameOf($"LEVEL_{year.Award.LevelOf(left, held.Sections.Count, null)}")!;
            db.LostSections.Add(new LostSection
            {
                EntryId = one.EntryId, Section = one.Section, RevocationId = one.Id, CycleId = one.CycleId, UnitName = entry.PersonName, SectionName = section, Before = held.Now, After = after, Document = one.Document, At = clock.Now,
            });
            journal.Note(one.CycleId, one.EntryId, $"摘去{entry.PersonName}的“{section}”，{held.Now}改为{after}，依据 {one.Document}");
            return $"已摘星：{held.Now}改为{after}，名单上已经更正。";
        }
    }

    /// <summary>Whose opinion is awaited: the operator's, then the approver's.</summary>
    private static Role Next(IReadOnlyCollection<RevocationOpinion> opinions) => opinions.Count == 0 ? Role.Operator : Role.Approver;

    private static async Task<(RevocationReply? Reply, IReadOnlyList<RevocationOpinion> Opinions)> Said(ScoringDb db, int id, CancellationToken cancellationToken) =>
        (await db.RevocationReplies.AsNoTracking().SingleOrDefaultAsync(r => r.RevocationId == id, cancellationToken),
            await db.RevocationOpinions.AsNoTracking().Where(o => o.RevocationId == id).OrderBy(o => o.Number).ToListAsync(cancellationToken));
}
