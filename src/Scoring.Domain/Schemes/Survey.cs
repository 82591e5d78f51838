using Scoring.Domain.Surveys;

namespace Scoring.Domain.Schemes;

/// <summary>满意度: whom it asks, over how many calendar days, what, and by which channels.</summary>
/// <param name="Audience">Who may answer.</param>
/// <param name="WindowDays">Days counted back from the end, 1–366.</param>
/// <param name="Comment">The last screen, where one may write to the estate's branch; null without one.</param>
public sealed record Survey(string Audience, int WindowDays, IReadOnlyList<SurveyQuestion> Questions, IReadOnlyList<SurveyChannel> Channels, CommentRule? Comment)
{
    internal static Survey Read(Node node)
    {
        node.Only("audience", "windowDays", "questions", "channels", "comment");
        return new(
            node.Text("audience"),
            node.Whole("windowDays", 1, 366),
            Node.Distinct(node.Some("questions"), SurveyQuestion.Read, question => question.Code),
            Node.Distinct(node.Some("channels"), SurveyChannel.Read, channel => channel.Code),
            node.Find("comment") is { } comment ? CommentRule.Read(comment) : null);
    }
}

/// <summary>A question and its answers, in the order shown.</summary>
/// <param name="Optional">May be passed over; only a question that no block scores can be.</param>
public sealed record SurveyQuestion(string Code, string Text, bool Optional, IReadOnlyList<CodedText> Answers)
{
    internal static SurveyQuestion Read(Node node)
    {
        node.Only("code", "text", "optional", "answers");
        return new(node.Code("code"), node.Text("text"), node.Flag("optional", otherwise: false), Nomination.ReadTexts(node.Some("answers")));
    }
}

/// <summary>A way to answer. The tally takes whole counts, so a channel's weight is one or none.</summary>
/// <param name="Counts">Whether its answers go into the figure; shown either way.</param>
public sealed record SurveyChannel(string Code, string Name, string? Hint, BallotChannel Channel, bool Counts)
{
    internal static SurveyChannel Read(Node node)
    {
        node.Only("code", "name", "hint", "counts");
        var code = node.Code("code");
        return Surveys.Channels.Of(code) is { } channel
            ? new(code, node.Text("name"), node.TextOrNull("hint"), channel, node.Flag("counts", otherwise: true))
            : throw node.Get("code").Refuse($"没有「{code}」这种填写方式，可用的有：{string.Join('、', Surveys.Channels.InOrder.Select(Surveys.Channels.CodeOf))}。");
    }
}

/// <summary>What is asked for in a resident's own words, and how long it may be.</summary>
/// <param name="Maximum">Characters, 1–500.</param>
public sealed record CommentRule(string Text, int Maximum)
{
    internal static CommentRule Read(Node node)
    {
        node.Only("text", "maximum");
        return new(node.Text("text"), node.Whole("maximum", 1, 500));
    }
}
