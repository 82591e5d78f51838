using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;

namespace Scoring.Web.Tests.Screens;

/// <summary>A whole event, step by step: nothing that travels to the hall tells a mark, a sum or a later place before its time.</summary>
public sealed class LeakTests(WebApp app) : IClassFixture<WebApp>
{
    private readonly HallDay hall = new(app);

    /// <summary>A state as it travelled, and what the hall had a right to know then.</summary>
    private sealed record Sent(ScreenState State, IReadOnlySet<string> Released, int Places);

    private readonly List<Sent> sent = [];
    private readonly HashSet<string> released = new(StringComparer.Ordinal);
    private int places;

    [Fact]
    public async Task Nothing_is_sent_before_it_is_released()
    {
        await hall.Lay();
        await Play();
        var figures = Figures();

        sent.Select(s => s.State.Scene).Distinct().Order(StringComparer.Ordinal).ShouldBe(["board", "draw", "final", "material", "pause", "practice", "stage", "thanks", "welcome"]);
        figures.Count.ShouldBe(HallDay.Entries);
        figures.Values.SelectMany(f => f).ShouldBeUnique();
        figures.Values.Sum(f => f.Count).ShouldBeGreaterThan(60);
        sent.SelectMany(s => Leaks(s, figures)).ShouldBeEmpty();

        // The guard itself, on states with a planted leak: a held mark, and a place too early.
        var held = sent.Last(s => s.State.Board is not null && s.Released.Count < HallDay.Entries);
        var early = held.State.Board!.Rows[0] with { Name = "候选己", Score = figures["候选己"].First() };
        Leaks(held with { State = held.State with { Board = held.State.Board with { Rows = [.. held.State.Board.Rows, early] } } }, figures).ShouldNotBeEmpty();
        var final = sent.First(s => s.State.Final is { Shown.Count: 1 });
        Leaks(final with { State = final.State with { Final = final.State.Final! with { Shown = [.. final.State.Final.Shown, early with { Score = "0" }] } } }, figures).ShouldHaveSingleItem().ShouldContain("候选己");
    }

    private async Task Play()
    {
        await See();
        await Do(StageAct.Open);
        await Do(StageAct.Practise);
        await Do(StageAct.ShowDraw);
        foreach (var entry in Enumerable.Range(1, HallDay.Entries))
        {
            await Do(StageAct.Call, entry);
            if (entry == 1)
            {
                await Do(StageAct.ShowMaterial, entry, attachment: hall.Files["slides"]);
                await Do(StageAct.TurnPage, value: 2);
                await Do(StageAct.ShowStage);
            }

            foreach (var act in new[] { StageAct.StartClock, StageAct.PauseClock, StageAct.ResumeClock, StageAct.StopClock, StageAct.OpenScoring, StageAct.CloseScoring })
                await Do(act);
            // Three are shown at once, the others held to the end.
            if (entry is 1 or 2 or 5)
                await Do(StageAct.Reveal, entry);
            if (entry > 1)
                await Do(StageAct.ShowBoard);
        }

        await Do(StageAct.ShowPause);
        await Do(StageAct.BeginFinal);
        foreach (var _ in Enumerable.Range(1, HallDay.Entries))
            await Do(StageAct.RevealPlace);
        // What was held is opened too, so that its figures are known to look for.
        foreach (var entry in new[] { 3, 4, 6 })
            await Do(StageAct.Reveal, entry);
        await Do(StageAct.End);
    }

    private async Task Do(StageAct act, int? entry = null, int? value = null, int? attachment = null)
    {
        await hall.Step(act, entry, value, attachment);
        if (act == StageAct.Reveal)
            released.Add(Name(entry!.Value));
        if (act == StageAct.RevealPlace)
            places++;
        await See();
    }

    private async Task See() => sent.Add(new Sent(await hall.Now(), released.ToHashSet(StringComparer.Ordinal), places));

    /// <summary>Every figure of every entry, as it was shown once released: marks, means and sums.</summary>
    private Dictionary<string, HashSet<string>> Figures() => sent.Where(s => s.State.Reveal is not null).GroupBy(s => s.State.Current!.Name, StringComparer.Ordinal).ToDictionary(
        g => g.Key,
        g => g.First().State.Reveal!.Groups.SelectMany(x => x.Marks.Select(m => m.Text).Append(x.Mean!)).Concat(g.First().State.Reveal!.Lines.Select(l => l.Figure)).Append(g.First().State.Reveal!.Score!).ToHashSet(StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static IEnumerable<string> Leaks(Sent s, Dictionary<string, HashSet<string>> figures)
    {
        var text = HallDay.Written(s.State);
        var final = s.State.Scene == "final";
        // The later in the order, the higher the marks: the last place is the first candidate's.
        var shown = Enumerable.Range(1, HallDay.Entries).Select(Name).Take(final ? s.Places : 0).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, its) in figures.Where(f => !s.Released.Contains(f.Key)))
        {
            // A place that is shown tells its score, and no more.
            var score = shown.Contains(name) ? s.State.Final!.Shown.Single(p => p.Name == name).Score : null;
            foreach (var figure in its.Where(f => f != score && text.Contains(f, StringComparison.Ordinal)))
                yield return $"step {s.State.Step}, {s.State.Scene}: {figure} of {name}";
        }

        foreach (var name in figures.Keys.Where(n => final && !shown.Contains(n) && text.Contains(n, StringComparison.Ordinal)))
            yield return $"step {s.State.Step}: {name}, whose place is not shown yet";
    }

    private static string Name(int entry) => $"候选{"甲乙丙丁戊己"[entry - 1]}";
}
