using Scoring.Domain.Tallies;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Tests.Shared;

public sealed class AwardWordsTests
{
    [Fact]
    public void Names_each_kind_of_award_in_its_own_words()
    {
        var bands = new BandsAward(OfUnits: false, [new BandRule("GOOD", 90, Name: "好"), new BandRule("FAIR", 80)]);
        AwardWords.Of("WINNER", new TopAward(10, 80)).ShouldBe("入选");
        AwardWords.Of("GOOD", bands).ShouldBe("好");
        AwardWords.Of("FAIR", bands).ShouldBe("FAIR", "a band without a name is called by its code");
        AwardWords.Of("LEVEL_4", new LevelsAward(80)).ShouldBe("4 星");
        AwardWords.Of(null, bands).ShouldBeNull();
    }
}
