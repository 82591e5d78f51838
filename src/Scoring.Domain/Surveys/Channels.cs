// Which ways to answer there are, what a scheme file calls them and what people do. Must not know who answered.
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Surveys;

/// <summary>The ways to answer that exist; a scheme lists those it offers, and says of each whether it counts.</summary>
public static class Channels
{
    private static readonly (BallotChannel Channel, string Code, string Name)[] All =
    [
        (BallotChannel.Slip, "slip", "选票"),
        (BallotChannel.Open, AnswerSheet.OpenChannel, "扫码"),
        (BallotChannel.Paper, "paper", "纸质"),
        (BallotChannel.Doorstep, "doorstep", "入户"),
        (BallotChannel.Phone, "phone", "电话"),
    ];

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<BallotChannel> InOrder { get; } = [.. All.Select(c => c.Channel)];

    /// <summary>The channel of a scheme's code; null when there is none.</summary>
    public static BallotChannel? Of(string code) =>
        Array.Exists(All, c => string.Equals(c.Code, code, StringComparison.Ordinal)) ? Array.Find(All, c => string.Equals(c.Code, code, StringComparison.Ordinal)).Channel : null;

    /// <summary>The code by which a scheme names it.</summary>
    public static string CodeOf(BallotChannel channel) => Array.Find(All, c => c.Channel == channel).Code;

    /// <summary>A word or two for a column.</summary>
    public static string NameOf(BallotChannel channel) => Array.Find(All, c => c.Channel == channel).Name;

    /// <summary>Whether the scheme offers this way to answer.</summary>
    public static bool Offers(Survey survey, BallotChannel channel) => survey.Channels.Any(c => c.Channel == channel);

    /// <summary>Those whose answers go into the figure.</summary>
    public static IReadOnlySet<BallotChannel> Counting(Survey survey) => survey.Channels.Where(c => c.Counts).Select(c => c.Channel).ToHashSet();

    /// <exception cref="Refused">The scheme does not offer it.</exception>
    public static void Demand(Survey? survey, BallotChannel channel)
    {
        if (survey is null || !Offers(survey, channel))
            throw new Refused($"本期方案里没有“{NameOf(channel)}”这种方式，不能用它收答卷。");
    }
}
