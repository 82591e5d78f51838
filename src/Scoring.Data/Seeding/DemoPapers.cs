using Scoring.Data.Records;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Seeding;

/// <summary>Two judges whose phones would not work: one paper waits for its second reading, of another the two readings differ.</summary>
internal static class DemoPapers
{
    /// <summary>Before the tenth candidate, two judges whom the sign-in page does not offer first.</summary>
    public static IReadOnlyList<(int JudgeId, int EntryId)> Whose(DemoContext to, DemoMonth month) =>
    [
        .. month.Judges.Where(j => !month.Recused.Contains((j.Id, month.Entries[9].Id)) && !to.Accounts.FirstJudges.Contains(j.AccountId)).TakeLast(2).Select(j => (j.Id, month.Entries[9].Id)),
    ];

    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">The one under way.</param>
    /// <param name="marks">What a judge would write.</param>
    /// <param name="until">The demo's first moment.</param>
    public static void Add(DemoContext to, DemoMonth month, Func<Judge, Domain.Entries.Entry, IReadOnlyDictionary<string, string>> marks, DateTimeOffset until)
    {
        var owed = month.OnPaper.Select(p => (Judge: month.Judges.First(j => j.Id == p.JudgeId), Entry: month.Entries.First(e => e.Id == p.EntryId))).ToList();
        var scorers = to.Accounts.All.Where(a => a.Grants.Exists(g => g.Role == Role.Scorer)).Take(2).ToList();
        for (var number = 1; number <= owed.Count; number++)
        {
            var (judge, entry) = owed[number - 1];
            var cell = SheetCell.Of(judge, entry, null, false, null);
            var at = until.AddMinutes(-number);
            var form = PaperSheets.Form(cell, SheetForm.Of(to.Scheme, judge.Panel), 1, at);
            to.Db.PaperForms.Add(form);
            // The id is needed by what hangs on it.
            to.Db.SaveChanges();
            to.Db.PaperSheets.Add(new PaperSheet { FormId = form.Id, JudgeId = judge.Id, EntryId = entry.Id, Number = 1 });
            var written = marks(judge, entry).ToDictionary();
            var paper = Read(to, month, new(form, [], null), (judge, entry), scorers[0], written, at);
            if (number == 1)
                continue;
            var slip = form.Fields.First(f => f.Maximum is not null);
            written[slip.Code] = slip.Read("1");
            Read(to, month, paper, (judge, entry), scorers[1], written, at.AddSeconds(40));
        }
    }

    private static Domain.Papers.DoubleEntry Read(
        DemoContext to, DemoMonth month, Domain.Papers.DoubleEntry paper, (Judge Judge, Domain.Entries.Entry Entry) whose, Account by, Dictionary<string, string> written, DateTimeOffset at)
    {
        var after = paper.Read(by.Id, written, at);
        Papers.OnePaper.Store(to.Db, paper, after);
        to.Log.Note(at, by, to.District.Units.First(u => u.Id == by.UnitId).Name, "Papers.Enter", month.Cycle.Id, whose.Entry.Id,
            $"{whose.Judge.Name}（{whose.Judge.Code}）给{whose.Entry.PersonName}的纸质评分表录入第 {after.Readings.Count} 遍");
        return after;
    }
}
