using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>The dossier for those who judge or check it, and its files, each asked for by who is asking.</summary>
public static class Read
{
    public sealed record Query(int EntryId) : IRequest<View>;

    public sealed record View(PageHead Head, DossierSheet Sheet, string? Back, string? BackText);

    public sealed record File(int FileId) : IRequest<Attachment>;

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var entry = await EntryReading.Demand(db, actor, request.EntryId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            if (scheme.Nomination is null)
                throw Refused.Missing("这项活动没有事迹材料。");
            var street = await db.Units.AsNoTracking().Where(u => u.Id == entry.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            var (back, text) = actor.Is(Role.Judge) ? ("/judging", "回到评分")
                : actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) ? ($"/reviews/{entry.Id}", "回到审查")
                : actor.Is(Role.EvidenceDepartment) ? ($"/reviews/evidence?cycle={cycle.Id}", "回到佐证")
                : ($"/nominations/entry/{entry.Id}", "回到申报");
            return new View(
                new PageHead(entry.PersonName) { Sub = $"{cycle.Title}{(entry.Code is null ? string.Empty : $" · 编号 {entry.Code}")}", State = EntryBadge.Of(entry.State) },
                DossierSheet.Of(scheme, entry, street), back, text);
        }
    }

    public sealed class FileHandler(ScoringDb db, Actor actor) : IRequestHandler<File, Attachment>
    {
        public async Task<Attachment> Handle(File request, CancellationToken cancellationToken)
        {
            var file = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.FileId, cancellationToken) ?? throw Missing();
            await EntryReading.Demand(db, actor, file.EntryId, cancellationToken);
            return EntryReading.MayRead(actor, file) ? file : throw Missing();
        }

        private static Refused Missing() => Refused.Missing("没有这个文件，或者您的身份不能查看。");
    }
}
