using MediatR;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>Files one thing that was done, with its proofs; the estate's branch or community confirms it.</summary>
public static class Help
{
    public static IReadOnlyList<string> ProofTypes { get; } = ["pdf", "docx", "jpg", "png"];

    public const long ProofBytes = 20L << 20;

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int PairingId { get; init; }

        public DateOnly? Day { get; init; }

        public string? Kind { get; init; }

        public string? Text { get; init; }

        public Guid Key { get; init; }

        /// <summary>Already in the store; set by the room, never by a form.</summary>
        internal IReadOnlyList<(string Name, KeptFile File)> Proofs { get; init; } = [];
    }

    public sealed class Handler(ScoringDb db, PairingSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.PairedUnit);
            var pairing = await seat.Pairing(request.PairingId, cancellationToken);
            if (!seat.Helps(pairing))
                throw Refused.NotYours("只能记本单位的帮扶。");
            if (request.Kind is { } kind && !(await seat.Kinds(cancellationToken)).Contains(kind))
                throw Refused.Input("请从列表里选择帮的是哪一项。");
            var record = HelpRecord.Of(pairing, request.Day, request.Kind, request.Text, actor.Id, ChinaTime.DateOf(clock.Now), clock.Now);
            record.Files.AddRange(request.Proofs.Select(p => new HelpFile { FileName = p.Name, ContentType = p.File.ContentType, Size = p.File.Size, Hash = p.File.Hash }));
            db.HelpRecords.Add(record);
            journal.Note(null, null, $"{pairing.PairedUnit!.Name}记{pairing.Estate!.Name}帮扶一条：{record.Day:yyyy-MM-dd} {record.Kind}，佐证 {record.Files.Count} 个");
            return "已记下，等小区党支部或社区确认。";
        }
    }
}
