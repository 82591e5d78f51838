using Scoring.Domain.Calendars;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Schemes;

/// <summary>Reads the members of a scheme one by one; what they must have to do with each other is <see cref="SchemeChecks"/>.</summary>
internal static class SchemeReading
{
    public const string Format = "scoring-scheme/1";

    private static readonly string[] ForbiddenInLabel = ["表彰", "表扬", "评比", "达标"];

    public static Scheme Read(string json)
    {
        var root = Node.Root(SchemeText.Read(json));
        root.Only(
            "$schema", "format", "code", "version", "name", "label", "summary", "cadence", "subject", "authority", "departments", "fullMarks", "phases",
            "nomination", "evidence", "judging", "talk", "adjustments", "notApplicable", "reporting", "survey", "vetoes", "publication", "scoring", "sources", "notes");
        if (root.Text("format") != Format) throw root.Get("format").Refuse($"格式应为 \"{Format}\"。");
        var scoring = root.Get("scoring");
        var scheme = new Scheme
        {
            Code = root.Code("code"),
            Version = root.Text("version"),
            VersionNumber = scoring.Whole("version", 1),
            Name = root.Text("name"),
            Label = ReadLabel(root),
            Summary = root.TextOrNull("summary"),
            Cadence = root.Get("cadence").OneOf(("monthly", Cadence.Monthly), ("quarterly", Cadence.Quarterly), ("yearly", Cadence.Yearly)),
            Subject = Subject.Read(root.Get("subject"), root.Find("nomination") is not null),
            Authority = ReadAuthority(root.Get("authority").Only("document", "organiser", "approval", "note")),
            Departments = Node.Distinct(root.Some("departments"), ReadDepartment, department => department.Code),
            Phases = PhasePlan.Read(root.Get("phases")),
            Nomination = root.Find("nomination") is { } nomination ? Nomination.Read(nomination) : null,
            Evidence = Node.Distinct(root.List("evidence"), EvidenceBlock.Read, evidence => evidence.Block),
            Judging = root.Find("judging") is { } judging ? JudgingRules.Read(judging) : null,
            Talk = root.Find("talk") is { } talk ? Talk.Read(talk) : null,
            Adjustments = Adjustments.Read(root.Find("adjustments")),
            MayNotApply = Node.Distinct(root.List("notApplicable"), block => block.Code(), block => block),
            Reporting = root.Find("reporting") is { } reporting ? Reporting.Read(reporting) : null,
            Survey = root.Find("survey") is { } survey ? Survey.Read(survey) : null,
            Vetoes = Node.Distinct(root.List("vetoes"), VetoGround.Read, veto => veto.Code),
            Publication = PublicationRule.Read(root.Get("publication")),
            Rubric = Rubric.Read(scoring),
            Scoring = ReadScoring(scoring),
            ScoringJson = scoring.Element,
            Notes = FigureNotes.None,
            Hash = CanonicalJson.Hash(root.Element),
            Text = json,
        };
        SchemeChecks.Demand(scheme, root);
        return scheme with { Notes = FigureNotes.Read(root) };   // last: a wrong code would otherwise show as a note that is missing
    }

    private static TallyScheme ReadScoring(Node scoring)
    {
        try
        {
            return TallyScheme.Read(scoring.Element, scoring.Path);
        }
        catch (InvalidRecord fault)
        {
            throw scoring.Source.Refuse(fault.Path, fault.Reason.TrimEnd('。') + "。", fault);
        }
    }

    private static string ReadLabel(Node root)
    {
        if (root.Find("label") is not { } node) return "通报";
        var label = node.Text();
        return Array.Find(ForbiddenInLabel, word => label.Contains(word, StringComparison.Ordinal)) is { } word
            ? throw node.Refuse($"结果不能称「{word}」（评比表彰须另行审批），请用「通报」或「交流」。")
            : label;
    }

    private static Authority ReadAuthority(Node node) => new(
        node.Text("document"),
        node.Text("organiser"),
        node.Get("approval").OneOf(
            ("pending", ApprovalState.Pending), ("approved", ApprovalState.Approved), ("notRequired", ApprovalState.NotRequired)),
        node.Text("note"));

    private static Department ReadDepartment(Node node)
    {
        node.Only("code", "name");
        return new(node.Code("code"), node.Text("name"));
    }
}
