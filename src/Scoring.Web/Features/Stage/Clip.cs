using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Stages;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Shared.Dossiers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Stage;

/// <summary>The film of the practice: given before or on the day, shown on the big screen while the panel practises.</summary>
public static class Clip
{
    /// <summary>What it may be.</summary>
    public static readonly string[] Types = ["mp4"];

    public const long MostBytes = 300L * 1024 * 1024;

    public sealed record Query(int CycleId) : IRequest<View>;

    /// <param name="Text">What the scheme says about the practice.</param>
    public sealed record View(int CycleId, PageHead Head, string Text, string? FileName, string? Size, Guid Key);

    public sealed record Command(int CycleId, string FileName, KeptFile File, Guid Key) : ICommand<string>, IKeyed;

    public sealed record Remove(int CycleId, Guid Key) : ICommand<string>, IKeyed;

    private static async Task<(Cycle Cycle, string Text)> Wanted(ScoringDb db, SchemeShelf shelf, int cycleId, CancellationToken cancellationToken)
    {
        var cycle = await db.Cycles.AsNoTracking().Wanted(cycleId, cancellationToken);
        return ((await shelf.Of(cycle, cancellationToken)).Judging?.Calibration?.Practice) is { } text ? (cycle, text) : throw Refused.Missing("这一期的方案没有规定试评。");
    }

    public sealed class QueryHandler(ScoringDb db, SchemeShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (cycle, text) = await Wanted(db, shelf, request.CycleId, cancellationToken);
            var clip = await db.PracticeClips.AsNoTracking().SingleOrDefaultAsync(c => c.CycleId == cycle.Id, cancellationToken);
            return new View(cycle.Id, new PageHead("试评片") { Crumbs = [("现场", "/stage"), (cycle.Title, $"/stage/{cycle.Id}")], Sub = cycle.Title }, text, clip?.FileName, clip is null ? null : DossierSheet.SizeWords(clip.Size), Guid.NewGuid());
        }
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var (cycle, _) = await Wanted(db, shelf, request.CycleId, cancellationToken);
            if ((await ShowOfCycle.Read(db, cycle.Id, cancellationToken: cancellationToken)).Practising)
                throw new Refused("正在试评，不能换片。请先结束试评。");
            var clip = await db.PracticeClips.SingleOrDefaultAsync(c => c.CycleId == cycle.Id, cancellationToken);
            if (clip is null)
                db.PracticeClips.Add(clip = new PracticeClip { CycleId = cycle.Id, FileName = request.FileName, ContentType = request.File.ContentType, Hash = request.File.Hash });
            (clip.FileName, clip.ContentType, clip.Hash, clip.Size, clip.AddedById, clip.AddedAt) = (request.FileName, request.File.ContentType, request.File.Hash, request.File.Size, actor.Id, clock.Now);
            journal.Note(cycle.Id, null, $"上传试评片“{request.FileName}”");
            after.Touched(cycle.Id);
            return $"试评片“{request.FileName}”已上传。";
        }
    }

    public sealed class RemoveHandler(ScoringDb db, Actor actor, Journal journal, AfterCommit after) : IRequestHandler<Remove, string>
    {
        public async Task<string> Handle(Remove request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            if ((await ShowOfCycle.Read(db, request.CycleId, cancellationToken: cancellationToken)).Practising)
                throw new Refused("正在试评，不能去掉试评片。请先结束试评。");
            var clip = await db.PracticeClips.SingleOrDefaultAsync(c => c.CycleId == request.CycleId, cancellationToken) ?? throw new Refused("试评片已经去掉了。");
            db.PracticeClips.Remove(clip);
            journal.Note(request.CycleId, null, $"去掉试评片“{clip.FileName}”");
            after.Touched(request.CycleId);
            return "试评片已去掉。";
        }
    }
}
