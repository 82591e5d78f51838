using MediatR;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>
/// Adds a file to an own entry, or takes one away. The bytes stream into the store before the transaction begins (it holds the write lock);
/// inside it, deadline, state and count are asked again.
/// </summary>
public static class Attach
{
    /// <summary>May a file of this kind come now? Asked before a single byte is read.</summary>
    public sealed record Query(int EntryId, string? Kind) : IRequest<AttachmentKind>;

    public sealed record Command(int EntryId, string? Kind, string FileName, KeptFile File) : ICommand<Stored>;

    /// <summary>What the upload script reads.</summary>
    public sealed record Stored(int Id, string Name, long Size);

    public sealed record Remove(int EntryId, int FileId) : ICommand<Done>;

    public sealed class QueryHandler(FilingDesk desk) : IRequestHandler<Query, AttachmentKind>
    {
        public async Task<AttachmentKind> Handle(Query request, CancellationToken cancellationToken) =>
            (await Room(desk, request.EntryId, request.Kind, cancellationToken)).Kind;
    }

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, Stored>
    {
        public async Task<Stored> Handle(Command request, CancellationToken cancellationToken)
        {
            var (entry, kind) = await Room(desk, request.EntryId, request.Kind, cancellationToken);
            var same = entry.Attachments.Find(a => a.RemovedAt is null && a.Kind == kind.Code && a.Hash == request.File.Hash);
            if (same is not null)
                throw new Refused($"这个文件已经传过（“{same.FileName}”），不用再传。");
            var file = new Attachment
            {
                EntryId = entry.Id,
                Purpose = FilePurpose.Dossier,
                Kind = kind.Code,
                FileName = request.FileName,
                ContentType = request.File.ContentType,
                Size = request.File.Size,
                Hash = request.File.Hash,
                AddedById = actor.Id,
                AddedAt = clock.Now,
            };
            db.Attachments.Add(file);
            journal.Note(entry.CycleId, entry.Id, $"上传{kind.Name}“{file.FileName}”");
            await db.SaveChangesAsync(cancellationToken);
            return new Stored(file.Id, file.FileName, file.Size);
        }
    }

    public sealed class RemoveHandler(Clock clock, FilingDesk desk, Journal journal) : IRequestHandler<Remove, Done>
    {
        public async Task<Done> Handle(Remove request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, _, _) = await desk.Cycle(entry.CycleId, cancellationToken);
            desk.DemandEditable(cycle, entry);
            var file = entry.Attachments.Find(a => a.Id == request.FileId && a.Purpose == FilePurpose.Dossier) ?? throw Refused.Missing("这份申报里没有这个文件。");
            // The row stays, with the moment it went: what a reviewer has once seen must be found again.
            file.RemovedAt ??= clock.Now;
            journal.Note(cycle.Id, entry.Id, $"去掉附件“{file.FileName}”");
            return Done.It;
        }
    }

    private static async Task<(Entry Entry, AttachmentKind Kind)> Room(FilingDesk desk, int entryId, string? code, CancellationToken cancellationToken)
    {
        var entry = await desk.Entry(entryId, cancellationToken);
        var (cycle, _, rules) = await desk.Cycle(entry.CycleId, cancellationToken);
        desk.DemandEditable(cycle, entry);
        var kind = rules.Attachments.FirstOrDefault(k => k.Code == code) ?? throw Refused.Input("方案里没有这一类附件。请刷新页面后再传。");
        DossierCheck.DemandRoom(kind, entry.Attachments);
        return (entry, kind);
    }
}
