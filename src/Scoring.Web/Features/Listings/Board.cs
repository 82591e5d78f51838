using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Notices;
using Scoring.Data.Records;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Listings;

/// <summary>The units whose award speaks against them: told on a document, answered by their street, decided by a second person. Nobody else is listed.</summary>
public static class Board
{
    public sealed record Query(int CycleId) : IRequest<View>;

    public sealed record View(PageHead Head, int CycleId, string Award, int Days, IReadOnlyList<Row> Rows);

    /// <param name="Does">What this person may do with it now: "tell", "reply", "decide"; null: nothing.</param>
    public sealed record Row(int EntryId, string Name, string Street, string Total, Badge State, string? Does, string? Document, string? Reason, string? ReplyUntil, Timeline? Story, string KeepKey);

    public sealed record Tell : ICommand<string>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Document { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Reply : ICommand<string>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }
    }

    public sealed record Decide : ICommand<string>, IKeyed
    {
        public int EntryId { get; init; }

        public bool? Listed { get; init; }

        public string? Why { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class TellValidator : AbstractValidator<Tell>
    {
        public TellValidator()
        {
            RuleFor(c => c.Document).MaximumLength(120).WithMessage("文号请不超过 120 字。");
            RuleFor(c => c.Reason).MaximumLength(390).WithMessage("事实请不超过 390 字。");
        }
    }

    public sealed class ReplyValidator : AbstractValidator<Reply>
    {
        public ReplyValidator() => RuleFor(c => c.Text).MaximumLength(900).WithMessage("答复请不超过 900 字。");
    }

    public sealed class DecideValidator : AbstractValidator<Decide>
    {
        public DecideValidator()
        {
            RuleFor(c => c.Listed).NotNull().WithMessage("请选择公开还是不公开。");
            RuleFor(c => c.Why).MaximumLength(390).WithMessage("理由请不超过 390 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().Wanted(request.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (scheme.Publication.Adverse is not { } rule)
                throw Refused.Missing("这项活动没有要先告知再公开的等次。");
            var run = await RunOfCycle.Latest(db, cycle.Id, cancellationToken);
            var cases = run is null || cycle.State < CycleState.Approved ? [] : await AdverseOfCycle.Read(db, cycle.Id, scheme, run.Result, cancellationToken);
            var staff = actor.IsAny(Role.Operator, Role.Approver, Role.Supervisor);
            if (!staff)
                cases = [.. cases.Where(c => c.Finding is not null && actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == c.Entry.StreetId))];
            var streets = await db.Units.AsNoTracking().Where(u => u.Kind == UnitKind.Street).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var hands = cases.SelectMany(c => new[] { c.Finding?.ById, c.Reply?.ById, c.Decision?.ById }).OfType<int>().ToHashSet();
            var who = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
            var award = string.Join("、", rule.Awards.Select(a => scheme.Scoring.Award!.NameOf(a)));
            return new View(
                new PageHead($"{award}：告知和答复")
                {
                    Crumbs = staff ? [("期次", "/cycles"), (cycle.Title, $"/cycles/{cycle.Id}")] : [], Sub = cycle.Title, State = cycle.Badge(),
                    Next = cycle.State == CycleState.Approved ? staff ? "有文件依据的告知街道，答复期过后由另一位同志决定；没有告知的不上榜" : "看过事实和文件，在期限内答复一次" : null,
                },
                cycle.Id, award, rule.ReplyWorkingDays,
                [.. cases.Select(c => new Row(
                    c.Entry.Id, c.Entry.PersonName, streets.GetValueOrDefault(c.Entry.StreetId, "—"), c.Result.Total?.RoundHalfUp(run!.Result.Decimals) ?? "—", State(c), Does(cycle, c, now),
                    c.Finding?.Document, c.Finding?.Reason, c.Finding is null ? null : ChinaTime.Words(c.Finding.ReplyUntil), Story(c, who), $"listing/{c.Entry.Id}/{actor.Id}"))]);
        }

        private string? Does(Cycle cycle, AdverseCase one, DateTimeOffset now)
        {
            bool Can(Act act, Role role) => actor.Is(role) && PhaseTable.Allows(cycle, act, now);
            var own = actor.Grants.Any(g => g.Role == Role.StreetCommittee && g.UnitId == one.Entry.StreetId);
            return one switch
            {
                { Finding: null } => Can(Act.ProposeListing, Role.Operator) ? "tell" : null,
                { Decision: not null } => null,
                { Reply: null } when own && now < one.Finding.ReplyUntil && Can(Act.AnswerListing, Role.StreetCommittee) => "reply",
                _ => one.Ready(now) && one.Finding.ById != actor.Id && Can(Act.DecideListing, Role.Approver) ? "decide" : null,
            };
        }

        private static Badge State(AdverseCase one) => one switch
        {
            { Finding: null } => new("没有告知，不上榜"),
            { Decision.Listed: true } => new("决定公开", Tone.Refused),
            { Decision.Listed: false } => new("决定不公开", Tone.Ok),
            { Reply: not null } => new("已答复，等决定", Tone.Wait),
            _ => new("已告知，等答复", Tone.Wait),
        };

        private static Timeline? Story(AdverseCase one, IReadOnlyDictionary<int, string> who)
        {
            if (one.Finding is not { } finding)
                return null;
            List<TimelineItem> items = [];
            if (one.Decision is { } decision)
                items.Add(new TimelineItem(decision.Listed ? "决定公开" : "决定不公开", ChinaTime.Words(decision.At), who.GetValueOrDefault(decision.ById), decision.Reason));
            if (one.Reply is { } reply)
                items.Add(new TimelineItem("街道答复", ChinaTime.Words(reply.At), who.GetValueOrDefault(reply.ById), reply.Text));
            items.Add(new TimelineItem("告知街道", ChinaTime.Words(finding.At), who.GetValueOrDefault(finding.ById), finding.Reason));
            return new Timeline(items, "告知的经过");
        }
    }
}
