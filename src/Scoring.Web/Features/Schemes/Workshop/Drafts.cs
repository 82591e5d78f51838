using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The drafts there are, and what a new one can start from.</summary>
public static class Drafts
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<Option> Programmes, bool MayStart, string FreshCode, Guid Key)
    {
        public Start.Command Typed { get; init; } = new();
    }

    public sealed record Row(int Id, string Name, string Code, string From, string Saved, DraftState State, string? Returned);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var names = await db.Users.Names(cancellationToken);
            var versions = await db.SchemeVersions.AsNoTracking().ToDictionaryAsync(v => v.Id, v => v.Version, cancellationToken);
            var rows = new List<Row>();
            foreach (var id in await db.SchemeDrafts.OrderByDescending(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken))
            {
                var at = await DraftAtHand.Read(db, id, cancellationToken);
                rows.Add(new Row(id, at.Draft.Name, at.Draft.Code, at.Draft.BasedOnId is { } based ? $"由第 {versions[based]} 版改起" : "新方案",
                    $"第 {at.Last.Number} 稿，{names.GetValueOrDefault(at.Last.ById, "—")}，{ChinaTime.Words(at.Last.At)}", at.State, at.Returned));
            }

            var latest = await shelf.Latest(cancellationToken);
            var taken = latest.Select(l => l.Version.Code).Concat(rows.Select(r => r.Code)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return new View(
                [.. rows.OrderBy(r => r.State is DraftState.InForce or DraftState.GivenUp)], [.. latest.Select(l => new Option(l.Version.Code, l.Scheme.Name))], actor.Is(Role.Operator),
                Enumerable.Range(1, int.MaxValue).Select(n => $"PROGRAMME_{n}").First(code => !taken.Contains(code)), Guid.NewGuid());
        }
    }
}
