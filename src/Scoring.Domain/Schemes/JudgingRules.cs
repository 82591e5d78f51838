namespace Scoring.Domain.Schemes;

/// <summary>How judges come to a panel, who of them must stand aside, and how they find a common measure (null: they do not).</summary>
public sealed record JudgingRules(IReadOnlyList<PanelAppointments> Panels, RecusalRules Recusal, Calibration? Calibration)
{
    /// <summary>Whether anybody judges in a hall: judges who only rate what lies in their own unit do so where they are.</summary>
    public bool InHall => Panels.Any(panel => panel.Groups.Any(group => group.Unit is null));

    internal static JudgingRules Read(Node node)
    {
        node.Only("panels", "recusal", "calibration");
        return new(Node.Distinct(node.Some("panels"), PanelAppointments.Read, panel => panel.Panel), RecusalRules.Read(node.Get("recusal")),
            node.Find("calibration") is { } calibration ? Calibration.Read(calibration) : null);
    }
}

/// <summary>How a panel finds a common measure: the first candidates' sheets open together, or a practice talk is watched first. One of the two.</summary>
/// <param name="Together">How many of the first candidates are marked together; 1: each on their own.</param>
/// <param name="Practice">What is practised on, in words for the panel; null: no practice.</param>
/// <param name="Spread">Whether the judges see afterwards how far apart their practice marks were (lowest, mean, highest, no names).</param>
public sealed record Calibration(int Together, string? Practice, bool Spread)
{
    internal static Calibration Read(Node node)
    {
        node.Only("together", "practice", "spread");
        if (node.Find("spread") is { } spread && node.Find("practice") is null) throw spread.Refuse("只有试评（practice）才有 spread。");
        var (together, practice) = (node.Find("together"), node.Find("practice"));
        return (together, practice) switch
        {
            (not null, null) => new(node.Whole("together", 2, 20), null, false),
            (null, not null) => new(1, node.Text("practice"), node.Flag("spread", otherwise: true)),
            _ => throw node.Refuse("校准二选一：写 together（前几位一起评分），或者写 practice（练习的说明）。"),
        };
    }
}

/// <summary>The groups of one panel of the scoring part.</summary>
public sealed record PanelAppointments(string Panel, string Name, IReadOnlyList<JudgeGroup> Groups)
{
    internal static PanelAppointments Read(Node node)
    {
        node.Only("panel", "name", "groups");
        var groups = Node.Distinct(node.Some("groups"), JudgeGroup.Read, group => group.Group);
        return new(node.Code("panel"), node.Text("name"), groups);
    }
}

/// <summary>Who appoints a group: every street, these departments, or, subject by subject, the unit of one kind that the subject lies in; and how many judges each of them sends.</summary>
/// <param name="Group">The group's code in the scoring part.</param>
/// <param name="Name">As people call it.</param>
/// <param name="ByStreet">Every street sends, and its judges mark everybody.</param>
/// <param name="Departments">The departments that send; empty otherwise.</param>
/// <param name="Unit">estate, branch, community or street: each unit of that kind marks the subjects that lie in it, and no others; null otherwise.</param>
/// <param name="Each">Judges a sending unit, at least 1.</param>
public sealed record JudgeGroup(string Group, string Name, bool ByStreet, IReadOnlyList<string> Departments, string? Unit, int Each)
{
    private static readonly string[] Units = ["building", "branch", "estate", "community", "street"];

    internal static JudgeGroup Read(Node node)
    {
        node.Only("group", "name", "appointedBy", "each");
        var by = node.Get("appointedBy");
        if (by.Element.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            var unit = by.Only("unit").Code("unit");
            if (!Units.Contains(unit, StringComparer.Ordinal)) throw by.Get("unit").Refuse($"不认识「{unit}」；可以写：{string.Join('、', Units)}。");
            return new(node.Code("group"), node.Text("name"), false, [], unit, node.Whole("each", 1, 20));
        }

        var byStreet = by.Element.ValueKind == System.Text.Json.JsonValueKind.String;
        if (byStreet && by.Text() != "street") throw by.Refuse("选派方写 \"street\"（各街镇）、部门代码的列表，或 {\"unit\": \"estate\"}（各在其内的单位评自己的对象）。");
        var departments = byStreet ? [] : Node.Distinct(node.Some("appointedBy"), item => item.Code(), code => code);
        return new(node.Code("group"), node.Text("name"), byStreet, departments, null, node.Whole("each", 1, 20));
    }
}

/// <summary>On what grounds a judge is kept from a candidate: own street, own unit, self-declared.</summary>
public sealed record RecusalRules(bool SameStreet, bool SameUnit, bool Declared)
{
    internal static RecusalRules Read(Node node)
    {
        node.Only("sameStreet", "sameUnit", "declared");
        return new(node.Flag("sameStreet", otherwise: true), node.Flag("sameUnit", otherwise: true), node.Flag("declared", otherwise: true));
    }
}

/// <summary>The talk before the panel, in whole minutes, and its form; the clock warns when so many seconds are left.</summary>
public sealed record Talk(int Minutes, string Form, int WarnSeconds)
{
    private const int UsualWarning = 30;

    internal static Talk Read(Node node)
    {
        node.Only("minutes", "form", "warnSeconds");
        return new(node.Whole("minutes", 1, 120), node.Text("form"), node.Find("warnSeconds") is null ? UsualWarning : node.Whole("warnSeconds", 0, 600));
    }
}

/// <summary>What is taken off for talking too long: free seconds, then an amount for each started block, up to a cap (points).</summary>
public sealed record Overtime(int GraceSeconds, int BlockSeconds, decimal Amount, decimal Cap)
{
    internal static Overtime Read(Node node)
    {
        node.Only("graceSeconds", "blockSeconds", "amount", "cap");
        return new(node.Whole("graceSeconds", 0, 600), node.Whole("blockSeconds", 1, 600), node.Positive("amount"), node.Positive("cap"));
    }

    /// <summary>The deduction, in points, for having gone on this long after the time was up; 0 within the grace.</summary>
    public decimal Deduct(TimeSpan beyond)
    {
        var late = beyond - TimeSpan.FromSeconds(GraceSeconds);
        if (late <= TimeSpan.Zero) return 0;
        var block = TimeSpan.FromSeconds(BlockSeconds).Ticks;
        var started = (late.Ticks + block - 1) / block;
        return started >= Cap / Amount ? Cap : started * Amount;
    }
}

/// <summary>What is taken off for staying away from a meeting one was called to, each time and at most (points).</summary>
public sealed record AbsenceRule(decimal Amount, decimal Cap)
{
    internal static AbsenceRule Read(Node node)
    {
        node.Only("amount", "cap");
        return new(node.Positive("amount"), node.Positive("cap"));
    }
}

/// <summary>Adjustments outside the rubric: overtime, absences, and the most that bonuses may add (points; null: no bonus is given).</summary>
public sealed record Adjustments(Overtime? Overtime, decimal? BonusCap, AbsenceRule? Absence = null)
{
    internal static Adjustments Read(Node? found)
    {
        if (found is not { } node) return new(null, null);
        node.Only("overtime", "bonus", "absence");
        var bonus = node.Find("bonus")?.Only("cap");
        return new(node.Find("overtime") is { } overtime ? Overtime.Read(overtime) : null, bonus?.Positive("cap"), node.Find("absence") is { } absence ? AbsenceRule.Read(absence) : null);
    }
}
