using Scoring.Domain.Judging;

namespace Scoring.Domain.Tests.Judging;

public sealed class DrawTests
{
    /// <summary>python: sorted(codes, key=lambda c: hashlib.sha256(f"{seed}:{c}".encode()).hexdigest()).</summary>
    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", "E04 E05 E03 E02 E01")]
    [InlineData("ffffffffffffffffffffffffffffffff", "E05 E01 E02 E04 E03")]
    public void The_seed_alone_decides_the_order_whatever_order_the_codes_came_in(string seed, string order)
    {
        string[] codes = ["E01", "E02", "E03", "E04", "E05"];
        string.Join(' ', Draw.Shuffle(seed, codes)).ShouldBe(order);
        string.Join(' ', Draw.Shuffle(seed, codes.Reverse())).ShouldBe(order);
    }
}
