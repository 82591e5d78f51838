using System.Globalization;
using Scoring.Domain.Notices;

namespace Scoring.Web.Features.Objections;

/// <summary>What the chain says openly of an objection: its number, and what it came to. Never a name, never a word of it.</summary>
internal static class ObjectionFacts
{
    public static IReadOnlyDictionary<string, string> Of(Objection objection) => new Dictionary<string, string> { ["objection"] = objection.Number.ToString(CultureInfo.InvariantCulture) };

    public static IReadOnlyDictionary<string, string> Of(Objection objection, ObjectionOutcome outcome) =>
        new Dictionary<string, string>(Of(objection)) { ["outcome"] = ObjectionNames.Code(outcome) };

    /// <summary>Of its coming in: with the day on which it did.</summary>
    public static IReadOnlyDictionary<string, string> Received(Objection objection) =>
        new Dictionary<string, string>(Of(objection)) { ["received"] = objection.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
}
