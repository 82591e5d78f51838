using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>What units say they did for the reader's estates: was it so? One word each, given once.</summary>
public static class Confirm
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<Row> Waiting, IReadOnlyList<Row> Answered);

    public sealed record Row(string Unit, string Estate, HelpRow Help, Guid Key);

    public sealed record Command : ICommand<string>, IKeyed
    {
        public int RecordId { get; init; }

        public bool Confirmed { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(300).WithMessage("说明请不超过 300 字。");
    }

    public sealed class QueryHandler(ScoringDb db, PairingSeat seat) : IRequestHandler<Query, View>
    {
        private const int Shown = 20;

        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var estates = (await seat.Words(cancellationToken)).SelectMany(w => w.Estates).ToList();
            var pairings = await db.Pairings.AsNoTracking().Where(p => estates.Contains(p.EstateId)).Select(p => new { p.Id, Unit = p.PairedUnit!.Name, Estate = p.Estate!.Name }).ToDictionaryAsync(p => p.Id, cancellationToken);
            var ids = pairings.Keys.ToList();
            IReadOnlyList<Row> Rows(IEnumerable<HelpRow> help) => [.. help.Select(h => new Row(pairings[h.PairingId].Unit, pairings[h.PairingId].Estate, h, Guid.NewGuid()))];
            return new View(
                Rows(await HelpRow.Of(db, h => ids.Contains(h.PairingId) && h.AnsweredAt == null, cancellationToken)),
                Rows((await HelpRow.Of(db, h => ids.Contains(h.PairingId) && h.AnsweredAt != null, cancellationToken)).Take(Shown)));
        }
    }

    public sealed class Handler(ScoringDb db, PairingSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Judge);
            var record = await db.HelpRecords.SingleOrDefaultAsync(h => h.Id == request.RecordId, cancellationToken) ?? throw Refused.Missing("没有这一条记录。");
            var pairing = await seat.Pairing(record.PairingId, cancellationToken);
            var unit = await seat.For(pairing, cancellationToken) ?? throw Refused.NotYours("只能确认本小区、本社区的帮扶记录。");
            record.Answer(request.Confirmed, request.Reason, unit, actor.Id, clock.Now);
            journal.Note(null, null, $"{(request.Confirmed ? "确认" : "不确认")}{pairing.PairedUnit!.Name}对{pairing.Estate!.Name}的帮扶：{record.Day:yyyy-MM-dd} {record.Kind}");
            return request.Confirmed ? "已确认。" : "已记下，单位看得到您的说明。";
        }
    }
}
