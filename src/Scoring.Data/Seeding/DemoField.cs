using System.Globalization;
using Bogus;
using Scoring.Data.Papers;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Seeding;

/// <summary>
/// The current month's answers that others took down: at the door with one call-back done, by telephone, two stacks of paper of which one
/// waits for its second reading, words for the branch, and a day with too many answers that waits for the supervisor.
/// </summary>
internal sealed class DemoField(DemoContext to, DemoSurvey survey, Randomizer random)
{
    private static readonly string[] Words =
    [
        "书记常来院里转，路灯坏了第二天就修好了，谢谢。", "3 号楼门口电动车还是乱停，希望划个停车区。", "活动室晚上能不能多开一个小时。", "物业费花在哪儿，希望每季度贴出来。",
        "孩子放学没地方去，能不能把小花园的座椅修一修。", "楼上漏水找了几次物业，书记出面才解决，好。",
    ];

    /// <param name="month">With its entries.</param>
    /// <param name="days">Its window, as far as this month's ballots go.</param>
    public void Add(DemoMonth month, SurveyWindow days)
    {
        var answers = to.Scheme.Survey!.Questions[0].Answers.Select(a => a.Code).ToArray();
        string Some() => answers[random.Number(1, 10) switch { <= 7 => 0, <= 9 => 1, _ => 3 }];
        var last = days.Last.AddDays(-1);
        var entries = month.Entries.OrderBy(e => e.Id).ToList();

        var door = entries[0];
        var worker = to.Accounts.Of(Role.StreetCommittee, door.StreetId);
        var visits = Enumerable.Range(0, 14).Select(i => new DoorstepVisit
        {
            Id = random.Guid(), CycleId = month.Cycle.Id, EstateId = door.EstateId, Place = string.Create(CultureInfo.InvariantCulture, $"{(i / 5) + 1} 号楼 {(i % 2) + 1} 单元 {(i % 6) + 1}0{(i % 3) + 1}"),
            WorkerId = worker.Id, Lot = random.Number(0, 1_000_000_000),
        }).ToList();
        to.Db.DoorstepVisits.AddRange(visits);
        for (var i = 0; i < visits.Count; i++)
            survey.Put(door.EstateId, last, BallotChannel.Doorstep, Some(), random.Bytes(16));
        var called = CallBackSample.Of(visits)[0];
        to.Db.CallBacks.Add(new CallBack { VisitId = called.Id, WorkerId = worker.Id, Finding = CallBackFinding.Confirmed, Note = string.Empty, ById = to.Accounts.Supervisor.Id, At = DemoMonth.At(days.Last, 990) });

        Calls(month, entries[1], last, Some);
        Paper(month, entries[2], last, read: 2, Some);
        Paper(month, entries[3], last, read: 1, Some);
        Burst(entries.OrderBy(e => e.Households).First(e => e.Households >= 100), last.AddDays(-2));
        foreach (var (text, i) in Words.Select((t, i) => (t, i)))
            to.Db.ResidentComments.Add(new ResidentComment { Id = random.Bytes(16), EstateId = entries[i % 4].EstateId, Month = new DateOnly(last.Year, last.Month, 1), Text = text });
    }

    private void Calls(DemoMonth month, Entry entry, DateOnly day, Func<string> some)
    {
        foreach (var outcome in Enumerable.Repeat(PhoneOutcome.Answered, 8).Concat(Enumerable.Repeat(PhoneOutcome.NoReply, 5)).Concat(Enumerable.Repeat(PhoneOutcome.Refused, 3)))
        {
            to.Db.PhoneAttempts.Add(new PhoneAttempt { Id = random.Guid(), CycleId = month.Cycle.Id, EstateId = entry.EstateId, Attempt = outcome == PhoneOutcome.NoReply ? random.Number(1, 3) : 1, Outcome = outcome, CallerId = to.Accounts.Operator.Id });
            if (outcome == PhoneOutcome.Answered)
                survey.Put(entry.EstateId, day, BallotChannel.Phone, some(), random.Bytes(16));
        }
    }

    private void Paper(DemoMonth month, Entry entry, DateOnly day, int read, Func<string> some)
    {
        var first = to.Scheme.Survey!.Questions[0].Code;
        var sheets = Enumerable.Range(0, 12).Select(_ => (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { [first] = some() }).ToList();
        var form = PaperBatch.Form(to.Scheme.Survey, month.Cycle.Id, entry.EstateId, 1, sheets.Count, DemoMonth.At(day, 1000));
        to.Db.PaperForms.Add(form);
        // The id is needed by what hangs on it.
        to.Db.SaveChanges();
        to.Db.PaperBatches.Add(new PaperBatch { CycleId = month.Cycle.Id, EstateId = entry.EstateId, FormId = form.Id, Count = sheets.Count, CollectedOn = day, ById = to.Accounts.Operator.Id, At = form.At });
        var typed = form.Fields.ToDictionary(f => f.Code, _ => PaperField.Blank);
        foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
            typed[PaperBatch.Code(i + 1, first)] = sheet[first];
        var paper = new DoubleEntry(form, [], null);
        foreach (var (clerk, at) in new[] { (to.Accounts.Operator, 1020), (to.Accounts.Supervisor, 1030) }.Take(read))
        {
            var after = paper.Read(clerk.Id, typed, DemoMonth.At(day, at));
            OnePaper.Store(to.Db, paper, after);
            // The database looks for both readings when it takes the settlement.
            to.Db.SaveChanges();
            paper = after;
        }

        if (paper.Settlement is null)
            return;
        foreach (var sheet in sheets)
            survey.Put(entry.EstateId, day, BallotChannel.Paper, sheet[first], random.Bytes(16));
    }

    /// <summary>More than a fifth of the households on one day, nearly all content.</summary>
    private void Burst(Entry entry, DateOnly day)
    {
        var number = Math.Max(AlarmRules.BurstLeast, (entry.Households / AlarmRules.BurstOneIn) + 1) + 3;
        for (var i = 0; i < number; i++)
            survey.PutOpen(entry.EstateId, day, to.Scheme.Survey!.Questions[0].Answers[0].Code);
        to.Db.RepeatCounts.Add(new RepeatCount { EstateId = entry.EstateId, Day = day, Channel = BallotChannel.Open, Count = 4 });
    }
}
