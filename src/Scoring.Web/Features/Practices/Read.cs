using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Practices;

/// <summary>One piece of experience; and the second person's word on it.</summary>
public static class Read
{
    public sealed record Query(int Id) : IRequest<View>;

    public sealed record View(
        PageHead Head, int Id, int CycleId, string Winner, string Street, string From, string Problem, string Steps, string Effect, IReadOnlyList<DossierSheet.FileRow> Files,
        string? Released, string? Returned, bool CanEdit, int EntryId, bool CanSettle, string? WhyNot, IReadOnlyList<(int Id, string Title, string When)> Outings);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public bool? Release { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Release).NotNull().WithMessage("请选择发布还是退回。");
            RuleFor(c => c.Reason).MaximumLength(390).WithMessage("意见请不超过 390 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, PracticeDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var one = await desk.Read(request.Id, cancellationToken);
            var street = await db.Units.AsNoTracking().Where(u => u.Id == one.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            var outings = await db.Outings.AsNoTracking().Where(o => o.CancelReason == null && o.Speakers.Any(s => s.EntryId == one.EntryId)).OrderByDescending(o => o.Day).Select(o => new { o.Id, o.Kind, o.Title, o.Day, o.Notes }).ToListAsync(cancellationToken);
            var settles = actor.SignedIn && desk.Releases && one.Waiting;
            return new View(
                new PageHead(one.Title) { Crumbs = [("经验库", "/practices")], Sub = $"{one.Winner} · {one.From}", State = actor.SignedIn ? PracticeDesk.State(one) : null, Next = settles ? "看过以后发布，或者退回修改" : null },
                one.Id, one.CycleId, one.Winner, street, one.From, one.Problem, one.Steps, one.Effect, [.. one.Files.Select(f => new DossierSheet.FileRow(f.Id, f.FileName, DossierSheet.SizeWords(f.Size), f.ContentType))],
                one.ReleasedAt is { } at ? ChinaTime.Words(ChinaTime.DateOf(at)) : null, one.ReturnReason, actor.SignedIn && !one.Released && desk.Writes(one.StreetId), one.EntryId,
                settles && one.PutInById != actor.AccountId, settles && one.PutInById == actor.AccountId ? "这篇是您整理的，要由另一位同志审核发布。" : null,
                [.. outings.Where(o => o.Notes is not null).Select(o => (o.Id, $"{Domain.Practices.OutingKindNames.Of(o.Kind)}：{o.Title}", ChinaTime.Words(o.Day)))]);
        }
    }

    public sealed class Handler(PracticeDesk desk, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Approver);
            var one = await desk.Read(request.Id, cancellationToken);
            one.Settle(request.Release!.Value, request.Reason, actor.Id, clock.Now);
            journal.Note(one.CycleId, one.EntryId, one.Released ? $"发布经验“{one.Title}”" : $"退回经验“{one.Title}”：{one.ReturnReason}");
            return one.Released ? "已发布，任何人都能看到。" : "已退回，等修改后再审。";
        }
    }
}
