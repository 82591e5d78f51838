using Scoring.Domain.Stages;

namespace Scoring.Domain.Tests.Stages;

/// <summary>A stage written as it is spoken: "Open, Call 1, StartClock@60, StopClock@200". Candidates 1 to 4 in the drawn order; seconds after the beginning, else one a step.</summary>
internal static class Script
{
    public static DateTimeOffset Begin { get; } = new(2026, 10, 14, 6, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(int seconds) => Begin.AddSeconds(seconds);

    public static Show Play(string script, int together = 1, int candidates = 4) => Show.Of(Steps(script), Enumerable.Range(1, candidates), together);

    public static IEnumerable<StageStep> Steps(string script)
    {
        var number = 0;
        foreach (var part in script.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            number++;
            var (words, seconds) = part.Split('@') is [var w, var s] ? (w, int.Parse(s)) : (part, number);
            var word = words.Split(' ');
            var act = Enum.Parse<StageAct>(word[0]);
            int? first = word.Length > 1 ? int.Parse(word[1]) : null;
            yield return new StageStep
            {
                Number = number, Act = act, At = At(seconds), Who = "经办", EntryId = act == StageAct.Undo ? null : first,
                Value = act == StageAct.Undo ? first : word.Length > 2 ? int.Parse(word[2]) : null,
            };
        }
    }

    /// <summary>"1:Called 2:Waiting …", with * for released and the round from the second on.</summary>
    public static string Told(this Show show) =>
        string.Join(' ', show.Turns.Select(t => $"{t.EntryId}:{t.State}{(t.Released ? "*" : string.Empty)}{(t.Round > 1 ? $"#{t.Round}" : string.Empty)}"));
}
