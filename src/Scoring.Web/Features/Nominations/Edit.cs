using MediatR;
using Scoring.Data;
using Scoring.Data.Entries;
using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Nominations;

/// <summary>Writes the dossier of an own entry that is a draft or was returned. Saving is always possible; wholeness is asked at submission.</summary>
public static class Edit
{
    public sealed record Query(int EntryId, Command? Typed = null) : IRequest<View>;

    /// <param name="Form">What the fields hold: as saved, or as typed when it was refused.</param>
    /// <param name="Saved">As saved, to compare with when somebody else saved first.</param>
    /// <param name="Conflict">Somebody else saved since this page was opened.</param>
    public sealed record View(
        PageHead Head, int EntryId, Command Form, Command Saved, bool Conflict, bool ByHand, bool Applied, string Place, string? Returned,
        IReadOnlyList<CodedText> Composition, IReadOnlyList<DossierSection> Sections, Standards? Standards,
        IReadOnlyList<SelfBlock> SelfReports, IReadOnlyList<FileBox> Files, NomineeWords Words, string KeepKey);

    public sealed record SelfBlock(string Name, string Guidance, IReadOnlyList<SelfRow> Rows);

    public sealed record SelfRow(string Field, string Name, string? Hint, decimal Maximum);

    public sealed record FileBox(AttachmentKind Kind, string Accept, string Rules, bool Full, IReadOnlyList<DossierSheet.FileRow> Files);

    public sealed record Command : ICommand<Done>, IKeyed
    {
        public int EntryId { get; init; }

        public int Version { get; init; }

        public string? PersonName { get; init; }

        public string? Composition { get; init; }

        public string? PersonTitle { get; init; }

        /// <summary>Section code → text.</summary>
        public Dictionary<string, string?> Texts { get; init; } = [];

        /// <summary>Codes of the standards that are ticked.</summary>
        public List<string> Standards { get; init; } = [];

        /// <summary>"BLOCK.INDICATOR" → points as typed.</summary>
        public Dictionary<string, string?> SelfReport { get; init; } = [];

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(Clock clock, FilingDesk desk, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, scheme, rules) = await desk.Cycle(entry.CycleId, cancellationToken);
            desk.DemandEditable(cycle, entry);
            var saved = new Command
            {
                EntryId = entry.Id,
                Version = entry.Version,
                PersonName = entry.PersonName,
                Composition = entry.Composition,
                PersonTitle = entry.PersonTitle,
                Texts = rules.Dossier.ToDictionary(s => s.Code, s => (string?)entry.Dossier.Text(s.Code)),
                Standards = [.. entry.Dossier.Standards],
                SelfReport = entry.Dossier.SelfReport.ToDictionary(p => p.Key, p => (string?)p.Value),
                Key = Guid.NewGuid(),
            };
            // What was typed goes out again under the version now saved: the next save is made knowing of it.
            var form = request.Typed is { } typed ? typed with { Version = saved.Version, Key = saved.Key } : saved;
            return new View(
                new PageHead(entry.Applied ? $"{entry.PersonName}自评" : scheme.Subject.IsPerson ? $"{entry.PersonName}的事迹材料" : entry.PersonName)
                {
                    Crumbs = [entry.Applied ? ("自评申报", "/applications") : ("申报", "/nominations"), (entry.PersonName, $"/nominations/entry/{entry.Id}")], Sub = cycle.Title, State = EntryBadge.Of(entry.State),
                    Next = "填好后保存并预览，再提交", Due = CycleWords.Due(FilingDesk.Window(cycle, entry).Deadline, clock.Now),
                },
                entry.Id, form, saved, request.Typed is { } t && t.Version != saved.Version, entry.PersonId is null && !entry.Applied, entry.Applied, $"{entry.BranchName} · {entry.EstateName}",
                entry.State == EntryState.Returned ? entry.Reason : null,
                rules.Composition, rules.Dossier, rules.Standards, [.. scheme.Evidence.Where(e => e.SelfReport).Select(e => Self(scheme, e))],
                [.. rules.Attachments.Select(k => Box(k, entry))], NomineeWords.Of(scheme.Subject), $"entry/{entry.Id}/{actor.Id}");
        }

        private static SelfBlock Self(Scheme scheme, EvidenceBlock block) =>
            new(scheme.Rubric.Blocks.FirstOrDefault(b => b.Code == block.Block)?.Name ?? block.Block, block.Guidance,
                [.. block.Indicators.Select(i => new SelfRow($"{block.Block}.{i.Code}", i.Name, i.Hint, i.Maximum))]);

        private static FileBox Box(AttachmentKind kind, Entry entry)
        {
            var files = DossierSheet.FilesOf(entry, kind.Code);
            return new(kind, string.Join(',', kind.Types.Select(t => "." + t).Concat(kind.Types.Contains("jpg") ? [".jpeg"] : [])),
                $"{string.Join('、', kind.Types)}，每个不超过 {kind.MaximumMegabytes} MB，最多 {kind.MaximumCount} 个{(kind.Required ? "，必须有" : string.Empty)}",
                files.Count >= kind.MaximumCount, files);
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, FilingDesk desk, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var entry = await desk.Entry(request.EntryId, cancellationToken);
            var (cycle, scheme, rules) = await desk.Cycle(entry.CycleId, cancellationToken);
            desk.DemandEditable(cycle, entry);
            entry.DemandVersion(request.Version);
            if (entry.PersonId is null && !entry.Applied && !string.IsNullOrWhiteSpace(request.PersonName) && request.PersonName.Trim() != entry.PersonName)
            {
                var name = request.PersonName.Trim();
                var wins = await PastWins.Load(db, scheme.Code, cancellationToken);
                CoolingOff.Demand(name, wins.Of(null, name, entry.BranchId), rules.CoolingOffMonths, clock.Now);
                entry.PersonName = name.Length <= 40 ? name : name[..40];
            }

            if (rules.Composition.Any(c => c.Code == request.Composition))
                entry.Composition = request.Composition!;
            entry.PersonTitle = Trimmed(request.PersonTitle, 60);
            entry.Dossier = new Dossier(
                rules.Dossier.ToDictionary(s => s.Code, s => (request.Texts.GetValueOrDefault(s.Code) ?? string.Empty).ReplaceLineEndings("\n")),
                [.. (rules.Standards?.Items ?? []).Where(i => request.Standards.Contains(i.Code)).Select(i => i.Code)])
            {
                SelfReport = SelfReports(scheme, request),
            };
            entry.Version++;
            journal.Note(cycle.Id, entry.Id, "保存事迹材料");
            return Done.It;
        }

        private static Dictionary<string, string> SelfReports(Scheme scheme, Command request)
        {
            var kept = new Dictionary<string, string>();
            foreach (var (block, indicator) in scheme.Evidence.Where(e => e.SelfReport).SelectMany(e => e.Indicators.Select(i => (e, i))))
            {
                var field = $"{block.Block}.{indicator.Code}";
                if (string.IsNullOrWhiteSpace(request.SelfReport.GetValueOrDefault(field)))
                    continue;
                var amount = Figures.Read(request.SelfReport[field]);
                if (amount is null || Domain.Reviews.EvidenceMark.Lack(indicator, EvidenceEntry.Points, amount) is not null)
                    throw Domain.Refused.Input($"自查“{indicator.Name}”请填 0 到 {indicator.Maximum:0.###} 之间的数字。");
                kept[field] = $"{amount:0.###}";
            }

            return kept;
        }

        private static string? Trimmed(string? text, int most) =>
            string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > most ? trimmed[..most] : text.Trim();
    }
}
