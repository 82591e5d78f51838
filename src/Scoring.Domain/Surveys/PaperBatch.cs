// Paper ballots in a stack: read in as one paper, twice and blind (Domain/Papers). Must not know who filled one in.
using System.Globalization;
using Scoring.Domain.Papers;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Surveys;

/// <summary>A stack of filled-in paper ballots of one estate, numbered by hand from 1.</summary>
public sealed class PaperBatch
{
    /// <summary>The most of a stack: what one reads in at a sitting.</summary>
    public const int Most = 100;

    public int Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary>The stack as a paper that is read in twice; see <see cref="Form"/>.</summary>
    public int FormId { get; init; }

    /// <summary>1–<see cref="Most"/>.</summary>
    public int Count { get; init; }

    /// <summary>The local day on which they were collected; it decides which cycles count them.</summary>
    public DateOnly CollectedOn { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <exception cref="Refused">Too many or none, more than the households, or a day outside the cycle's window or still to come.</exception>
    public static void Demand(int count, int households, DateOnly collectedOn, SurveyWindow window, DateOnly today)
    {
        if (count is < 1 or > Most)
            throw Refused.Input($"一批请登记 1 到 {Most} 份，多的分成几批。");
        if (count > households)
            throw Refused.Input($"本小区 {households} 户，一批纸质问卷不能多于户数。");
        if (!window.Contains(collectedOn) || collectedOn > today)
            throw Refused.Input($"收回日期要在 {Calendars.ChinaTime.MonthDay(window.First)} 至 {Calendars.ChinaTime.MonthDay(window.Last)} 之间，并且不晚于今天。");
    }

    /// <summary>The stack as a paper: a field for every question of every ballot, in the stack's order. It belongs to nobody, so anybody may read it in.</summary>
    /// <param name="survey">What was asked.</param>
    /// <param name="cycleId">The cycle.</param>
    /// <param name="estateId">Whose residents answered.</param>
    /// <param name="number">Of the stack among those of its estate and cycle, from 1.</param>
    /// <param name="count">Ballots.</param>
    /// <param name="at">The time of the write.</param>
    public static PaperForm Form(Survey survey, int cycleId, int estateId, int number, int count, DateTimeOffset at) => new()
    {
        CycleId = cycleId, Subject = string.Create(CultureInfo.InvariantCulture, $"survey/{estateId}/{number}"), At = at,
        Fields =
        [
            .. from ballot in Enumerable.Range(1, count)
               from question in survey.Questions
               select new PaperField(Code(ballot, question.Code), $"第 {ballot} 份{question.Text}", null, null, [.. question.Answers.Select(a => new PaperWord(a.Code, a.Name))]),
        ],
    };

    /// <summary>The code of a ballot's question on that paper: "3.overall".</summary>
    public static string Code(int ballot, string question) => string.Create(CultureInfo.InvariantCulture, $"{ballot}.{question}");

    /// <summary>The ballots that a settled stack says, in its order: question code → answer code, without what was left blank.</summary>
    public static IEnumerable<Dictionary<string, string>> Ballots(Survey survey, int count, PaperSettlement settled) =>
        Enumerable.Range(1, count).Select(ballot => survey.Questions
            .Select(q => (q.Code, Answer: settled.Values[Code(ballot, q.Code)])).Where(a => a.Answer != PaperField.Blank).ToDictionary(a => a.Code, a => a.Answer, StringComparer.Ordinal));
}
