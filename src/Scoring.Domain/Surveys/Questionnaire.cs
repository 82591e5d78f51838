// What a version of a programme asks, and how a set of answers becomes a few bytes and back. Must not know who gave them.
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Surveys;

/// <summary>
/// The questions of one scheme version. A version never changes, so one byte a question says what was answered for ever: 0 for no answer,
/// otherwise the place of the answer in its question, from 1.
/// </summary>
/// <param name="SchemeVersionId">The version that asks.</param>
/// <param name="SchemeCode">Its programme.</param>
/// <param name="Survey">What is asked.</param>
public sealed record Questionnaire(int SchemeVersionId, string SchemeCode, Survey Survey)
{
    /// <summary>Packs answers, question code → answer code; what the questionnaire does not ask is left out.</summary>
    /// <returns>As many bytes as questions.</returns>
    /// <exception cref="ArgumentException">An answer is not offered.</exception>
    public byte[] Pack(IReadOnlyDictionary<string, string> answers)
    {
        var packed = new byte[Survey.Questions.Count];
        for (var i = 0; i < packed.Length; i++)
        {
            var question = Survey.Questions[i];
            if (answers.TryGetValue(question.Code, out var answer))
                packed[i] = Place(question, answer) is var place and > 0 ? checked((byte)place) : throw new ArgumentException($"{question.Code} does not offer {answer}.", nameof(answers));
        }

        return packed;
    }

    /// <summary>The answers given, in the order of the questionnaire.</summary>
    /// <exception cref="ArgumentException">The bytes are not of this questionnaire.</exception>
    public IEnumerable<(string Question, string Answer)> Unpack(byte[] packed)
    {
        if (packed.Length != Survey.Questions.Count)
            throw new ArgumentException($"{packed.Length} answers to {Survey.Questions.Count} questions.", nameof(packed));
        for (var i = 0; i < packed.Length; i++)
        {
            if (packed[i] > 0)
                yield return (Survey.Questions[i].Code, Survey.Questions[i].Answers[packed[i] - 1].Code);
        }
    }

    private static int Place(SurveyQuestion question, string answer)
    {
        for (var i = 0; i < question.Answers.Count; i++)
        {
            if (string.Equals(question.Answers[i].Code, answer, StringComparison.Ordinal))
                return i + 1;
        }

        return 0;
    }
}
