using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Pairings;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Pairings;

/// <summary>One pairing: what was promised, what was done and confirmed, who helped before; and the form to file what was done.</summary>
public static class Detail
{
    public sealed record Query(int Id, Help.Command? Typed = null) : IRequest<View>;

    /// <summary>A proof, for those who may see its pairing.</summary>
    public sealed record File(int Id) : IRequest<HelpFile>;

    public sealed record View(
        PageHead Head, int Id, string Unit, string Estate, string Since, string? Until, string LeadCadre, string? Commitments, IReadOnlyList<HelpRow> Help, int Confirmed, Timeline History,
        bool Files, bool Ends, IReadOnlyList<string> Kinds, Help.Command Typed, string Today, Guid Key);

    public sealed class QueryHandler(ScoringDb db, PairingSeat seat, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var pairing = await seat.Pairing(request.Id, cancellationToken);
            var today = ChinaTime.DateOf(clock.Now);
            var street = await db.Units.Where(u => u.Id == pairing.Estate!.StreetId).Select(u => u.Name).SingleAsync(cancellationToken);
            var help = await HelpRow.Of(db, h => h.PairingId == pairing.Id, cancellationToken);
            var others = await db.Pairings.AsNoTracking().Include(p => p.PairedUnit).Where(p => p.EstateId == pairing.EstateId).OrderByDescending(p => p.Since).ToListAsync(cancellationToken);
            var mine = seat.Helps(pairing);
            return new View(
                new PageHead($"{pairing.PairedUnit!.Name} · {pairing.Estate!.Name}")
                {
                    Crumbs = mine ? [("包联台账", "/pairings/mine")] : [("包联", "/pairings")], Sub = street, State = pairing.Holds(today) ? new Badge("正在包联", Tone.Ok) : new Badge("已经结束"),
                },
                pairing.Id, pairing.PairedUnit.Name, pairing.Estate.Name, ChinaTime.Words(pairing.Since), pairing.Until is { } until ? $"{ChinaTime.Words(until)}，{pairing.EndReason}" : null,
                pairing.LeadCadre, pairing.Commitments, help, help.Count(h => h.State.Tone == Tone.Ok),
                new Timeline([.. others.Select(p => new TimelineItem(p.PairedUnit!.Name, p.Until is { } end ? $"{p.Since:yyyy-MM-dd} 至 {end:yyyy-MM-dd}" : $"{p.Since:yyyy-MM-dd} 起", $"包保领导 {p.LeadCadre}", p.EndReason, p.Holds(today) ? Tone.Now : Tone.Off))], $"{pairing.Estate.Name}的包联历史"),
                mine && pairing.Holds(today), seat.Keeps && pairing.Until is null, await seat.Kinds(cancellationToken), request.Typed ?? new Help.Command { Day = today }, $"{today:yyyy-MM-dd}", Guid.NewGuid());
        }
    }

    public sealed class FileHandler(ScoringDb db, PairingSeat seat) : IRequestHandler<File, HelpFile>
    {
        public async Task<HelpFile> Handle(File request, CancellationToken cancellationToken)
        {
            var found = await db.HelpRecords.AsNoTracking().Include(h => h.Files).SingleOrDefaultAsync(h => h.Files.Any(f => f.Id == request.Id), cancellationToken) ?? throw Refused.Missing("没有这个文件。");
            await seat.Pairing(found.PairingId, cancellationToken);
            return found.Files.Single(f => f.Id == request.Id);
        }
    }
}

/// <summary>A help record as pages show it.</summary>
public sealed record HelpRow(int Id, int PairingId, string Day, string Kind, string Text, string Filed, Badge State, string? Answer, IReadOnlyList<(int Id, string Name)> Files)
{
    public static async Task<IReadOnlyList<HelpRow>> Of(ScoringDb db, System.Linq.Expressions.Expression<Func<HelpRecord, bool>> of, CancellationToken cancellationToken)
    {
        var records = await db.HelpRecords.AsNoTracking().Include(h => h.Files).Where(of).OrderByDescending(h => h.Day).ThenByDescending(h => h.Id).Take(200).ToListAsync(cancellationToken);
        var hands = records.SelectMany(h => new[] { h.FiledById, h.AnsweredById ?? 0 }).Distinct().ToList();
        var people = await db.Users.Where(u => hands.Contains(u.Id)).Names(cancellationToken);
        var places = records.Select(h => h.AnsweredForId ?? 0).Distinct().ToList();
        var units = await db.Units.AsNoTracking().Where(u => places.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
        return [.. records.Select(h => new HelpRow(
            h.Id, h.PairingId, ChinaTime.Words(h.Day), h.Kind, h.Text, $"{people.GetValueOrDefault(h.FiledById)} 记于 {ChinaTime.Words(h.FiledAt)}",
            h.AnsweredAt is null ? new Badge("等小区确认", Tone.Wait) : h.Confirmed ? new Badge("已确认", Tone.Ok) : new Badge("不属实", Tone.Refused),
            h.AnsweredAt is { } at ? $"{units.GetValueOrDefault(h.AnsweredForId ?? 0)} {people.GetValueOrDefault(h.AnsweredById ?? 0)}，{ChinaTime.Words(at)}{(h.AnswerReason is null ? string.Empty : $"：{h.AnswerReason}")}" : null,
            [.. h.Files.Select(f => (f.Id, f.FileName))]))];
    }
}
