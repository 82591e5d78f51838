namespace Scoring.Domain.Schemes;

/// <summary>
/// Refuses members of the scoring part that nothing reads. The tally ignores what it does not know; here a typing mistake (acknowledgeBelw)
/// would silently mean a default, so a scheme file is held to more than a record is.
/// </summary>
internal static class ScoringMembers
{
    public static void Demand(Node scoring)
    {
        scoring.Only("code", "version", "name", "note", "decimals", "panels", "sections", "bonusCap", "deductionCap", "ties", "rollUp", "award");
        foreach (var panel in scoring.List("panels"))
        {
            panel.Only("code", "name", "note", "groups", "drop", "acknowledgeBelow");
            foreach (var group in panel.List("groups")) group.Only("code", "name", "note", "weight");
            foreach (var drop in panel.List("drop")) drop.Only("from", "high", "low");
        }
        foreach (var section in scoring.Some("sections"))
        {
            section.Only("code", "name", "note", "blocks");
            foreach (var block in section.Some("blocks")) DemandSource(block.Only("code", "name", "note", "weight", "source").Get("source"));
        }
        if (scoring.Find("award") is { } award) DemandAward(award);
    }

    private static void DemandSource(Node source)
    {
        source.Only(source.Get("kind").OneOf<string[]>(
            ("evidence", ["kind", "full"]),
            ("judges", ["kind", "panel", "criteria"]),
            ("residents", ["kind", "question", "coefficients", "excluded", "sample", "names"]),
            ("metric", ["kind", "zero", "full"])));
        source.Find("sample")?.Only("share", "floor", "ceiling", "absolute");
        foreach (var criterion in source.List("criteria")) criterion.Only("code", "name", "note", "max", "step", "scale", "names");
    }

    private static void DemandAward(Node award)
    {
        award.Only(award.Get("kind").OneOf<string[]>(
            ("top", ["kind", "places", "minimum"]),
            ("bands", ["kind", "of", "bands"]),
            ("levels", ["kind", "threshold", "sumMinimum", "required", "requiredCap", "names"])));
        foreach (var band in award.List("bands")) band.Only("code", "name", "note", "minimum", "share");
    }
}
