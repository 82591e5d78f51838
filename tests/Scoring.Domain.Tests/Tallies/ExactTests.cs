using System.Numerics;
using Scoring.Domain.Tallies;

namespace Scoring.Domain.Tests.Tallies;

public class ExactTests
{
    [Theory]
    [InlineData("14.145", "2829/200")]
    [InlineData("0", "0/1")]
    [InlineData("-0.0", "0/1")]
    [InlineData("1e2", "100/1")]
    [InlineData("1E+2", "100/1")]
    [InlineData("125e-2", "5/4")]
    [InlineData("1.50e1", "15/1")]
    [InlineData("0e999999999999", "0/1")]
    [InlineData("-2.5", "-5/2")]
    [InlineData("0.1000000000000000055511151231257827", "1000000000000000055511151231257827/10000000000000000000000000000000000")]
    [InlineData("1e00002", "100/1")]
    public void A_number_is_the_decimal_that_is_written(string text, string fraction) => Exact.Parse(text).ToString().ShouldBe(fraction);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("１")]
    public void Refuses_what_is_no_JSON_number(string text) => Should.Throw<FormatException>(() => Exact.Parse(text));

    [Theory]
    [InlineData("1e10001")]
    [InlineData("1e-999999999999999999999")]
    public void Refuses_an_exponent_that_would_fill_the_memory(string text) => Should.Throw<OverflowException>(() => Exact.Parse(text));

    [Theory]
    [InlineData("0.005", 2, "0.01")]
    [InlineData("0.0049999", 2, "0.00")]
    [InlineData("89.675", 2, "89.68")]
    [InlineData("2.5", 0, "3")]
    [InlineData("-2.5", 0, "-3")]
    [InlineData("90", 3, "90.000")]
    [InlineData("9.995", 2, "10.00")]
    public void Rounds_a_midpoint_away_from_zero(string text, int places, string rounded)
    {
        Exact.Parse(text).RoundHalfUp(places).ShouldBe(rounded);
        Exact.Parse(text).Rounded(places).ShouldBe(Exact.Parse(rounded));
    }

    [Fact]
    public void Thirds_add_up_to_one()
    {
        var third = Exact.One / 3;
        (third + third + third).ShouldBe(Exact.One);
        (new Exact(4484, 50)).ToString().ShouldBe("2242/25");
        (new Exact(1, -2)).ToString().ShouldBe("-1/2");
        (third < new Exact(34, 100)).ShouldBeTrue();
        default(Exact).ShouldBe(Exact.Zero);
        (default(Exact) + 1).ShouldBe(Exact.One);
    }

    [Theory]
    [InlineData("7/2", 3, 4)]
    [InlineData("-7/2", -4, -3)]
    [InlineData("6/2", 3, 3)]
    public void Floor_and_ceiling_go_down_and_up(string fraction, int floor, int ceiling)
    {
        var parts = fraction.Split('/').Select(part => BigInteger.Parse(part)).ToArray();
        new Exact(parts[0], parts[1]).Floor().ShouldBe(floor);
        new Exact(parts[0], parts[1]).Ceiling().ShouldBe(ceiling);
    }

    [Theory]
    [InlineData("14.1450", "14.145")]
    [InlineData("1e3", "1000")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("0.0625", "0.0625")]
    public void Writes_the_shortest_decimal(string text, string shortest) => Exact.Parse(text).ToDecimalText().ShouldBe(shortest);

    [Fact]
    public void Refuses_to_write_a_third_as_a_decimal() => Should.Throw<InvalidOperationException>(() => (Exact.One / 3).ToDecimalText());

    [Fact]
    public void Takes_a_decimal_without_loss()
    {
        Exact exact = 0.1m + 0.2m;
        exact.ToString().ShouldBe("3/10");
    }
}
