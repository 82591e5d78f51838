using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;

namespace Scoring.Harness.Surveys;

/// <summary>
/// A file in the middle of a survey: estates, a cycle whose window holds now, ballots that are in already and slips that are still out.
/// Slip n has the same code in every file.
/// </summary>
/// <param name="Estates">How many.</param>
/// <param name="Ballots">In already, spread over estates and the days up to today.</param>
/// <param name="Slips">Still out.</param>
public sealed record BallotFile(int Estates, int Ballots, int Slips)
{
    public const int CycleId = 1;
    private const int FirstEstate = 1000;
    private const int DaysBack = 20;

    /// <summary>The code of slip n of those that are out, from 0.</summary>
    public static string Code(int slip) => SlipCode.Of(SHA256.HashData(Encoding.ASCII.GetBytes($"slip {slip.ToString(CultureInfo.InvariantCulture)}")));

    /// <summary>Lays the file.</summary>
    public void Lay(string file, DateTimeOffset now)
    {
        using var db = LiveDay.Open(file);
        db.Database.Migrate();
        db.Database.OpenConnection();
        db.Database.ExecuteSqlRaw("PRAGMA cache_size=-500000; PRAGMA wal_autocheckpoint=100000");
        var form = AddFrame(db, now);
        using var transaction = db.Database.BeginTransaction();
        using (var book = new BallotBook(db.Database.GetDbConnection(), transaction.GetDbTransaction()))
        {
            AddTokens(book, ChinaTime.DateOf(now));
            AddBallots(db, book, form, ChinaTime.DateOf(now));
        }

        transaction.Commit();
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private Questionnaire AddFrame(ScoringDb db, DateTimeOffset now)
    {
        db.Units.Add(new Unit { Id = 1, Code = "DISTRICT", Name = "试验区", Kind = UnitKind.District });
        db.Units.Add(new Unit { Id = 2, Code = "S1", Name = "第1街道", Kind = UnitKind.Street, ParentId = 1, StreetId = 2 });
        db.Units.Add(new Unit { Id = 3, Code = "C1", Name = "第1社区", Kind = UnitKind.Community, ParentId = 2, StreetId = 2 });
        for (var e = 0; e < Estates; e++)
            db.Units.Add(new Unit { Id = FirstEstate + e, Code = $"E{e}", Name = $"第{e}小区", Kind = UnitKind.Estate, ParentId = 3, StreetId = 2, Households = 5000 });
        db.Users.Add(new Account { Id = 1, UserName = "operator", NormalizedUserName = "OPERATOR", FullName = "经办", UnitId = 1, SecurityStamp = "stamp" });
        // The first programme that asks what the harness's residents answer, and nothing else that must be answered.
        var json = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(WebProgram.BuiltAssembly)!, "seeds", "schemes"), "*.json")
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText).First(j => Scheme.Parse(j).Survey?.Questions.Where(q => !q.Optional).All(q => q.Code == "overall") == true);
        var scheme = Scheme.Parse(json);
        db.SchemeVersions.Add(new SchemeVersion { Id = 1, Code = scheme.Code, Name = scheme.Name, Version = 1, Hash = scheme.Hash, Json = json, CreatedAt = now, CreatedBy = "harness" });
        db.SaveChanges();
        var cycle = new Cycle
        {
            Id = CycleId, SchemeCode = scheme.Code, SchemeVersionId = 1, SchemeHash = scheme.Hash, Number = 1, State = CycleState.Nominating, Period = "2026-01", Title = "大场面试验",
        };
        foreach (var (code, from, until) in new[] { (PhaseCode.Nominate, -DaysBack, 5), (PhaseCode.Review, -DaysBack, 8), (PhaseCode.Survey, -DaysBack, 8), (PhaseCode.Live, 9, 10), (PhaseCode.Tally, 10, 12), (PhaseCode.Approve, 11, 12), (PhaseCode.Notice, 13, 18), (PhaseCode.Publish, 19, 19) })
            cycle.Phases.Add(new CyclePhase { Code = code, Name = code, Ordinal = cycle.Phases.Count + 1, StartsAt = now.AddDays(from), EndsAt = now.AddDays(until), Why = "试验" });
        db.Cycles.Add(cycle);
        for (var e = 0; e < Estates; e++)
            db.TokenBatches.Add(new TokenBatch { Id = e + 1, CycleId = CycleId, EstateId = FirstEstate + e, Count = 500, IssuedById = 1, IssuedAt = now });
        db.SaveChanges();
        return new Questionnaire(1, scheme.Code, scheme.Survey!);
    }

    /// <summary>In the order of the table, so that a million take seconds.</summary>
    private void AddTokens(BallotBook book, DateOnly today)
    {
        var tokens = Enumerable.Range(0, Ballots).Select(i => (Hash: SHA256.HashData(BitConverter.GetBytes(i)), Estate: i % Estates, Spent: true))
            .Concat(Enumerable.Range(0, Slips).Select(i => (Hash: BallotToken.HashOf(Code(i)), Estate: i % Estates, Spent: false))).ToList();
        tokens.Sort((a, b) => a.Hash.AsSpan().SequenceCompareTo(b.Hash));
        foreach (var (hash, estate, spent) in tokens)
        {
            book.Token(hash, FirstEstate + estate, BallotChannel.Slip, estate + 1, today.AddDays(-DaysBack));
            if (spent)
                book.Spend(hash);
        }
    }

    private void AddBallots(ScoringDb db, BallotBook book, Questionnaire form, DateOnly today)
    {
        const int Lot = 250_000;
        var random = new Random(7);
        for (var done = 0; done < Ballots; done += Lot)
        {
            book.Put(
            [
                .. Enumerable.Range(done, Math.Min(Lot, Ballots - done)).Select(i => new NewBallot(
                    form, FirstEstate + (i % Estates), random.Next(4) > 0 ? BallotChannel.Slip : BallotChannel.Open, today.AddDays(-random.Next(DaysBack)),
                    [.. form.Survey.Questions.Select(q => (byte)(1 + random.Next(q.Answers.Count)))])),
            ],
            (scheme, day) => SurveyWindows.Holding(db, scheme, day));
        }
    }
}
