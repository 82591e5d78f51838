using System.Numerics;
using Scoring.Data.Surveys;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>群众满意度 of one month: ballots through the open code and on printed slips, their tokens, and the running counts.</summary>
internal sealed class DemoSurvey(DemoContext to, BallotRows rows)
{
    // A stream of its own, so that questions that score nothing move no figure.
    private readonly Bogus.Randomizer aside = new(4711);
    private readonly Dictionary<(int Estate, string Question, string Answer, DateOnly Day, BallotChannel Channel), int> counts = [];
    private readonly Questionnaire form = new(to.VersionId, to.Scheme.Code, to.Scheme.Survey!);
    private DateOnly closed;

    /// <param name="month">With its entries.</param>
    /// <param name="shortOf">Place in the running order of the one whose sample stays small; another just reaches what is needed.</param>
    /// <param name="current">Whether it is the month that is under way.</param>
    public void Add(DemoMonth month, int shortOf, bool current)
    {
        if (SurveyWindow.Of(month.Cycle) is not { } window || to.Scheme.Survey is not { } survey)
            return;
        // Windows of neighbouring months may share days; a past month's figures must not move when the next one is made.
        var days = new SurveyWindow(Later(window.First, closed.AddDays(1)), window.Last);
        closed = window.Last;
        var rule = to.Scheme.Scoring.Sections.SelectMany(s => s.Blocks).Select(b => b.Source).OfType<ResidentsRule>().FirstOrDefault()?.Sample;
        foreach (var entry in month.Entries)
        {
            var need = rule is null ? 30 : Need(rule, entry.Households);
            var wanted = entry.RunningNumber == shortOf ? Math.Max(12, need * 6 / 10)
                : entry.RunningNumber == shortOf + 1 ? need
                : (int)(need * to.Random.Double(1.1, 1.6)) + 1;
            var slips = wanted * to.Random.Number(20, 40) / 100;
            var batch = Slips(month, days, entry, slips);
            // Whoever does not know gives a ballot too, but no sample is filled with it.
            for (var (n, counted) = (0, 0); counted < wanted; n++)
                counted += One(month, days, entry, n < slips ? batch : null) ? 1 : 0;
        }

        if (current)
            new DemoField(to, this, aside).Add(month, days);
        foreach (var (key, count) in counts)
            rows.Count(key.Estate, to.Scheme.Code, key.Question, key.Answer, key.Day, key.Channel, count);
        counts.Clear();
    }

    private static int Need(SampleRule rule, int households) => (int)BigInteger.Min(
        households, BigInteger.Max(rule.Floor, BigInteger.Min(rule.Ceiling, (rule.Share * (BigInteger)households).Ceiling())));

    /// <summary>A printed batch, of which so many come back and the others stay in drawers.</summary>
    private (int Id, Queue<byte[]> Used)? Slips(DemoMonth month, SurveyWindow window, Entry entry, int used)
    {
        if (used == 0)
            return null;
        var id = to.NextBatchId();
        var count = Math.Min(entry.Households, Math.Max(10, ((used * 14 / 100) + 1) * 10));
        var day = to.Calendar.OnOrAfter(month.FirstDay(PhaseCode.Nominate));
        var at = DemoMonth.At(day < window.First ? window.First : day, 620, id % 60);
        to.Db.TokenBatches.Add(new TokenBatch { Id = id, CycleId = month.Cycle.Id, EstateId = entry.EstateId, Count = count, IssuedById = to.Accounts.Operator.Id, IssuedAt = at });
        var hashes = Enumerable.Range(0, count).Select(_ => to.Random.Bytes(32)).ToList();
        foreach (var hash in hashes)
            rows.Token(hash, entry.EstateId, BallotChannel.Slip, id, ChinaTime.DateOf(at));
        to.Db.BatchHandovers.Add(new BatchHandover { BatchId = id, TakenBy = $"{entry.EstateName}网格员", ById = to.Accounts.Operator.Id, At = at.AddHours(2) });
        return (id, new Queue<byte[]>(hashes.Take(used)));
    }

    /// <returns>Whether the ballot counts in the sample.</returns>
    private bool One(DemoMonth month, SurveyWindow window, Entry entry, (int Id, Queue<byte[]> Used)? batch)
    {
        var channel = batch is null ? BallotChannel.Open : BallotChannel.Slip;
        var first = batch is null ? window.First : Later(to.Calendar.OnOrAfter(month.FirstDay(PhaseCode.Nominate)), window.First);
        var day = first.AddDays(to.Random.Number(0, window.Last.DayNumber - first.DayNumber));
        var hash = batch?.Used.Dequeue() ?? to.Random.Bytes(32);
        if (batch is null)
            rows.Token(hash, entry.EstateId, channel, null, new DateOnly(day.Year, day.Month, 1));
        rows.Spent(hash);
        var answer = Answer(to.Ability(month.People[entry.Id].Id));
        Put(entry.EstateId, day, channel, answer, to.Random.Bytes(16));
        return answer != to.Scheme.Survey!.Questions[0].Answers[^1].Code;
    }

    /// <summary>One ballot with its counts: the answer to the questions that must be answered, and sometimes to the others.</summary>
    public void Put(int estateId, DateOnly day, BallotChannel channel, string answer, byte[] id)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in to.Scheme.Survey!.Questions)
        {
            if (!question.Optional)
                answers[question.Code] = answer;
            else if (aside.Number(1, 10) <= 7)
                answers[question.Code] = question.Answers[aside.Number(0, question.Answers.Count - 1)].Code;
        }

        rows.Ballot(new NewBallot(form, estateId, channel, day, form.Pack(answers)), BitConverter.ToInt64(id));
        foreach (var (question, given) in answers)
        {
            var key = (estateId, question, given, day, channel);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>A ballot by the estate's open code, with the device's spent token.</summary>
    public void PutOpen(int estateId, DateOnly day, string answer)
    {
        var hash = aside.Bytes(32);
        rows.Token(hash, estateId, BallotChannel.Open, null, new DateOnly(day.Year, day.Month, 1));
        rows.Spent(hash);
        Put(estateId, day, BallotChannel.Open, answer, aside.Bytes(16));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>Good secretaries have contented residents, not all of them.</summary>
    private string Answer(double ability)
    {
        var answers = to.Scheme.Survey!.Questions[0].Answers;
        var throwOf = to.Random.Double();
        var contented = (ability * 1.9) - 0.85;
        return throwOf < 0.07 ? answers[^1].Code
            : throwOf < 0.07 + (contented * 0.93) ? answers[0].Code
            : throwOf < 0.97 ? answers[1].Code
            : answers[2].Code;
    }
}
