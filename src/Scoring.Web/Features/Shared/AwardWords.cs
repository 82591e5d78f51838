using Scoring.Domain.Tallies;

namespace Scoring.Web.Features.Shared;

/// <summary>The words for what a result awards, by the kind of award the scheme gives.</summary>
public static class AwardWords
{
    /// <summary>入选 for one of the places, a level, a band by the scheme's own name; null where nothing was awarded.</summary>
    public static string? Of(string? award, AwardRule? rule) => rule is null ? award : rule.NameOf(award);
}
