// Two people read a paper blind; where they differ a third decides field by field. Must not know what the paper is for, or which roles people hold.
namespace Scoring.Domain.Papers;

/// <summary>How far a paper has come.</summary>
public enum PaperState
{
    /// <summary>未录.</summary>
    Unread,

    /// <summary>已录一遍.</summary>
    Once,

    /// <summary>两遍不一致.</summary>
    Differs,

    /// <summary>已核定.</summary>
    Settled,
}

/// <summary>The words for states of a paper.</summary>
public static class PaperStateNames
{
    public static string Of(PaperState state) => state switch
    {
        PaperState.Unread => "未录",
        PaperState.Once => "已录一遍",
        PaperState.Differs => "两遍不一致",
        PaperState.Settled => "已核定",
        _ => state.ToString(),
    };
}

/// <summary>A field that the two readers read differently.</summary>
public sealed record FormDifference(PaperField Field, string First, string Second);

/// <summary>One paper with what has been read off it so far.</summary>
/// <param name="Form">The paper.</param>
/// <param name="Readings">None, one or two.</param>
/// <param name="Settlement">Null until both are in and agree, or the third person has decided.</param>
public sealed record DoubleEntry(PaperForm Form, IReadOnlyList<FormReading> Readings, PaperSettlement? Settlement)
{
    public PaperState State =>
        Settlement is not null ? PaperState.Settled
        : Readings.Count switch { 0 => PaperState.Unread, 1 => PaperState.Once, _ => PaperState.Differs };

    /// <summary>Where the two readings differ, in the form's order; empty before both are in. For the third person's eyes only.</summary>
    public IReadOnlyList<FormDifference> Differences => Readings.Count < 2 ? [] :
    [
        .. Form.Fields.Select(f => new FormDifference(f, Reading(1).Values[f.Code], Reading(2).Values[f.Code])).Where(d => d.First != d.Second),
    ];

    /// <summary>Why this person may not read the paper now, as a sentence; null when they may.</summary>
    public string? WhyNotRead(int personId) =>
        personId == Form.KeptFromId ? "这是您自己填的纸，不能由您录入。请交给别的同志。"
        : Readings.Any(r => r.ById == personId) ? "您已经录过一遍。第二遍要由另一位同志录，两人互不相看。"
        : Readings.Count >= 2 ? "两遍都已录完，不用再录。"
        : null;

    /// <summary>Why this person may not decide the differences now, as a sentence; null when they may.</summary>
    public string? WhyNotResolve(int personId) =>
        State != PaperState.Differs ? "没有要核定的差异。"
        : personId == Form.KeptFromId ? "这是您自己填的纸，不能由您核定。请交给别的同志。"
        : Readings.Any(r => r.ById == personId) ? "您录过其中一遍，差异要由没有录过的第三位同志核定。"
        : null;

    /// <summary>One reading; with the second, when it equals the first, the paper is settled.</summary>
    /// <param name="personId">Who reads.</param>
    /// <param name="typed">Field code → text as typed.</param>
    /// <param name="now">The time of the write.</param>
    /// <returns>The paper after it: what is new in it is to be stored.</returns>
    /// <exception cref="Refused">Not by this person, or a field is missing or cannot stand; every fault is named.</exception>
    public DoubleEntry Read(int personId, IReadOnlyDictionary<string, string> typed, DateTimeOffset now)
    {
        if (WhyNotRead(personId) is { } sentence)
            throw Refused.NotYours(sentence);
        var reading = new FormReading { FormId = Form.Id, Ordinal = Readings.Count + 1, ById = personId, Values = Check(typed), At = now };
        var after = this with { Readings = [.. Readings, reading] };
        return after.Readings.Count == 2 && after.Differences.Count == 0 ? after with { Settlement = after.Settle(null, reading.Values, now) } : after;
    }

    /// <summary>The third person's decision: what both read alike stays, the differing fields are as given.</summary>
    /// <param name="personId">Neither of the readers.</param>
    /// <param name="typed">Code of each differing field → text as typed.</param>
    /// <param name="now">The time of the write.</param>
    /// <exception cref="Refused">Nothing differs, not by this person, or a field is missing or cannot stand.</exception>
    public DoubleEntry Resolve(int personId, IReadOnlyDictionary<string, string> typed, DateTimeOffset now)
    {
        if (WhyNotResolve(personId) is { } sentence)
            throw Refused.NotYours(sentence);
        var open = Differences.Select(d => d.Field.Code).ToHashSet();
        return this with { Settlement = Settle(personId, Check(Form.Fields.ToDictionary(f => f.Code, f => open.Contains(f.Code) ? typed.GetValueOrDefault(f.Code) ?? string.Empty : Reading(1).Values[f.Code])), now) };
    }

    private FormReading Reading(int ordinal) => Readings.Single(r => r.Ordinal == ordinal);

    private PaperSettlement Settle(int? personId, IReadOnlyDictionary<string, string> values, DateTimeOffset now) =>
        new() { FormId = Form.Id, FirstById = Reading(1).ById, SecondById = Reading(2).ById, ResolvedById = personId, Values = values, At = now };

    /// <summary>In the form's order, so that equal readings are equal as text too.</summary>
    private Dictionary<string, string> Check(IReadOnlyDictionary<string, string> typed)
    {
        if (typed.Keys.FirstOrDefault(code => !Form.Fields.Any(f => f.Code == code)) is { } stranger)
            throw Refused.Input($"这张纸上没有“{stranger}”这一项。请刷新页面后再录。");
        var (values, faults) = (new Dictionary<string, string>(), new List<string>());
        foreach (var field in Form.Fields)
        {
            try
            {
                values[field.Code] = field.Read(typed.GetValueOrDefault(field.Code));
            }
            catch (Refused fault)
            {
                faults.Add(fault.Message);
            }
        }

        return faults.Count == 0 ? values : throw Refused.Input(string.Concat(faults));
    }
}
