using System.Text.RegularExpressions;

namespace Scoring.Web.Tests.House;

/// <summary>The glossary names things that exist.</summary>
public sealed class GlossaryTests
{
    private static readonly string Code = string.Join('\n', Checkout.Source.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(f => f.Text));

    [Fact]
    public void Every_name_of_the_glossary_is_in_the_sources()
    {
        var glossary = Checkout.All.Single(f => f.Path == "docs/glossary.md").Text;
        Names(glossary).Count().ShouldBeGreaterThan(50);
        Unknown(glossary).ShouldBeEmpty();
    }

    [Fact]
    public void Catches_a_name_that_nothing_has() => Unknown("| 街道 | `Street`, `Borough` | |").ShouldBe(["Borough"]);

    private static IEnumerable<string> Unknown(string glossary) =>
        Names(glossary).Where(n => !Regex.IsMatch(Code, $@"\b{n}\b", RegexOptions.None, TimeSpan.FromSeconds(5)));

    private static IEnumerable<string> Names(string glossary) =>
        Regex.Matches(glossary, @"`(?<name>[A-Z]\w+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["name"].Value).Distinct();
}
