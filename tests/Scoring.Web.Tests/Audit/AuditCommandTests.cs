using Scoring.Data.Records;
using Scoring.Domain.Chains;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests.Audit;

public sealed class AuditCommandTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("812:7F3A 91C2 D05E", "812=7f3a91c2d05e")]
    [InlineData("1:00000000, 20:aaaaaaaaaa", "1=00000000 20=aaaaaaaaaa")]
    public void Reads_heads_as_they_are_printed(string? text, string read)
    {
        AuditCommand.TryHeads(text, out var heads).ShouldBeTrue();
        string.Join(' ', heads.Select(h => $"{h.Number}={h.Start}")).ShouldBe(read);
    }

    [Theory]
    [InlineData("812")]
    [InlineData("0:7f3a91c2d05e")]
    [InlineData("812:7f3a")]
    [InlineData("812:not-hex-digits")]
    public void Refuses_what_is_no_head(string text) => AuditCommand.TryHeads(text, out _).ShouldBeFalse();

    [Fact]
    public void Says_which_row_and_how_much_before_it_is_whole()
    {
        AuditCommand.Words(new ChainReport(11, new string('a', 64), 0, new ChainFault(12, "哈希与内容不符"))).ShouldBe("第 12 条不对：哈希与内容不符。它之前的 11 条完好。");
        AuditCommand.Words(new ChainReport(12, new string('a', 64), 2, null)).ShouldContain("共 12 条");
    }
}
