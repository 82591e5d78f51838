// What makes a resident's answers whole. Must not know who gave them.
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Surveys;

/// <summary>A questionnaire's answers, checked: every question answered once, with one of its own answers; an optional one may be left out.</summary>
public static class AnswerSheet
{
    /// <summary>The channel of a scheme that lets an estate's notice-board code be scanned.</summary>
    public const string OpenChannel = "qr";

    /// <summary>The first question, from 0, that has no answer though it must have one, or one that is not offered; null when all is well.</summary>
    public static int? FirstUnanswered(Survey survey, IReadOnlyDictionary<string, string> answers)
    {
        for (var i = 0; i < survey.Questions.Count; i++)
        {
            var question = survey.Questions[i];
            if (string.IsNullOrEmpty(answers.GetValueOrDefault(question.Code)) ? !question.Optional : !question.Answers.Any(a => string.Equals(a.Code, answers[question.Code], StringComparison.Ordinal)))
                return i;
        }

        return null;
    }

    /// <summary>The answers to the survey's questions and nothing else.</summary>
    /// <exception cref="Refused">A question has no answer, or one that is not offered; the sentence names it.</exception>
    public static IReadOnlyDictionary<string, string> Demand(Survey survey, IReadOnlyDictionary<string, string> answers)
    {
        if (FirstUnanswered(survey, answers) is { } missing)
            throw Refused.Input(survey.Questions.Count == 1 ? "还没有选答案。请选一项，再点“交卷”。" : $"第 {missing + 1} 题还没有选答案。请选一项，再继续。");
        return survey.Questions.Where(q => !string.IsNullOrEmpty(answers.GetValueOrDefault(q.Code))).ToDictionary(q => q.Code, q => answers[q.Code], StringComparer.Ordinal);
    }
}
