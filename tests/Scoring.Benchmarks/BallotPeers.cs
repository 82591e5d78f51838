using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Data.Sqlite;
using Scoring.Data.Sqlite.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Harness;
using Scoring.Web.Setup;
using Receipt = Scoring.Data.Sqlite.Surveys.Receipt;

namespace Scoring.Benchmarks;

/// <summary>What the real endpoint is held against: the same program, page and checks, with another slot behind the page.</summary>
internal static class BallotPeers
{
    public const string Twin = "web-without-database";
    public const string Control = "web-with-ef-per-request";

    public static IReadOnlyList<string> Program(string which) => [typeof(BallotPeers).Assembly.Location, which];

    /// <summary>Everything but the database: answers are checked, and thanked for.</summary>
    public static Task<int> RunTwin(string[] args) => WebVariant.Run(args, builder => builder.Services.AddSingleton<BallotSlot>(services =>
    {
        var form = Form(services);
        return new BallotSlot(ballot => Task.FromResult(new Receipt(AnswerSheet.FirstUnanswered(form.Survey, ballot.Answers) is null, form.Survey.WindowDays)));
    }));

    /// <summary>The same ballot by EF, a context, a transaction and a save for each, behind a gate so that nobody starves.</summary>
    public static Task<int> RunControl(string[] args) => WebVariant.Run(args, builder => builder.Services.AddSingleton<BallotSlot>(services =>
    {
        var form = Form(services);
        var (scopes, gate, clock) = (services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<WriteGate>(), services.GetRequiredService<Clock>());
        return new BallotSlot(async ballot =>
        {
            if (AnswerSheet.FirstUnanswered(form.Survey, ballot.Answers) is not null)
                return default;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
            using var turn = await gate.Enter();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var token = await db.BallotTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == ballot.Hash);
            var batch = token is null ? null : await db.TokenBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == token.BatchId && b.VoidedAt == null);
            if (batch is null)
                return default;
            if (await db.SpentTokens.AnyAsync(s => s.Hash == ballot.Hash))
                return new Receipt(true, form.Survey.WindowDays);
            var day = ChinaTime.DateOf(clock.Now);
            db.SpentTokens.Add(new SpentToken { Hash = ballot.Hash });
            db.Ballots.Add(new Ballot { Day = day, SchemeVersionId = form.SchemeVersionId, EstateId = token!.EstateId, Channel = BallotChannel.Slip, Answers = form.Pack(ballot.Answers), Mark = Random.Shared.NextInt64() });
            foreach (var (question, answer) in ballot.Answers)
            {
                if (await db.BallotCounts.FindAsync(token.EstateId, day, form.SchemeCode, question, BallotChannel.Slip, answer) is { } count)
                    count.Count++;
                else
                    db.BallotCounts.Add(new BallotCount { EstateId = token.EstateId, Day = day, SchemeCode = form.SchemeCode, Question = question, Channel = BallotChannel.Slip, Answer = answer, Count = 1 });
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return new Receipt(true, form.Survey.WindowDays);
        });
    }));

    private static Questionnaire Form(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var version = scope.ServiceProvider.GetRequiredService<ScoringDb>().SchemeVersions.AsNoTracking().Single(v => v.Id == 1);
        return new Questionnaire(version.Id, version.Code, Scheme.Parse(version.Json).Survey!);
    }
}
