using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>One spoilt place at a time, and the path that is named for it.</summary>
public class InvalidRecordTests
{
    private const string Blocks = "$.scheme.sections[0].blocks";
    private const string Peace = "$.scheme.sections[1].blocks";
    private const string Voice = "$.scheme.sections[1].blocks[1].source";
    private const string Panel = "$.scheme.panels[0]";

    [Fact]
    public void The_sample_itself_is_valid() => Should.NotThrow(() => TallyRecord.Parse(Sample.Json));

    [Theory]
    // Shape
    [InlineData("$.format", "\"scoring-record/2\"", "$.format")]
    [InlineData("$.format", null, "$.format")]
    [InlineData("$.scheme", null, "$.scheme")]
    [InlineData("$.scheme", "[]", "$.scheme")]
    [InlineData("$.scheme.code", "7", "$.scheme.code")]
    [InlineData("$.scheme.version", "\"3\"", "$.scheme.version")]
    [InlineData("$.scheme.version", "3.5", "$.scheme.version")]
    [InlineData("$.scheme.decimals", "-1", "$.scheme.decimals")]
    [InlineData("$.scheme.decimals", "1.5", "$.scheme.decimals")]
    [InlineData("$.scheme.rollUp", "\"yes\"", "$.scheme.rollUp")]
    [InlineData("$.entries", null, "$.entries")]
    [InlineData("$.entries[0].code", null, "$.entries[0].code")]
    [InlineData("$.entries[0].withdrawn", "1", "$.entries[0].withdrawn")]
    [InlineData("$.judges", "{}", "$.judges")]
    [InlineData("$.lots", "[]", "$.lots")]
    [InlineData("$.sheets[0].marks", null, "$.sheets[0].marks")]
    [InlineData("$.metrics[0].value", "1e99999", "$.metrics[0].value")]
    // A code given twice
    [InlineData("$.entries[1].code", "\"E1\"", "$.entries[1].code")]
    [InlineData("$.judges[1].code", "\"J1\"", "$.judges[1].code")]
    [InlineData("$.scheme.sections[1].code", "\"MAIN\"", "$.scheme.sections[1].code")]
    [InlineData(Peace + "[0].code", "\"ORG\"", Peace + "[0].code")]
    [InlineData(Panel + ".groups[1].code", "\"department\"", Panel + ".groups[1].code")]
    [InlineData("$.scheme.panels[1].code", "\"live\"", "$.scheme.panels[1].code")]
    [InlineData(Blocks + "[1].source.criteria[1].code", "\"work\"", Blocks + "[1].source.criteria[1].code")]
    [InlineData(Peace + "[2].source.criteria[0].code", "\"work\"", Peace + "[2].source.criteria[0].code")]
    // Two rows where one may stand
    [InlineData("$.sheets[4]", """{"judge": "J1", "entry": "E1", "marks": {"work": 1, "help": 1, "talk": 1}}""", "$.sheets[4]")]
    [InlineData("$.evidence[1]", """{"entry": "E1", "block": "ORG", "points": 1}""", "$.evidence[1]")]
    [InlineData("$.metrics[1]", """{"entry": "E1", "block": "CASES", "value": 1}""", "$.metrics[1]")]
    [InlineData(Panel + ".drop[1].from", "5.0", Panel + ".drop[1].from")]
    // Points and deductions
    [InlineData("$.evidence[0].deductions", "[]", "$.evidence[0]")]
    [InlineData("$.evidence[0].points", "null", "$.evidence[0]")]
    [InlineData("$.evidence[0].points", "10.001", "$.evidence[0].points")]
    [InlineData("$.evidence[0].points", "-0.1", "$.evidence[0].points")]
    [InlineData("$.evidence[1].deductions[1]", "-1", "$.evidence[1].deductions[1]")]
    // Figures out of range
    [InlineData("$.adjustments[0].amount", "-1", "$.adjustments[0].amount")]
    [InlineData("$.scheme.bonusCap", "-1", "$.scheme.bonusCap")]
    [InlineData("$.scheme.deductionCap", "-0.5", "$.scheme.deductionCap")]
    [InlineData("$.scheme.award.requiredCap", "-1", "$.scheme.award.requiredCap")]
    [InlineData("$.ballots[0].counts.satisfied", "-1", "$.ballots[0].counts.satisfied")]
    [InlineData("$.ballots[0].counts.dontKnow", "0.5", "$.ballots[0].counts.dontKnow")]
    [InlineData(Blocks + "[0].weight", "0", Blocks + "[0].weight")]
    [InlineData(Blocks + "[0].source.full", "0", Blocks + "[0].source.full")]
    [InlineData(Peace + "[0].source.full", "0", Peace + "[0].source.full")]
    [InlineData(Peace + "[0].source.full", "80.0", Peace + "[0].source.full")]
    [InlineData(Blocks + "[1].source.criteria[0].max", "0", Blocks + "[1].source.criteria[0].max")]
    [InlineData(Panel + ".groups[0].weight", "-0.6", Panel + ".groups[0].weight")]
    [InlineData(Blocks + "[1].source.criteria[1].scale.good", "101", Blocks + "[1].source.criteria[1].scale.good")]
    [InlineData(Panel + ".drop[0].from", "2", Panel + ".drop[0].from")]
    [InlineData(Panel + ".drop[0].high", "-1", Panel + ".drop[0].high")]
    [InlineData(Voice + ".coefficients.satisfied", "0.9", Voice + ".coefficients")]
    [InlineData(Voice + ".coefficients.dissatisfied", "0.5", Voice + ".coefficients")]
    [InlineData(Voice + ".excluded[0]", "\"basically\"", Voice + ".excluded[0]")]
    [InlineData(Voice + ".sample.absolute", null, Voice + ".sample.absolute")]
    // Empty lists
    [InlineData("$.scheme.sections", "[]", "$.scheme.sections")]
    [InlineData("$.scheme.sections", null, "$.scheme.sections")]
    [InlineData(Blocks, "[]", Blocks)]
    [InlineData(Panel + ".groups", "[]", Panel + ".groups")]
    [InlineData(Peace + "[2].source.criteria", "[]", Peace + "[2].source.criteria")]
    // Unknown kinds and ties
    [InlineData(Blocks + "[0].source.kind", "\"rumour\"", Blocks + "[0].source.kind")]
    [InlineData("$.scheme.award.kind", "\"medal\"", "$.scheme.award.kind")]
    [InlineData("$.adjustments[0].kind", "\"gift\"", "$.adjustments[0].kind")]
    [InlineData("$.scheme.ties[1]", "\"age\"", "$.scheme.ties[1]")]
    [InlineData("$.scheme.award", """{"kind": "bands", "of": "street", "bands": []}""", "$.scheme.award.of")]
    [InlineData("$.scheme.award.requiredCap", null, "$.scheme.award.requiredCap")]
    // Unknown references
    [InlineData("$.scheme.award.required", "\"WAR\"", "$.scheme.award.required")]
    [InlineData(Peace + "[2].source.panel", "\"dead\"", Peace + "[2].source.panel")]
    [InlineData("$.entries[1].notApplicable[0]", "\"NONE\"", "$.entries[1].notApplicable[0]")]
    [InlineData("$.judges[0].panel", "\"dead\"", "$.judges[0].panel")]
    [InlineData("$.judges[0].group", "\"all\"", "$.judges[0].group")]
    [InlineData("$.recusals[0].judge", "\"J9\"", "$.recusals[0].judge")]
    [InlineData("$.recusals[0].entry", "\"E9\"", "$.recusals[0].entry")]
    [InlineData("$.sheets[0].judge", "\"J9\"", "$.sheets[0].judge")]
    [InlineData("$.sheets[0].entry", "\"E9\"", "$.sheets[0].entry")]
    [InlineData("$.evidence[0].entry", "\"E9\"", "$.evidence[0].entry")]
    [InlineData("$.evidence[0].block", "\"NONE\"", "$.evidence[0].block")]
    [InlineData("$.evidence[0].block", "\"CASES\"", "$.evidence[0].block")]
    [InlineData("$.metrics[0].block", "\"ORG\"", "$.metrics[0].block")]
    [InlineData("$.ballots[0].entry", "\"E9\"", "$.ballots[0].entry")]
    [InlineData("$.ballots[0].counts.perhaps", "1", "$.ballots[0].counts.perhaps")]
    [InlineData("$.adjustments[0].entry", "\"E9\"", "$.adjustments[0].entry")]
    [InlineData("$.vetoes[0].entry", "\"E9\"", "$.vetoes[0].entry")]
    [InlineData("$.vetoes[0].section", "\"WAR\"", "$.vetoes[0].section")]
    [InlineData("$.lots.E9", "1", "$.lots.E9")]
    // Sheets
    [InlineData("$.sheets[0].marks.work", "12.01", "$.sheets[0].marks.work")]
    [InlineData("$.sheets[0].marks.work", "-1", "$.sheets[0].marks.work")]
    [InlineData("$.sheets[0].marks.work", "\"good\"", "$.sheets[0].marks.work")]
    [InlineData("$.sheets[0].marks.help", "\"poor\"", "$.sheets[0].marks.help")]
    [InlineData("$.sheets[0].marks.work", null, "$.sheets[0].marks.work")]
    [InlineData("$.sheets[0].marks.work", "true", "$.sheets[0].marks.work")]
    [InlineData("$.sheets[0].marks.song", "1", "$.sheets[0].marks.song")]
    [InlineData("$.sheets[3].marks.work", "1", "$.sheets[3].marks.work")]
    [InlineData("$.sheets[2].marks.talk", "6", "$.sheets[2].marks.talk")]
    [InlineData("$.recusals[0].entry", "\"E1\"", "$.sheets[1]")]
    // Withdrawn entries and blocks that do not apply are checked like any other
    [InlineData("$.sheets[4]", """{"judge": "J1", "entry": "E3", "marks": {"work": 1, "help": 1}}""", "$.sheets[4].marks.talk")]
    [InlineData("$.evidence[2]", """{"entry": "E3", "block": "ORG", "points": 11}""", "$.evidence[2].points")]
    // Households are excused by withdrawal alone
    [InlineData("$.entries[0].households", null, "$.entries[0].households")]
    [InlineData("$.entries[0].households", "0", "$.entries[0].households")]
    [InlineData("$.entries[1]", """{"code": "E2", "notApplicable": ["TALK", "VOICE"]}""", "$.entries[1].households")]
    public void Names_the_place_at_fault(string where, string? value, string path) =>
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(Sample.With(where, value))).Path.ShouldBe(path);

    [Fact]
    public void Refuses_bands_of_units_without_roll_up()
    {
        var bands = Sample.With("$.scheme.award", """{"kind": "bands", "of": "unit", "bands": [{"code": "A", "minimum": 0}]}""");
        Should.NotThrow(() => TallyRecord.Parse(bands));
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(bands.Replace("\"rollUp\":true", "\"rollUp\":false"))).Path.ShouldBe("$.scheme.award.of");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("\"\\ud800")]
    public void Names_the_root_where_there_is_no_record(string text) => Should.Throw<InvalidRecord>(() => TallyRecord.Parse(text)).Path.ShouldBe("$");

    [Theory]
    [InlineData("\"judge\": \"J2\", \"entry\": \"E2\"", "\"judge\": \"J2\", \"entry\": \"E2\", \"entry\": \"E3\"", "$.recusals[0].entry")]
    [InlineData("\"work\": 12,", "\"work\": 12, \"work\": 11,", "$.sheets[2].marks.work")]
    [InlineData("\"E2\": 2}", "\"E2\": 2, \"E1\": 3}", "$.lots.E1")]
    public void Refuses_a_member_that_stands_there_twice(string written, string twice, string path)
    {
        Sample.Json.ShouldContain(written);
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(Sample.Json.Replace(written, twice))).Path.ShouldBe(path);
    }

    [Fact]
    public void Quotes_a_code_that_is_no_plain_name() =>
        Should.Throw<InvalidRecord>(() => TallyRecord.Parse(Sample.Json.Replace("\"E2\": 2}", "\"甲.1\": 2}"))).Path.ShouldBe("$.lots['甲.1']");

    [Fact]
    public void A_scheme_read_alone_names_its_own_place()
    {
        using var scheme = System.Text.Json.JsonDocument.Parse("""{"code": "A", "version": 1, "sections": []}""");
        Should.Throw<InvalidRecord>(() => TallyScheme.Read(scheme.RootElement, "$.scoring")).Path.ShouldBe("$.scoring.sections");
    }
}
