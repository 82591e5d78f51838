using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>What the shipped schemes ask of the grass roots, counted by hand from their files.</summary>
public sealed class AskingTests
{
    [Theory]
    // A category, five texts, the standards and three figures of one's own; 5 + 2 + 6 + 1 files; two questions.
    [InlineData("top10-secretary.json", AskedOf.Street, 10, 14)]
    [InlineData("top10-secretary.json", AskedOf.Resident, 2, 0)]
    // One text and thirty figures of one's own, five kinds of ten files.
    [InlineData("five-star-branch-urban.json", AskedOf.Unit, 31, 50)]
    [InlineData("five-star-branch-urban.json", AskedOf.Street, 0, 0)]
    // Five helps in words; each building three and one.
    [InlineData("yibao-wubang.json", AskedOf.Rater, 5, 0)]
    [InlineData("star-building.json", AskedOf.Rater, 4, 0)]
    [InlineData("owner-rating.json", AskedOf.Resident, 3, 0)]
    [InlineData("tackle-project.json", AskedOf.Street, 4, 7)]
    public void Counts_fields_and_files_from_the_scheme_itself(string file, AskedOf of, int fields, int files)
    {
        var items = Asking.Of(Scheme.Parse(Seeds.Text($"schemes/{file}"))).Where(i => i.Of == of).ToList();
        (items.Count(i => i.Uploads == 0), items.Sum(i => i.Uploads)).ShouldBe((fields, files));
    }

    [Fact]
    public void Finds_what_two_programmes_ask_of_the_same_people_and_nothing_else()
    {
        IReadOnlyList<AskedItem> one = [new(AskedOf.Street, "基本情况"), new(AskedOf.Street, "佐证 材料", 5), new(AskedOf.Rater, "环境卫生"), new(AskedOf.Street, "基本情况")];
        IReadOnlyList<AskedItem> other = [new(AskedOf.Street, "佐证材料", 3), new(AskedOf.Unit, "基本情况"), new(AskedOf.Rater, "公共秩序")];
        Asking.Twice([("甲", one), ("乙", other)]).Select(t => $"{t.Item.Of} {t.Item.Name} {string.Join('、', t.Programmes)}").ShouldBe(["Street 佐证 材料 甲、乙"]);
        Asking.Twice([("甲", one)]).ShouldBeEmpty();
    }

    [Fact]
    public void No_shipped_programmes_ask_for_the_same_thing_twice()
    {
        // The two forms of one rating share their wording on purpose: a unit applies under one of them.
        var schemes = Seeds.SchemeFiles().Where(f => !f.Contains("rural", StringComparison.Ordinal)).Select(f => Scheme.Parse(File.ReadAllText(f)));
        Asking.Twice(schemes.Select(s => (s.Name, Asking.Of(s)))).Select(t => t.Item.Name).ShouldBeEmpty();
    }
}
