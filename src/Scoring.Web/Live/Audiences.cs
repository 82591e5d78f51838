using MediatR;
using Scoring.Web.Features.Screens;
using Scoring.Web.Features.Stage;

namespace Scoring.Web.Live;

/// <summary>Whoever follows a stage. What they may see is decided by the queries; nothing here holds a rule.</summary>
/// <param name="Name">As the client names it.</param>
/// <param name="Admit">Of the id that the client names; answers with the cycle, and refuses whoever has no right.</param>
/// <param name="Snapshot">What everybody of this audience is shown of a cycle.</param>
/// <param name="Counts">Whether they are shown how many sheets are in.</param>
public sealed record Audience(string Name, Func<string, IRequest<Admitted>> Admit, Func<int, IRequest<object>> Snapshot, bool Counts);

/// <summary>A follower let in.</summary>
/// <param name="CycleId">Whose stage.</param>
/// <param name="JudgeIds">Under which seats of the panel; empty for everybody else.</param>
public sealed record Admitted(int CycleId, IReadOnlyList<int> JudgeIds);

/// <summary>All audiences, in the order in which they are told: two hundred people before the one at the desk.</summary>
public static class Audiences
{
    public const string Console = "console";

    public const string Judge = "judge";

    public const string Screen = "screen";

    public static IReadOnlyList<Audience> All { get; } =
    [
        new(Screen, key => new Watch.Follow(key), cycle => new Snapshot.Query(cycle), Counts: true),
        new(Judge, id => new Follow.Judge(id), cycle => new JudgeState.Query(cycle), Counts: false),
        new(Console, id => new Follow.Console(id), cycle => new ConsoleState.Query(cycle), Counts: true),
    ];

    public static Audience? Find(string name) => All.FirstOrDefault(a => a.Name == name);
}
