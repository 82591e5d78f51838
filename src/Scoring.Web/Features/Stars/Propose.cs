using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Levels;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stars;

/// <summary>摘星, the first step: what happened, on which document. The unit reads it at once and has three working days to answer.</summary>
public static class Propose
{
    /// <summary>What the document may be.</summary>
    public static IReadOnlyList<string> Types { get; } = ["pdf", "docx", "jpg", "png"];

    public const long MaximumBytes = 20L << 20;

    public sealed record Query(int EntryId, Command? Typed = null) : IRequest<View>;

    public sealed record View(PageHead Head, int EntryId, string UnitName, IReadOnlyList<(string Code, string Name)> Sections, string ReplyUntil, Command Form, string KeepKey);

    public sealed record Command : ICommand<int>, IKeyed
    {
        public int EntryId { get; init; }

        public string? Section { get; init; }

        public string? Document { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }

        /// <summary>The document, already in the store; set by the room, never by a form.</summary>
        internal (string Name, KeptFile File)? File { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Section).NotEmpty().WithMessage("请选择要摘哪颗星。");
            RuleFor(c => c.Document).MaximumLength(120).WithMessage("文号请不超过 120 字。");
            RuleFor(c => c.Reason).MaximumLength(390).WithMessage("事实请不超过 390 字。");
        }
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, StarDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (entry, sections) = await Held(db, desk, request.EntryId, cancellationToken);
            if (sections.Count == 0)
                throw new Refused("这个单位现在没有可以由您提出摘去的星。");
            return new View(
                new PageHead("提出摘星") { Crumbs = [("星级", "/stars"), (entry.PersonName, $"/stars/units/{entry.BranchId}")], Sub = entry.PersonName, Next = "写明事实，附上认定文件；单位马上会看到" },
                entry.Id, entry.PersonName, [.. sections.Select(s => (s.Code, s.Name))], ChinaTime.Words(Until(shelf.Calendar, clock.Now)),
                (request.Typed ?? new Command()) with { Key = Guid.NewGuid() }, $"revoke/{entry.Id}/{actor.Id}");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, StarDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.EvidenceDepartment);
            var (entry, sections) = await Held(db, desk, request.EntryId, cancellationToken);
            var section = sections.FirstOrDefault(s => s.Code == request.Section) ?? throw Refused.NotYours("这颗星不是这个单位现在持有的，或者不归您提出。");
            var before = await db.Revocations.AsNoTracking().Where(r => r.EntryId == entry.Id && r.Section == section.Code).Select(r => new { r.Id, Opinions = db.RevocationOpinions.Count(o => o.RevocationId == r.Id) }).ToListAsync(cancellationToken);
            if (before.Exists(b => b.Opinions < 2))
                throw new Refused($"“{section.Name}”已经提出过摘星，还没有结论，不能重复提出。");
            var kept = request.File ?? throw Refused.Input("请附上认定文件（PDF、Word 或图片）。");
            var file = new Attachment
            {
                EntryId = entry.Id, Purpose = FilePurpose.Revocation, FileName = kept.Name, ContentType = kept.File.ContentType, Size = kept.File.Size, Hash = kept.File.Hash, AddedById = actor.Id, AddedAt = clock.Now,
            };
            var unit = actor.Is(Role.EvidenceDepartment) ? actor.UnitFor(Role.EvidenceDepartment) : actor.UnitFor(Role.Operator);
            // Checked before the document gets a row, so that what is refused leaves nothing behind.
            Revocation Made(int attachment) => Revocation.Of((entry.CycleId, entry.Id, section.Code, before.Count + 1), request.Document, request.Reason, attachment, unit, actor.Id, clock.Now, Until(shelf.Calendar, clock.Now));
            _ = Made(0);
            db.Attachments.Add(file);
            await db.SaveChangesAsync(cancellationToken);
            var made = Made(file.Id);
            db.Revocations.Add(made);
            await db.SaveChangesAsync(cancellationToken);
            journal.Note(entry.CycleId, entry.Id, $"提出摘去{entry.PersonName}的“{section.Name}”，依据 {made.Document}，单位在 {ChinaTime.Words(made.ReplyUntil)} 前答复");
            return made.Id;
        }
    }

    /// <summary>The end of the third working day after today.</summary>
    private static DateTimeOffset Until(WorkingDays calendar, DateTimeOffset now) =>
        ChinaTime.At(calendar.AddWorkingDays(ChinaTime.DateOf(now), Revocation.ReplyDays), new TimeOnly(18, 0));

    private static async Task<(Entry Entry, IReadOnlyList<HeldSection> Sections)> Held(ScoringDb db, StarDesk desk, int entryId, CancellationToken cancellationToken)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, cancellationToken) ?? throw Refused.Missing("没有这个单位的星级。");
        var year = await desk.Cycle(entry.CycleId, cancellationToken);
        // A new naming takes the place of the old one, and what was revoked of the old would change nothing.
        if ((await desk.Cycles(cancellationToken)).First(c => c.Cycle.SchemeCode == year.Cycle.SchemeCode).Cycle.Id != year.Cycle.Id)
            throw new Refused("只能摘最近一次命名的星，这一年的命名已经被新的代替。");
        var own = (await desk.Own(year.Scheme, cancellationToken)).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        var held = (await HeldLevels.Of(db, entry.CycleId, cancellationToken)).FirstOrDefault(h => h.EntryId == entry.Id);
        return (entry, [.. (held?.Sections ?? []).Where(s => s.Held && own.Contains(s.Code))]);
    }
}
