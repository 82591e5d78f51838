using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Judging;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Judging;

/// <summary>A judge's way in by the personal code. Looking (as chat programs do with every link) spends nothing; the first phone that confirms keeps it.</summary>
public static class Enter
{
    /// <param name="Device">The mark this phone carries; null when it carries none.</param>
    public sealed record Query(string Token, string? Device) : IRequest<View>
    {
        public override string ToString() => "look at a pass";
    }

    /// <param name="Why">Why it does not let this phone in; null when it does.</param>
    public sealed record View(string? Name, string? UnitName, string? CycleTitle, string? Why);

    public sealed record Command(string Token, string Device) : ICommand<Entered>, IQuiet
    {
        public override string ToString() => "use a pass";
    }

    public sealed record Entered(int AccountId, int PassId);

    private const string Unknown = "没有这张评委码。请对准卡片再扫一次；还是不行，请找工作人员换一张。";

    private static async Task<(JudgePass Pass, Judge Judge)> Find(ScoringDb db, string token, bool demo, CancellationToken cancellationToken)
    {
        var hash = JudgePass.HashOf(token);
        var pass = await db.Passes.SingleOrDefaultAsync(p => p.TokenHash == hash, cancellationToken) ?? throw Refused.Missing(Unknown);
        var judge = await db.Judges.AsNoTracking().SingleAsync(j => j.Id == pass.JudgeId, cancellationToken);
        // As with passwords: a file that was once a demo's must not let its people in in earnest.
        return judge.RemovedAt is null && (demo || !await db.Users.AnyAsync(a => a.Id == judge.AccountId && a.Demo, cancellationToken)) ? (pass, judge) : throw Refused.Missing(Unknown);
    }

    public sealed class QueryHandler(ScoringDb db, Clock clock, IOptions<ScoringOptions> options) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (pass, judge) = await Find(db, request.Token, options.Value.Demo == true, cancellationToken);
            var standing = pass.StandingFor(request.Device, clock.Now);
            if (standing is not (PassStanding.Unused or PassStanding.Mine))
                return new View(null, null, null, PassStandingNames.Why(standing));
            var title = await db.Cycles.Where(c => c.Id == judge.CycleId).Select(c => c.Title).SingleAsync(cancellationToken);
            return new View(judge.Name, judge.UnitName, title, null);
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, IOptions<ScoringOptions> options) : IRequestHandler<Command, Entered>
    {
        public async Task<Entered> Handle(Command request, CancellationToken cancellationToken)
        {
            var (pass, judge) = await Find(db, request.Token, options.Value.Demo == true, cancellationToken);
            var first = pass.DeviceHash is null;
            pass.Use(request.Device, clock.Now);
            // Nobody is signed in yet, so the journal would name the clock.
            if (first)
            {
                db.AuditEvents.Add(new AuditEvent
                {
                    At = clock.Now, AccountId = judge.AccountId, Who = $"{judge.UnitName} · 评委 · {judge.Name}", Act = "Judging.Enter", CycleId = judge.CycleId,
                    Text = $"{judge.Name}（{judge.Code}）在自己的手机上扫评委码登录",
                });
            }

            return new Entered(judge.AccountId, pass.Id);
        }
    }
}
