namespace Scoring.Domain.Schemes;

/// <summary>满意度: whom it asks, over how many calendar days, what, and by which channels.</summary>
public sealed record Survey(string Audience, int WindowDays, IReadOnlyList<SurveyQuestion> Questions, IReadOnlyList<CodedText> Channels)
{
    internal static Survey Read(Node node)
    {
        node.Only("audience", "windowDays", "questions", "channels");
        return new(
            node.Text("audience"),
            node.Whole("windowDays", 1, 366),
            Node.Distinct(node.Some("questions"), SurveyQuestion.Read, question => question.Code),
            Nomination.ReadTexts(node.Some("channels")));
    }
}

/// <summary>A question and its answers, in the order shown.</summary>
public sealed record SurveyQuestion(string Code, string Text, IReadOnlyList<CodedText> Answers)
{
    internal static SurveyQuestion Read(Node node)
    {
        node.Only("code", "text", "answers");
        return new(node.Code("code"), node.Text("text"), Nomination.ReadTexts(node.Some("answers")));
    }
}
