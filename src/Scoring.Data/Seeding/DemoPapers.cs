using Scoring.Data.Records;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Seeding;

/// <summary>Two judges whose phones would not work: one paper waits for its second reading, of another the two readings differ.</summary>
internal static class DemoPapers
{
    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">The one under way.</param>
    /// <param name="marks">What a judge would write.</param>
    /// <param name="until">The demo's first moment.</param>
    public static void Add(DemoContext to, DemoMonth month, Func<Judge, Domain.Entries.Entry, IReadOnlyDictionary<string, string>> marks, DateTimeOffset until)
    {
        var handedIn = to.Db.Sheets.Local.Select(s => (s.JudgeId, s.EntryId)).ToHashSet();
        var marked = month.Entries.Where(e => month.Judges.Exists(j => handedIn.Contains((j.Id, e.Id)))).ToList();
        var owed = marked.AsEnumerable().Reverse().SelectMany(e => month.Judges.Where(j => !month.Recused.Contains((j.Id, e.Id)) && !handedIn.Contains((j.Id, e.Id))).Select(j => (Judge: j, Entry: e)))
            .DistinctBy(p => p.Judge.Id).Take(2).ToList();
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
