using Scoring.Domain.Surveys;

namespace Scoring.Domain.Tests.Surveys;

public sealed class SlipCodeTests
{
    /// <summary>All bits 0: 26 times the symbol for 0; the check of 0 is 0.</summary>
    [Fact]
    public void Writes_zero_as_the_first_symbol()
    {
        SlipCode.Of(new byte[17]).ShouldBe(new string('2', 28));
    }

    /// <summary>Only the last used bit set: the number 1, so the check is 1, and 1 is written 3.</summary>
    [Fact]
    public void Writes_one_with_its_check()
    {
        var random = new byte[17];
        random[16] = 0b0100_0000;
        SlipCode.Of(random).ShouldBe("2222222222222222222222222323");
    }

    /// <summary>The number 32: 32 mod 1021 is 32, which is the symbols 1 and 0.</summary>
    [Fact]
    public void Writes_the_check_high_symbol_first()
    {
        var random = new byte[17];
        random[15] = 0b0000_1000;
        SlipCode.Of(random).ShouldBe("2222222222222222222222223232");
    }

    [Theory]
    [InlineData("2222222222222222222222222323")]
    [InlineData("2222 2222 2222 2222 2222 2222 2323")]
    [InlineData("2222-2222-2222-2222-2222-2222-2323")]
    [InlineData("  2222 2222 2222 2222 2222 2222 2323\n")]
    public void Reads_what_was_typed_with_gaps(string typed) => SlipCode.Read(typed).ShouldBe("2222222222222222222222222323");

    [Fact]
    public void Reads_small_letters()
    {
        var code = SlipCode.Of([.. Enumerable.Range(100, 17).Select(i => (byte)(i * 7))]);
        SlipCode.Read(code.ToLowerInvariant()).ShouldBe(code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("thanks")]
    [InlineData("222222222222222222222222232")]
    [InlineData("2222222222222222222222222324")]
    [InlineData("0222222222222222222222222323")]
    [InlineData("２222222222222222222222222323")]
    public void Refuses_what_is_no_code(string? typed) => SlipCode.Read(typed).ShouldBeNull();

    [Fact]
    public void Refuses_every_single_wrong_symbol_and_every_exchange_of_neighbours()
    {
        var code = SlipCode.Of([.. Enumerable.Range(0, 17).Select(i => (byte)((i * 37) + 11))]);
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var other in SlipCode.Symbols.Where(s => s != code[i]))
                SlipCode.Read(code[..i] + other + code[(i + 1)..]).ShouldBeNull();
            if (i + 1 < 26 && code[i] != code[i + 1])
                SlipCode.Read(code[..i] + code[i + 1] + code[i] + code[(i + 2)..]).ShouldBeNull();
        }
    }

    [Fact]
    public void Leaves_out_what_looks_alike()
    {
        SlipCode.Symbols.Length.ShouldBe(32);
        SlipCode.Symbols.Distinct().Count().ShouldBe(32);
        SlipCode.Symbols.ShouldNotContain(c => "0O1Io".Contains(c));
    }

    [Fact]
    public void Prints_in_groups_of_four() => SlipCode.Printed("2222222222222222222222222323").ShouldBe("2222 2222 2222 2222 2222 2222 2323");
}
