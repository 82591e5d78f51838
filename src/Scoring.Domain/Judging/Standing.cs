// Which sheets count and which are still owed, from the rows alone. The tally room and the judging room ask the same question here.
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Stages;

namespace Scoring.Domain.Judging;

/// <summary>How one judge stands towards one entry.</summary>
public enum SheetStanding
{
    /// <summary>待评.</summary>
    Waiting,

    /// <summary>已交.</summary>
    HandedIn,

    /// <summary>退回: reopened by the supervisor and not handed in again, so it does not count.</summary>
    Reopened,

    /// <summary>取回: taken back by the judge and not handed in again, so it does not count.</summary>
    TakenBack,

    /// <summary>回避.</summary>
    Recused,

    /// <summary>不评: the judge marks only what lies in their own unit, and this does not.</summary>
    Elsewhere,
}

/// <summary>The words for standings.</summary>
public static class SheetStandingNames
{
    public static string Of(SheetStanding standing) => standing switch
    {
        SheetStanding.Waiting => "待评",
        SheetStanding.HandedIn => "已交",
        SheetStanding.Reopened => "退回待交",
        SheetStanding.TakenBack => "已取回",
        SheetStanding.Recused => "回避",
        SheetStanding.Elsewhere => "不评",
        _ => standing.ToString(),
    };
}

/// <summary>A sheet that somebody still owes.</summary>
/// <param name="Judge">Who owes it.</param>
/// <param name="Entry">For whom.</param>
/// <param name="Reopened">Handed in once, then reopened.</param>
public sealed record OwedSheet(Judge Judge, Entry Entry, bool Reopened);

/// <summary>The sheets of one cycle as they stand.</summary>
public sealed class SheetBoard
{
    private readonly Dictionary<(int Judge, int Entry), SheetCell> cells;
    private readonly HashSet<int> absent;

    /// <param name="judges">All judges of the cycle; the removed ones are left out.</param>
    /// <param name="entries">The entries that were ever accepted; sheets are owed only for those that still are.</param>
    /// <param name="recusals">All recusals of those judges.</param>
    /// <param name="sheets">All revisions.</param>
    /// <param name="reopened">Ids of the sheets that the supervisor reopened.</param>
    /// <param name="tree">The units, for judges who mark only what lies in their own; null where there are none such.</param>
    /// <param name="show">The stage of the live day, where there is one: a talk that started afresh wants its sheets afresh, and who is out is owed none.</param>
    /// <param name="takenBack">Ids of the sheets that their judges took back.</param>
    public SheetBoard(
        IEnumerable<Judge> judges, IEnumerable<Entry> entries, IEnumerable<Recusal> recusals, IEnumerable<ScoreSheet> sheets, IReadOnlySet<int> reopened, UnitTree? tree = null,
        Show? show = null, IReadOnlySet<int>? takenBack = null)
    {
        (absent, var rounds) = (show?.Out.ToHashSet() ?? [], show?.Rounds);
        Judges = [.. judges.Where(j => j.RemovedAt is null).OrderBy(j => j.Code, StringComparer.Ordinal)];
        Entries = [.. entries.OrderBy(e => e.RunningNumber ?? int.MaxValue).ThenBy(e => e.Code, StringComparer.Ordinal)];
        var grounds = recusals.ToDictionary(r => (r.JudgeId, r.EntryId), r => r.Ground);
        var latest = sheets.GroupBy(s => (s.JudgeId, s.EntryId)).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Revision)!);
        cells = Judges.SelectMany(j => Entries.Where(e => j.Marks(e, tree)).Select(e => Cell(j, e))).ToDictionary(c => (c.Judge.Id, c.Entry.Id));

        SheetCell Cell(Judge judge, Entry entry)
        {
            var sheet = latest.GetValueOrDefault((judge.Id, entry.Id));
            RecusalGround? ground = grounds.TryGetValue((judge.Id, entry.Id), out var found) ? found : null;
            var again = sheet is not null && (reopened.Contains(sheet.Id) || sheet.HandedInAt < rounds?.GetValueOrDefault(entry.Id));
            return SheetCell.Of(judge, entry, sheet, again, ground, sheet is not null && takenBack?.Contains(sheet.Id) == true);
        }
    }

    /// <summary>Judges on a panel, by code.</summary>
    public IReadOnlyList<Judge> Judges { get; }

    /// <summary>Entries in running order; not yet drawn: by code.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    public SheetCell this[Judge judge, Entry entry] => cells.GetValueOrDefault((judge.Id, entry.Id)) ?? new SheetCell(judge, entry, SheetStanding.Elsewhere, null, null);

    /// <summary>Every judge × entry that the judge is asked to mark, judge by judge in running order.</summary>
    public IEnumerable<SheetCell> Cells => cells.Values;

    /// <summary>Whether an entry takes no part, as the live day showed.</summary>
    public bool Out(Entry entry) => absent.Contains(entry.Id);

    /// <summary>The sheets that count: the newest revision of each judge and entry, neither reopened nor taken back, the judge neither removed nor recused.</summary>
    public IReadOnlyList<ScoreSheet> Counting => [.. cells.Values.Where(c => c.Standing == SheetStanding.HandedIn).Select(c => c.Latest!)];

    /// <summary>What is still owed for entries that take part, reopened sheets and those taken back included.</summary>
    public IReadOnlyList<OwedSheet> Owed =>
    [
        .. cells.Values.Where(c => c.Entry.State == EntryState.Accepted && !Out(c.Entry) && (c.Standing is SheetStanding.Waiting or SheetStanding.Reopened or SheetStanding.TakenBack))
            .Select(c => new OwedSheet(c.Judge, c.Entry, c.Standing == SheetStanding.Reopened)),
    ];

    /// <summary>Sheets reopened and not handed in again: part of <see cref="Owed"/>.</summary>
    public IReadOnlyList<OwedSheet> Reopened => [.. Owed.Where(o => o.Reopened)];
}
