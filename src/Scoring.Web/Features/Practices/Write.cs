using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Practices;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Practices;

/// <summary>Puts a winner's experience in, or mends what was given back: first whose, then what. Another person releases it.</summary>
public static class Write
{
    public static IReadOnlyList<string> FileTypes { get; } = ["pdf", "docx", "pptx", "jpg", "png"];

    public const long FileBytes = 20L << 20;

    private const int Offered = 30;

    public sealed record Query(int? EntryId, string? Q, Command? Typed = null) : IRequest<View>;

    /// <param name="Chosen">Whose experience; null while it is chosen from the list.</param>
    public sealed record View(PageHead Head, Winner? Chosen, string? Q, IReadOnlyList<Winner> Winners, Command Form, IReadOnlyList<string> Files, string KeepKey);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Title { get; init; }

        public string? Problem { get; init; }

        public string? Steps { get; init; }

        public string? Effect { get; init; }

        public Guid Key { get; init; }

        /// <summary>Already in the store; set by the room, never by a form.</summary>
        internal IReadOnlyList<(string Name, KeptFile File)> Sent { get; init; } = [];
    }

    public sealed class QueryHandler(ScoringDb db, PracticeDesk desk, Actor actor, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var all = await desk.Winners(cancellationToken);
            var written = await db.Practices.AsNoTracking().Include(p => p.Files).ToDictionaryAsync(p => p.EntryId, cancellationToken);
            var words = request.Q?.Trim();
            var open = all.Where(w => !written.ContainsKey(w.EntryId) && (string.IsNullOrEmpty(words) || w.Name.Contains(words, StringComparison.Ordinal) || w.From.Contains(words, StringComparison.Ordinal) || w.Street.Contains(words, StringComparison.Ordinal)));
            var chosen = request.EntryId is { } id ? all.FirstOrDefault(w => w.EntryId == id) ?? throw Refused.Missing("这个对象没有在公开的名单上，或者不在本街道。") : null;
            var head = new PageHead(chosen is null ? "整理经验：选一个入选对象" : "整理经验") { Crumbs = [("经验库", "/practices")], Sub = chosen is null ? null : $"{chosen.Name} · {chosen.From}", Next = "写好以后由另一位同志审核发布" };
            if (chosen is null)
                return new View(head, null, words, [.. open.Take(Offered)], new Command(), [], string.Empty);
            var before = written.GetValueOrDefault(chosen.EntryId);
            if (before is { Released: true })
                throw new Refused("这个对象的经验已经发布，不能再改。");
            var form = request.Typed ?? (before is null ? await Draft(chosen, cancellationToken) : new Command { Title = before.Title, Problem = before.Problem, Steps = before.Steps, Effect = before.Effect });
            return new View(head, chosen, words, [], form with { EntryId = chosen.EntryId, Key = Guid.NewGuid() }, [.. before?.Files.Select(f => f.FileName) ?? []], $"practice/{chosen.EntryId}/{actor.Id}");
        }

        /// <summary>Where what was filed has three parts, they are a draft of problem, steps and effect.</summary>
        private async Task<Command> Draft(Winner winner, CancellationToken cancellationToken)
        {
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.Id == winner.EntryId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == winner.CycleId, cancellationToken);
            var sections = (await shelf.Of(cycle, cancellationToken)).Nomination?.Dossier;
            return sections is { Count: 3 }
                ? new Command { Title = winner.Name, Problem = entry.Dossier.Text(sections[0].Code), Steps = entry.Dossier.Text(sections[1].Code), Effect = entry.Dossier.Text(sections[2].Code) }
                : new Command();
        }
    }

    public sealed class Handler(ScoringDb db, PracticeDesk desk, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.StreetCommittee);
            var winner = (await desk.Winners(cancellationToken)).FirstOrDefault(w => w.EntryId == request.EntryId) ?? throw Refused.NotYours("只能整理公开名单上的对象；街道整理本街道的。");
            var one = await db.Practices.Include(p => p.Files).SingleOrDefaultAsync(p => p.EntryId == winner.EntryId, cancellationToken);
            if (one is null)
            {
                one = new PracticeTemplate { EntryId = winner.EntryId, CycleId = winner.CycleId, StreetId = winner.StreetId, Winner = winner.Name, From = winner.From, Title = string.Empty, Problem = string.Empty, Steps = string.Empty, Effect = string.Empty };
                db.Practices.Add(one);
            }

            one.Write(request.Title, request.Problem, request.Steps, request.Effect, actor.Id, clock.Now);
            if (one.Files.Count + request.Sent.Count > PracticeTemplate.MostFiles)
                throw Refused.Input($"一篇经验最多 {PracticeTemplate.MostFiles} 个文件，已经有 {one.Files.Count} 个。");
            one.Files.AddRange(request.Sent.Select(s => new PracticeFile { FileName = s.Name, ContentType = s.File.ContentType, Size = s.File.Size, Hash = s.File.Hash }));
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(one.CycleId, one.EntryId, $"整理{one.Winner}的经验“{one.Title}”，等审核");
            return one.Id;
        }
    }
}
