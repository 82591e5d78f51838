namespace Scoring.Domain.Schemes;

/// <summary>Whether the programme may run at all: evaluations are approval-controlled.</summary>
public enum ApprovalState
{
    /// <summary>报批中: shown with a reminder, not for real use.</summary>
    Pending,

    /// <summary>已批准.</summary>
    Approved,

    /// <summary>无需审批 (work exchange within existing duties).</summary>
    NotRequired,
}

/// <summary>依据文号, 主办单位, 审批状态 and a remark on it.</summary>
public sealed record Authority(string Document, string Organiser, ApprovalState Approval, string Note)
{
    /// <summary>审批状态 in Chinese.</summary>
    public string ApprovalName => Approval switch
    {
        ApprovalState.Approved => "已批准",
        ApprovalState.NotRequired => "无需审批",
        _ => "报批中",
    };
}

/// <summary>How subjects come to a cycle.</summary>
public enum SubjectSource
{
    /// <summary>申报: streets nominate people.</summary>
    Nomination,

    /// <summary>名册: every unit of the kind takes part, enrolled when the cycle opens.</summary>
    Register,

    /// <summary>自评申报: the unit itself pledges and applies; its street reviews.</summary>
    Application,
}

/// <summary>Who or what is evaluated: the word for it, the kind of unit it belongs to, and how it comes to a cycle.</summary>
/// <param name="NotPaired">Estates that a unit has adopted are left out of the register: what is asked of the others does not exist there.</param>
public sealed record Subject(string Name, string UnitKind, string UnitName, SubjectSource From, bool NotPaired = false)
{
    /// <summary>The kind of a pairing of a unit with an estate, which is a register of its own and no unit.</summary>
    public const string Pairing = "pairing";

    /// <summary>The kind of a member of a branch, who is a person and no unit.</summary>
    public const string Member = "member";

    /// <summary>The kind of a piece of work that a branch has taken on: it has a title, and is no unit and no person.</summary>
    public const string Project = "project";

    /// <summary>Whether it is people who are evaluated, so that pages speak of comrades.</summary>
    public bool IsPerson => UnitKind == Member || (From == SubjectSource.Nomination && UnitKind != Project);

    /// <summary>So many of them: "3 名同志", "3 个楼组".</summary>
    public string Counted(int count) => IsPerson ? $"{count} 名{(UnitKind == Member ? Name : "同志")}" : $"{count} 个{Name}";

    /// <summary>The kinds that a scheme may name.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["branch", "estate", "community", "building", "institution", Pairing, Member, Project];

    internal static Subject Read(Node node, bool nominated)
    {
        node.Only("name", "unitKind", "unitName", "from", "notPaired");
        var kind = node.Code("unitKind");
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
            throw node.Get("unitKind").Refuse($"不认识「{kind}」；可以写：{string.Join('、', Kinds)}。");
        var from = node.Find("from")?.OneOf(("nomination", SubjectSource.Nomination), ("register", SubjectSource.Register), ("application", SubjectSource.Application))
            ?? (nominated ? SubjectSource.Nomination : SubjectSource.Register);
        if (from == SubjectSource.Register == nominated)
            throw (node.Find("from") ?? node).Refuse(nominated ? "从名册产生的，不要再写「nomination」。" : "要申报的，请写明「nomination」。");
        if (kind == Project && from != SubjectSource.Nomination) throw node.Get("unitKind").Refuse("课题（project）由街道申报，要写「nomination」。");
        var notPaired = node.Flag("notPaired", otherwise: false);
        if (notPaired && (from != SubjectSource.Register || kind != "estate")) throw node.Get("notPaired").Refuse("只有从名册产生的小区（estate）才能写「notPaired」。");
        return new(node.Text("name"), kind, node.Text("unitName"), from, notPaired);
    }
}

/// <summary>A department taking part: its unit code, and its name.</summary>
public sealed record Department(string Code, string Name);

/// <summary>A code with the words a screen shows for it.</summary>
public sealed record CodedText(string Code, string Name, string? Hint);
