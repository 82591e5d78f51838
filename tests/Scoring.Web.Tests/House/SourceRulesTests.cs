using System.Text.Json;

namespace Scoring.Web.Tests.House;

/// <summary>Every rule on the repository as it is, and on something planted that it must catch.</summary>
public sealed class SourceRulesTests
{
    private static readonly IReadOnlyList<TextFile> Projects = [.. Checkout.Under("src/", ".csproj")];
    private static readonly IReadOnlyList<TextFile> Features = [.. Checkout.Under("src/Scoring.Web/Features/", ".cs", ".cshtml")];
    private static readonly IReadOnlyList<TextFile> Code = [.. Checkout.All.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal))];
    private static readonly IReadOnlyList<TextFile> Domain = [.. Checkout.Under("src/Scoring.Domain/", ".cs")];
    private static readonly IReadOnlyList<TextFile> Tests = [.. Checkout.Under("tests/", ".cs")];

    [Fact]
    public void Reads_the_whole_repository()
    {
        Projects.Count.ShouldBeGreaterThanOrEqualTo(5);
        Features.Count.ShouldBeGreaterThan(20);
        Domain.Count.ShouldBeGreaterThan(20);
        Tests.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Rooms_build_only_on_rooms_below_them() => SourceRules.WrongDependencies(Projects).ShouldBeEmpty();

    [Theory]
    [InlineData("Scoring.Domain", """<ProjectReference Include="../Scoring.Data/Scoring.Data.csproj" />""", "Scoring.Domain may not build on Scoring.Data")]
    [InlineData("Scoring.Verify", """<ProjectReference Include="../Scoring.Web/Scoring.Web.csproj" />""", "Scoring.Verify may not build on Scoring.Web")]
    [InlineData("Scoring.Data", """<ProjectReference Include="../Scoring.Data.Sqlite/Scoring.Data.Sqlite.csproj" />""", "Scoring.Data may not build on Scoring.Data.Sqlite")]
    [InlineData("Scoring.Domain", """<PackageReference Include="MediatR" />""", "Domain has no packages")]
    [InlineData("Scoring.Extra", "", "a room that the table of rooms does not know")]
    public void Catches_a_room_that_builds_on_a_higher_one(string room, string planted, string violation)
    {
        var path = $"src/{room}/{room}.csproj";
        SourceRules.WrongDependencies([new TextFile(path, $"<Project>{planted}</Project>")]).ShouldBe([$"{path}: {violation}"]);
    }

    [Fact]
    public void Rooms_of_the_web_do_not_know_one_another() => SourceRules.RoomsThatKnowAnother(Features).ShouldBeEmpty();

    [Theory]
    [InlineData("using Scoring.Web.Features.Reviews;")]
    [InlineData("await Ask(new Reviews.Detail.Query(1));")]
    [InlineData("@model Scoring.Web.Features.Reviews.Detail.View")]
    public void Catches_a_room_that_knows_another(string planted)
    {
        var own = new TextFile("src/Scoring.Web/Features/Reviews/Detail.cs", "namespace Scoring.Web.Features.Reviews; Domain.Reviews.Veto.X();");
        var other = new TextFile("src/Scoring.Web/Features/Panels/Appoint.cs", planted);
        SourceRules.RoomsThatKnowAnother([own, other]).ShouldBe(["src/Scoring.Web/Features/Panels/Appoint.cs: knows the room Reviews"]);
    }

    [Fact]
    public void No_type_is_called_after_what_it_does_for_others() => SourceRules.BannedNames(Code).ShouldBeEmpty();

    [Theory]
    [InlineData("EntryService")]
    [InlineData("EntryManager")]
    [InlineData("EntryRepository")]
    [InlineData("EntryDto")]
    [InlineData("DateHelper")]
    public void Catches_a_banned_name(string name) =>
        SourceRules.BannedNames([new TextFile("a.cs", $"namespace A;\n\npublic sealed class {name}(int x);\npublic sealed record Entry;")]).ShouldBe([$"a.cs: {name}"]);

    [Fact]
    public void No_programme_is_named_in_what_we_ship() => SourceRules.ProgrammeNames(Generic(), Programmes()).ShouldBeEmpty();

    [Fact]
    public void Catches_a_programme_named_in_the_engine()
    {
        Programmes().ShouldContain("TOP10_SECRETARY");
        SourceRules.ProgrammeNames([new TextFile("src/a.cs", "if (code == \"top10_secretary\")")], ["TOP10_SECRETARY"]).ShouldBe(["src/a.cs: TOP10_SECRETARY"]);
    }

    [Fact]
    public void Only_the_clock_knows_the_time() => SourceRules.OtherClocks(Checkout.Source).ShouldBeEmpty();

    [Theory]
    [InlineData("var now = DateTime.Now;", "DateTime.Now")]
    [InlineData("var now = DateTimeOffset.UtcNow;", "DateTimeOffset.UtcNow")]
    [InlineData("var now = TimeProvider.System.GetUtcNow();", "TimeProvider.System")]
    public void Catches_another_clock(string planted, string violation) =>
        SourceRules.OtherClocks([new TextFile("src/a.cs", planted), new TextFile("src/Scoring.Web/Setup/Clock.cs", planted)]).ShouldBe([$"src/a.cs: {violation}"]);

    [Fact]
    public void The_domain_has_no_binary_fractions() => SourceRules.BinaryFractions(Domain).ShouldBeEmpty();

    [Fact]
    public void Catches_a_binary_fraction() =>
        SourceRules.BinaryFractions([new TextFile("a.cs", "// never a double\nvar x = (double)marks;\ndecimal y = 1;")]).ShouldBe(["a.cs: var x = (double)marks;"]);

    [Fact]
    public void Files_can_be_read_in_one_go() => SourceRules.LongFiles(Checkout.Source.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal) || f.Path.EndsWith(".cshtml", StringComparison.Ordinal)), 300).ShouldBeEmpty();

    [Fact]
    public void Catches_a_file_that_is_two() =>
        SourceRules.LongFiles([new TextFile("a.cs", new string('\n', 300)), new TextFile("b.cs", new string('\n', 299))], 300).ShouldBe(["a.cs: 301 lines"]);

    [Fact]
    public void Nothing_speaks_of_how_or_where_the_project_was_made() => SourceRules.PrivateWords(Checkout.All).ShouldBeEmpty();

    [Fact]
    public void Catches_private_words_and_places()
    {
        string[] planted = ["see " + "/wo" + "rk/main", "is" + "sue 12 asks", "in this ses" + "sion we", "a sub" + "agent did it", "'/ro" + "ot/x'"];
        foreach (var text in planted)
            SourceRules.PrivateWords([new TextFile("a.md", text)]).Count().ShouldBe(1, text);
        SourceRules.PrivateWords([new TextFile("a.md", "href=\"/results/2026-10\" and https://example.org/work/1")]).ShouldBeEmpty();
    }

    [Fact]
    public void No_test_is_skipped() => SourceRules.SkippedTests(Tests).ShouldBeEmpty();

    [Fact]
    public void Catches_a_skipped_test() =>
        SourceRules.SkippedTests([new TextFile("a.cs", "[Fa" + "ct(Skip = \"later\")]\npublic void A() => list.Skip(1);")]).Count().ShouldBe(1);

    private static IEnumerable<TextFile> Generic() => Checkout.Source.Concat(Checkout.Under("wwwroot-assets/src/"));

    /// <summary>Names and codes of the schemes that are shipped, and of programmes whose schemes are still to come.</summary>
    private static HashSet<string> Programmes()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "十佳", "擂台比武", "一包五帮", "五星支部", "红黑榜", "星级楼组", "攻关课题",
            "TOP10", "YIBAO", "WUBANG", "FIVE_STAR", "FiveStar", "RED_BLACK", "STAR_BUILDING", "TACKLE_PROJECT",
        };
        foreach (var file in Checkout.Under("seeds/schemes/", ".json").Where(f => !f.Path.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            using var scheme = JsonDocument.Parse(file.Text);
            names.Add(scheme.RootElement.GetProperty("code").GetString()!);
            names.Add(scheme.RootElement.GetProperty("name").GetString()!);
        }

        return names;
    }
}
