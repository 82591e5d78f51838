using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The seeded contest with something changed in its text.</summary>
internal static class Variants
{
    public static Scheme Read(string old, string changed)
    {
        Seeds.Contest.ShouldContain(old);
        return Scheme.Parse(Seeds.Contest.Replace(old, changed, StringComparison.Ordinal));
    }
}
