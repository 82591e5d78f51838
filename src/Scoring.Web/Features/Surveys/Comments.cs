using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// What residents wrote to their estate's branch: the street reads it first, and passes it on or says why not. Shown only where ten or more
/// answered in that month, month by month and never beside a result.
/// </summary>
public static class Comments
{
    private const int AtMost = 200;

    public sealed record Query : IRequest<View>;

    public sealed record Row(string Id, string Estate, string Month, string Text, Badge State, string? Reason, bool Open, Guid Key);

    /// <param name="Waiting">How many cannot be shown yet, because too few answered.</param>
    public sealed record View(PageHead Head, IReadOnlyList<Row> Rows, int Waiting);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public string? Id { get; init; }

        public bool? PassOn { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.PassOn).NotNull().WithMessage("请选“转给党支部”或“不转”。");
            RuleFor(c => c.Reason).NotEmpty().When(c => c.PassOn == false).WithMessage("不转的，请写明理由。");
            RuleFor(c => c.Reason).MaximumLength(200).WithMessage("理由请不超过 200 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var street = actor.UnitFor(Role.StreetCommittee);
            var estates = await db.Units.AsNoTracking().Where(u => u.StreetId == street && u.Kind == UnitKind.Estate).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
            var comments = await db.ResidentComments.AsNoTracking().Where(c => db.Units.Any(u => u.Id == c.EstateId && u.StreetId == street)).OrderByDescending(c => c.Month).ThenBy(c => c.EstateId).ThenBy(c => c.Id).ToListAsync(cancellationToken);
            var words = (await db.CommentWords.AsNoTracking().Where(w => db.ResidentComments.Any(c => c.Id == w.CommentId && db.Units.Any(u => u.Id == c.EstateId && u.StreetId == street))).ToListAsync(cancellationToken)).ToDictionary(w => Convert.ToHexString(w.CommentId));
            // With fewer answers in a month one could guess who wrote.
            var days = await db.Ballots.AsNoTracking().Where(b => db.Units.Any(u => u.Id == b.EstateId && u.StreetId == street)).GroupBy(b => new { b.EstateId, b.Day })
                .Select(g => new { g.Key.EstateId, g.Key.Day, Count = g.Count() }).ToListAsync(cancellationToken);
            var many = days.GroupBy(d => (d.EstateId, new DateOnly(d.Day.Year, d.Day.Month, 1))).Where(g => g.Sum(d => d.Count) >= SmallGroups.Smallest).Select(g => g.Key).ToHashSet();
            var shown = comments.Where(c => many.Contains((c.EstateId, c.Month))).ToList();
            var open = shown.Count(c => !words.ContainsKey(Convert.ToHexString(c.Id)));
            return new View(
                new PageHead("居民的话")
                {
                    Crumbs = [("群众满意度", "/surveys")], Sub = "居民写给小区党支部的话，不记名；街道看过再转，不与测评结果放在一起", Next = open > 0 ? $"{open} 条等街道处理" : null,
                },
                [.. shown.OrderBy(c => words.ContainsKey(Convert.ToHexString(c.Id))).Take(AtMost).Select(c =>
                {
                    var word = words.GetValueOrDefault(Convert.ToHexString(c.Id));
                    return new Row(Convert.ToHexString(c.Id), estates.GetValueOrDefault(c.EstateId, "—"), $"{c.Month.Year} 年 {c.Month.Month} 月", c.Text,
                        word is null ? new Badge("待处理", Tone.Wait) : word.PassedOn ? new Badge("已转党支部", Tone.Ok) : new Badge("不转"), word?.Reason, word is null, Guid.NewGuid());
                })],
                comments.Count - shown.Count);
        }
    }

    public sealed class Handler(ScoringDb db, Actor actor, Clock clock, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var street = actor.UnitFor(Role.StreetCommittee);
            var id = request.Id is { Length: 32 } hex && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : [];
            var found = await db.ResidentComments.AsNoTracking().Where(c => c.Id == id).Join(db.Units, c => c.EstateId, u => u.Id, (c, u) => new { c.Id, u.Name, u.StreetId }).SingleOrDefaultAsync(cancellationToken);
            if (found is null || found.StreetId != street)
                throw Refused.Missing("没有这条留言。");
            if (await db.CommentWords.AnyAsync(w => w.CommentId == id, cancellationToken))
                throw new Refused("这条留言已经处理过。");
            var passed = request.PassOn!.Value;
            db.CommentWords.Add(new CommentWord { CommentId = id, PassedOn = passed, Reason = passed ? string.Empty : request.Reason!.Trim(), ById = actor.Id, At = clock.Now });
            journal.Note(null, null, passed ? $"把一条居民留言转给{found.Name}党支部" : $"一条写给{found.Name}党支部的居民留言不转，理由：{request.Reason!.Trim()}");
            return passed ? $"已转给{found.Name}党支部" : "已记下不转的理由";
        }
    }
}
