using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reviews;

/// <summary>One department's figures for one entry in one block. Every save is a new revision; nothing is overwritten.</summary>
public static class Enter
{
    /// <summary>What a proof may be.</summary>
    public static IReadOnlyList<string> ProofTypes { get; } = ["pdf", "docx", "jpg", "png"];

    public const long ProofBytes = 20L << 20;

    public sealed record Query(int EntryId, string Block, Command? Typed = null) : IRequest<View>;

    public sealed record View(
        PageHead Head, int EntryId, string Block, string PersonName, bool Writes, string? Closed, bool Deductions, string Guidance, string Full, IReadOnlyList<IndicatorRow> Rows,
        Command Form, string? Sum, DossierSheet.FileRow? Proof, Timeline History, string KeepKey, bool HasDossier);

    public sealed record IndicatorRow(string Code, string Name, string? Hint, string Maximum, string? SelfReport);

    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int EntryId { get; init; }

        public string Block { get; init; } = string.Empty;

        /// <summary>The revision that was shown; 0 when nothing had been entered.</summary>
        public int Revision { get; init; }

        /// <summary>Indicator code → the figure as typed.</summary>
        public Dictionary<string, string?> Items { get; init; } = [];

        public string? Note { get; init; }

        public Guid Key { get; init; }

        /// <summary>A new proof, already in the store; set by the room, never by a form.</summary>
        internal (string Name, KeptFile File)? Proof { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).MaximumLength(1000).WithMessage("依据请不超过 1000 字。");
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var entry = await EntryReading.Demand(db, actor, request.EntryId, cancellationToken);
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            cycle.Advance(clock.Now);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var block = await desk.Block(scheme, request.Block, cancellationToken);
            var rubric = EvidenceDesk.Rubric(scheme, block);
            var full = rubric.Full ?? 0;
            var marks = await db.EvidenceMarks.AsNoTracking().Where(m => m.EntryId == entry.Id && m.Block == block.Block).OrderByDescending(m => m.Revision).ToListAsync(cancellationToken);
            var hands = marks.ConvertAll(m => m.ById);
            var who = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
            var last = marks.FirstOrDefault();
            var owner = await desk.OwnerOf(block, cancellationToken);
            var open = PhaseTable.Allows(cycle, Act.EnterEvidence, clock.Now) && CycleChoice.Examined.Contains(entry.State);
            var saved = new Command
            {
                EntryId = entry.Id, Block = block.Block, Revision = last?.Revision ?? 0, Note = last?.Note, Key = Guid.NewGuid(),
                Items = last?.Items.ToDictionary(i => i.Key, i => (string?)Figures.Words(i.Value)) ?? [],
            };
            return new View(
                new PageHead($"{entry.PersonName}　{rubric.Name}")
                {
                    Crumbs = [("佐证", $"/reviews/evidence?cycle={cycle.Id}")], Sub = $"{cycle.Title} · {entry.EstateName}", State = last is null ? new Badge("还没录", Tone.Wait) : new Badge($"第 {last.Revision} 稿", Tone.Ok),
                    Next = owner is null ? null : open ? (last is null ? "逐项填分，写明依据" : "可以改，改一次留一稿") : "录入已经截止",
                    Due = owner is not null && open && cycle.EvidencePhase is { } phase ? CycleWords.Due(phase.Deadline, clock.Now) : null,
                },
                entry.Id, block.Block, entry.PersonName, owner is not null && open, owner is not null && !open ? "录入已经截止，下面是已录的内容。确需补录，请联系组织部延长期限。" : null,
                block.Entry == EvidenceEntry.Deductions, block.Guidance, Figures.Words(full),
                [.. block.Indicators.Select(i => new IndicatorRow(i.Code, i.Name, i.Hint, Figures.Words(i.Maximum), block.SelfReport ? entry.Dossier.SelfReport.GetValueOrDefault($"{block.Block}.{i.Code}") ?? "未填" : null))],
                request.Typed is { } typed ? typed with { Revision = saved.Revision, Key = saved.Key } : saved,
                last is null ? null : Figures.Words(last.PointsOf(full)),
                last?.AttachmentId is { } file && entry.Attachments.Find(a => a.Id == file) is { } proof ? DossierSheet.RowOf(proof) : null,
                new Timeline([.. marks.Select(m => new TimelineItem($"第 {m.Revision} 稿：{Figures.Words(m.PointsOf(full))} 分", ChinaTime.Words(m.At), who.GetValueOrDefault(m.ById),
                    $"{string.Join('，', block.Indicators.Where(i => m.Items.ContainsKey(i.Code)).Select(i => $"{i.Name} {Figures.Words(m.Items[i.Code])}"))}。{m.Note}"))], "历次录入"),
                $"evidence/{entry.Id}/{block.Block}/{actor.Id}", scheme.Nomination is not null);
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, EvidenceDesk desk, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.EvidenceDepartment);
            var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == request.EntryId && e.SubmittedAt != null, cancellationToken) ?? throw Refused.Missing("没有这份申报。");
            var cycle = await db.Cycles.SingleAsync(c => c.Id == entry.CycleId, cancellationToken);
            var scheme = await shelf.Of(cycle, cancellationToken);
            var block = await desk.Block(scheme, request.Block, cancellationToken);
            var owner = await desk.OwnerOf(block, cancellationToken) ?? throw Refused.NotYours("这一项佐证不归本部门录入。");
            PhaseTable.Demand(cycle, Act.EnterEvidence, clock.Now);
            if (!CycleChoice.Examined.Contains(entry.State))
                throw new Refused($"{entry.PersonName}的申报现在是“{EntryStateNames.Of(entry.State)}”，不用录入佐证。");
            var last = await db.EvidenceMarks.AsNoTracking().Where(m => m.EntryId == entry.Id && m.Block == block.Block).OrderByDescending(m => m.Revision).FirstOrDefaultAsync(cancellationToken);
            if ((last?.Revision ?? 0) != request.Revision)
                throw new Refused($"{entry.PersonName}的这一项刚刚有人录过第 {last?.Revision} 稿，您的这一次没有保存。请看过最新内容后再改。");

            var amounts = new Dictionary<string, decimal>();
            foreach (var indicator in block.Indicators)
            {
                var typed = request.Items.GetValueOrDefault(indicator.Code);
                if (Figures.Read(typed) is { } amount)
                    amounts[indicator.Code] = amount;
                else if (!string.IsNullOrWhiteSpace(typed))
                    throw Refused.Input($"“{indicator.Name}”填的“{typed}”不是数字。");
            }

            var full = EvidenceDesk.Rubric(scheme, block).Full ?? 0;
            var proof = last?.AttachmentId;
            // Checked before the proof gets a row, so that a refused figure leaves nothing behind.
            EvidenceMark Mark(int? attachment) => EvidenceMark.Of(entry.Id, block, full, amounts, request.Note, request.Revision + 1, attachment, owner.Id, actor.Id, clock.Now);
            var mark = Mark(proof);
            if (request.Proof is { } sent)
            {
                var file = new Attachment
                {
                    EntryId = entry.Id, Purpose = FilePurpose.Evidence, FileName = sent.Name, ContentType = sent.File.ContentType, Size = sent.File.Size, Hash = sent.File.Hash,
                    AddedById = actor.Id, AddedAt = clock.Now,
                };
                db.Attachments.Add(file);
                await db.SaveChangesAsync(cancellationToken);
                mark = Mark(file.Id);
            }

            db.EvidenceMarks.Add(mark);
            journal.Note(cycle.Id, entry.Id, $"{owner.Name}录入{EvidenceDesk.Rubric(scheme, block).Name}（第 {mark.Revision} 稿）");
            return Done.It;
        }
    }
}
