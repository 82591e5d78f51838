// Which state may follow which, and what must hold for it. Must not know who is asking: the phase table and the handlers do.
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Entries;

/// <summary>The table of an entry's states.</summary>
public static class EntryMoves
{
    /// <summary>Every legal move; what is not here is refused.</summary>
    public static IReadOnlyList<(EntryState From, EntryState To)> All { get; } =
    [
        (EntryState.Draft, EntryState.Submitted),
        (EntryState.Draft, EntryState.Withdrawn),
        (EntryState.Submitted, EntryState.Returned),
        (EntryState.Submitted, EntryState.Accepted),
        (EntryState.Submitted, EntryState.Rejected),
        (EntryState.Submitted, EntryState.Withdrawn),
        (EntryState.Returned, EntryState.Submitted),
        (EntryState.Returned, EntryState.Withdrawn),
        (EntryState.Accepted, EntryState.Withdrawn),
    ];

    public static bool Allows(EntryState from, EntryState to) => All.Contains((from, to));

    /// <exception cref="Refused">The table has no such move; the sentence says where the entry stands and what can be done.</exception>
    public static void Demand(EntryState from, EntryState to)
    {
        if (!Allows(from, to))
            throw new Refused($"这份申报现在是“{EntryStateNames.Of(from)}”，不能{Verb(to)}。{Hint(from)}");
    }

    private static string Verb(EntryState to) => to switch
    {
        EntryState.Submitted => "提交",
        EntryState.Returned => "退回",
        EntryState.Accepted => "审查通过",
        EntryState.Rejected => "判为不通过",
        EntryState.Withdrawn => "撤回",
        _ => "改回草稿",
    };

    private static string Hint(EntryState from) => from switch
    {
        EntryState.Draft => "它还没有提交，请等街道提交后再审查。",
        EntryState.Submitted => "它正等待审查；要修改，请联系组织部退回。",
        EntryState.Returned => "请等街道修改后重新提交。",
        EntryState.Accepted => "审查已经通过；确需更换，请街道在申报截止前撤回。",
        EntryState.Rejected => "结论已定；申报截止前可以在同一名额另报一位。",
        _ => "申报截止前可以在同一名额另报一位。",
    };
}

/// <summary>The moves of one entry, each with what it demands.</summary>
public sealed partial class Entry
{
    /// <summary>Whether the street may change what is written.</summary>
    public bool Editable => State is EntryState.Draft or EntryState.Returned;

    /// <summary>Whether anybody but the street itself may read it: a draft is the street's own.</summary>
    public bool Filed => SubmittedAt is not null;

    /// <exception cref="Refused">It has been handed in and was not returned.</exception>
    public void DemandEditable()
    {
        if (!Editable)
            throw new Refused($"这份申报现在是“{EntryStateNames.Of(State)}”，不能修改。{(State == EntryState.Submitted ? "要修改，请先撤回，或联系组织部退回。" : string.Empty)}");
    }

    /// <summary>Refuses to write over what somebody else has saved since the page was opened.</summary>
    /// <param name="seen">The version that the page showed.</param>
    /// <exception cref="Refused">Another save came first.</exception>
    public void DemandVersion(int seen)
    {
        if (seen != Version)
            throw new Refused("这份申报刚刚被本街道另一位同志改过，您的这一次没有保存。您填写的内容还在下面，请对照已保存的内容改好后再保存。");
    }

    /// <summary>Draft or returned → submitted. The dossier must be whole.</summary>
    /// <exception cref="Refused">The table forbids it, or the dossier lacks something; each lack is named.</exception>
    public void Submit(Nomination rules, IReadOnlyCollection<Attachment> attachments, DateTimeOffset now, IReadOnlyList<EvidenceBlock>? blocks = null)
    {
        EntryMoves.Demand(State, EntryState.Submitted);
        var lacks = DossierCheck.Lacks(rules, this, attachments, blocks);
        if (lacks.Count > 0)
            throw Refused.Input("还不能提交：" + string.Join(string.Empty, lacks));
        (State, SubmittedAt, Reason) = (EntryState.Submitted, now, null);
        Version++;
    }

    /// <summary>Submitted → returned, with what is to be mended.</summary>
    public void Return(string? reason, DateTimeOffset now) => Decide(EntryState.Returned, Demanded(reason, "退回"), now);

    /// <summary>Submitted → rejected, with the reason.</summary>
    public void Reject(string? reason, DateTimeOffset now) => Decide(EntryState.Rejected, Demanded(reason, "不通过"), now);

    /// <summary>Submitted → accepted: the entry gets its public code and the households of its estate.</summary>
    /// <param name="gates">The scheme's gates.</param>
    /// <param name="confirmed">Codes of the gates that were confirmed.</param>
    /// <param name="code">The public code, not used in the cycle before.</param>
    /// <param name="households">Of the estate, at least 1.</param>
    /// <param name="now">The moment of the decision.</param>
    /// <exception cref="Refused">A gate is not confirmed, or the estate has no households.</exception>
    public void Accept(IReadOnlyList<CodedText> gates, IReadOnlyCollection<string> confirmed, string code, int? households, DateTimeOffset now)
    {
        EntryMoves.Demand(State, EntryState.Accepted);
        var open = gates.Where(g => !confirmed.Contains(g.Code)).Select(g => $"“{g.Name}”").ToList();
        if (open.Count > 0)
            throw Refused.Input($"还有资格条件没有核对：{string.Join('、', open)}。逐项核对并勾选后才能通过；不符合的，请退回或判为不通过。");
        if (households is not > 0)
            throw new Refused($"名册里没有“{EstateName}”的户数，不能通过：户数用来计算满意度的应测样本。请先在名册补上户数。");
        Decide(EntryState.Accepted, null, now);
        (Code, Households) = (code, households.Value);
    }

    /// <summary>Any live state → withdrawn; a draft needs no reason.</summary>
    public void Withdraw(string? reason, DateTimeOffset now)
    {
        EntryMoves.Demand(State, EntryState.Withdrawn);
        var words = State == EntryState.Draft && string.IsNullOrWhiteSpace(reason) ? "放弃草稿" : Demanded(reason, "撤回");
        Decide(EntryState.Withdrawn, words, now);
    }

    /// <summary>The public code that follows those already given in the cycle: E01, E02 … A code once given is never given again.</summary>
    public static string NextCode(IEnumerable<string> given)
    {
        var last = given.Select(c => int.TryParse(c.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(0).Max();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"E{last + 1:00}");
    }

    private void Decide(EntryState to, string? reason, DateTimeOffset now)
    {
        EntryMoves.Demand(State, to);
        (State, Reason, DecidedAt) = (to, reason, now);
        Version++;
    }

    private static string Demanded(string? reason, string act) =>
        string.IsNullOrWhiteSpace(reason) ? throw Refused.Input($"请写明{act}的理由，对方会看到这句话。") : reason.Trim();
}
