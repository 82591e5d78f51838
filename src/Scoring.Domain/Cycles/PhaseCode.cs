namespace Scoring.Domain.Cycles;

/// <summary>The phases the engine acts on; a scheme gives each its dates. A plan may have others, which only show on calendars.</summary>
public static class PhaseCode
{
    /// <summary>定星承诺: a unit says at the start what it will apply for. Opens the cycle where there is one.</summary>
    public const string Pledge = "pledge";

    /// <summary>申报.</summary>
    public const string Nominate = "nominate";

    /// <summary>资格审查 and evidence.</summary>
    public const string Review = "review";

    /// <summary>部门核查, where it has a time of its own; otherwise evidence is entered while nominations are reviewed.</summary>
    public const string Evidence = "evidence";

    /// <summary>满意度测评.</summary>
    public const string Survey = "survey";

    /// <summary>现场评选.</summary>
    public const string Live = "live";

    /// <summary>街道汇总: until when streets sum up and sign.</summary>
    public const string SumUp = "sumup";

    /// <summary>报送: until when departments acknowledge what streets have reported.</summary>
    public const string Report = "report";

    /// <summary>核算.</summary>
    public const string Tally = "tally";

    /// <summary>审定.</summary>
    public const string Approve = "approve";

    /// <summary>组织决定: where the result is an input to a decision and is never made public, in place of notice and publication.</summary>
    public const string Decide = "decide";

    /// <summary>公示.</summary>
    public const string Notice = "notice";

    /// <summary>发布.</summary>
    public const string Publish = "publish";

    /// <summary>The phases whose end may be put off; the others follow from what people do.</summary>
    public static IReadOnlyList<string> Extendable { get; } = [Pledge, Nominate, Review, Evidence, Survey, Live];
}
