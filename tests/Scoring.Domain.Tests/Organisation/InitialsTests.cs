using Scoring.Domain.Organisation;

namespace Scoring.Domain.Tests.Organisation;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("翡翠国际小区", "FCGJXQ")]
    [InlineData("长安路2号院A座", "CAL2HYAZ")]
    [InlineData("文庙街道（桥东）", "WMJDQD")]
    [InlineData("", "")]
    public void A_name_has_the_first_letter_of_each_reading(string name, string initials) => Initials.Of(name).ShouldBe(initials);

    [Theory]
    [InlineData("王建国", "WJG")]
    [InlineData("曾单解", "ZDJ")]
    [InlineData("单区", "SQ")]
    [InlineData("解放", "XF")]
    public void Surnames_have_their_own_readings(string name, string initials) => Initials.OfPerson(name).ShouldBe(initials);

    [Theory]
    [InlineData("wjg", "WJG")]
    [InlineData(" w2 ", "W2")]
    [InlineData("210", null)]
    [InlineData("王", null)]
    [InlineData("w%", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Letters_are_looked_up_as_initials_and_nothing_else_is(string? typed, string? initials) => Initials.Typed(typed).ShouldBe(initials);

    /// <summary>The common characters of GB 2312 lie in the order of their readings, a letter's from its first character to the next one's.</summary>
    [Fact]
    public void The_table_agrees_with_the_order_of_gb2312_where_it_was_looked_up()
    {
        const string FirstOfEach = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝";
        Initials.Of(FirstOfEach).ShouldBe("ABCDEFGHJKLMNOPQRSTWXYZ");
    }
}
