using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>The words for what a result awards, by the kind of award the scheme gives.</summary>
public static class AwardWords
{
    /// <summary>入选 for one of the places, a level's stars, a band by the scheme's own name; null where nothing was awarded.</summary>
    public static string? Of(string? award, AwardRule? rule) => (award, rule) switch
    {
        (null, _) => null,
        (_, TopAward) => "入选",
        (_, LevelsAward) => $"{award["LEVEL_".Length..]} 星",
        (_, BandsAward bands) => bands.NameOf(award),
        _ => award,
    };
}
