using System.Collections.Immutable;
using System.Text;
using Scoring.Domain.Bundles;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>Whoever packs a bundle again with a key of their own cannot leave out or turn round what came after the notice: the chain tells of it. Both programs see the same.</summary>
public sealed class AftermathTests
{
    /// <summary>The first made-up bundle that has two objections, one of them upheld with a recount, and a correction.</summary>
    private static readonly MadeBundle Made = Enumerable.Range(0, 500).Select(seed => new MadeBundle(seed))
        .First(m => Text(m, "objections.json").Contains("recount", StringComparison.Ordinal) && Text(m, "objections.json").Contains("\"number\":2", StringComparison.Ordinal) && Text(m, "corrections.json").Contains("words", StringComparison.Ordinal));

    [Theory]
    [InlineData("objections.json", "\"outcome\":\"recount\"", "\"outcome\":\"dismissed\"", "objections.json")]
    [InlineData("objections.json", "\"decidedBy\":\"P2\"", "\"decidedBy\":\"P1\"", "objections.json")]
    [InlineData("objections.json", "2026-10-16", "2026-10-15", "objections.json")]
    [InlineData("objections.json", "\"number\":2", "\"number\":3", "objections.json")]
    [InlineData("corrections.json", "\"kind\":\"words\"", "\"kind\":\"figures\"", "corrections.json")]
    [InlineData("corrections.json", "\"proposedBy\":\"P1\"", "\"proposedBy\":\"P2\"", "corrections.json")]
    [InlineData("draws.json", "\"kind\":\"lot\"", "\"kind\":\"order\"", "draws.json")]
    [InlineData("draws.json", "\"method\":\"sha256\"", "\"method\":\"coin\"", "draws.json")]
    public void A_row_that_was_turned_round_is_seen_by_both_programs(string file, string from, string to, string located)
    {
        var text = Text(Made, file);
        text.ShouldContain(from);
        Seen(Made.Files.SetItem(file, Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)))).ShouldContain(located);
    }

    [Theory]
    [InlineData("objections.json")]
    [InlineData("corrections.json")]
    [InlineData("draws.json")]
    public void A_file_that_was_left_out_is_missed_by_both_programs(string file) => Seen(Made.Files.Remove(file)).ShouldContain(file);

    [Fact]
    public void As_it_was_made_it_is_clean() => Seen(Made.Files).ShouldBeEmpty();

    /// <summary>Signed afresh, so that only what the parts themselves see remains; what one program names the other must name too.</summary>
    private static IReadOnlyList<string> Seen(ImmutableDictionary<string, byte[]> files)
    {
        var archive = BundleWriter.Write(Made.About, files, Made.Links, Made.Key);
        var ours = BundleCheck.Run(archive).Faults.Select(f => f.File).Distinct().ToList();
        Python.Verify(archive).ShouldBe(ours);
        return ours;
    }

    private static string Text(MadeBundle made, string file) => Encoding.UTF8.GetString(made.Files[file]);
}
