using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.SignalR;
using Scoring.Data;
using Scoring.Data.Stages;
using Scoring.Domain.Stages;
using Scoring.Web.Setup;

namespace Scoring.Web.Live;

/// <summary>
/// Tells the followers of a stage what has changed, after the commit. However many changes come in while a snapshot is being made, one more
/// follows it, so that the last one sent always shows the last state; a snapshot that says nothing new is not sent.
/// </summary>
public sealed class StagePush(IServiceScopeFactory scopes, IHubContext<StageHub> hub, Clock clock, ILogger<StagePush> log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ConcurrentDictionary<int, Line> lines = new();
    private long number;

    public static string Group(Audience audience, int cycleId) => $"{audience.Name}:{cycleId}";

    /// <summary>Something changed in this cycle for every audience, or only for the one named. Returns at once.</summary>
    public void Wake(int cycleId, string? only = null) => Wake(cycleId, Audiences.All.Where(a => only is null || a.Name == only), whole: true);

    /// <summary>How many sheets are in has changed in this cycle, and nothing else.</summary>
    public void WakeCounts(int cycleId) => Wake(cycleId, Audiences.All.Where(a => a.Counts), whole: false);

    private void Wake(int cycleId, IEnumerable<Audience> audiences, bool whole)
    {
        var line = lines.GetOrAdd(cycleId, _ => new Line());
        if (!line.Rouse(audiences, whole))
            return;
        // What is sent to everybody must not be read as the person whose request woke it.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => Send(line, cycleId));
    }

    /// <summary>Parts these connections from the audience: their right was taken back. They are told so in a sentence.</summary>
    public async Task Part(Audience audience, int cycleId, IReadOnlyList<string> connections, string sentence)
    {
        foreach (var connection in connections)
            await hub.Groups.RemoveFromGroupAsync(connection, Group(audience, cycleId));
        await hub.Clients.Clients(connections).SendAsync("parted", sentence);
    }

    /// <summary>What the audience is shown now.</summary>
    public async Task<JsonObject> Now(Audience audience, int cycleId)
    {
        // Taken before the rows are read: whatever is newer has a greater number.
        var next = Interlocked.Increment(ref number);
        return Stamp(Node(await Ask(audience.Snapshot(cycleId))), next);
    }

    private async Task Send(Line line, int cycleId)
    {
        while (line.Take() is { Count: > 0 } pass)
        {
            IReadOnlyList<JudgeAtTurn>? panel = null;
            foreach (var (shown, whole) in pass)
            {
                try
                {
                    var next = Interlocked.Increment(ref number);
                    var state = !whole && shown.Last is ICountSheets { Show.Practising: false } last
                        ? last.Counted(panel ??= await Count(cycleId, last.Show))
                        : await Ask(shown.Audience.Snapshot(cycleId));
                    var node = Node(state);
                    if (shown.News(state, node.ToJsonString()))
                        await hub.Clients.Group(Group(shown.Audience, cycleId)).SendAsync("state", Stamp(node, next));
                }
                catch (Exception e)
                {
                    // A follower that missed this one gets the whole state with the next, or when it connects again.
                    shown.Forget();
                    log.LogError(e, "Pushing {Audience} of cycle {CycleId} failed", shown.Audience.Name, cycleId);
                }
            }
        }
    }

    private async Task<T> Ask<T>(IRequest<T> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(question);
    }

    private async Task<IReadOnlyList<JudgeAtTurn>> Count(int cycleId, Show show)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await SheetsIn.Of(scope.ServiceProvider.GetRequiredService<ScoringDb>(), cycleId, show);
    }

    private static JsonObject Node(object state) => JsonSerializer.SerializeToNode(state, state.GetType(), Json)!.AsObject();

    private JsonObject Stamp(JsonObject state, long next)
    {
        state["number"] = next;
        state["now"] = clock.Now.ToUnixTimeMilliseconds();
        return state;
    }

    /// <summary>What one audience of a cycle was sent last. Only the one task that sends touches it.</summary>
    private sealed class Shown(Audience audience)
    {
        private string? text;

        public Audience Audience { get; } = audience;

        public object? Last { get; private set; }

        public bool News(object state, string json)
        {
            Last = state;
            if (json == text)
                return false;
            text = json;
            return true;
        }

        /// <summary>The next one is read whole, and sent.</summary>
        public void Forget() => (Last, text) = (null, null);
    }

    /// <summary>The audiences of one cycle: at most one pass under way, in the order of <see cref="Audiences.All"/>, and what the next has to bring.</summary>
    private sealed class Line
    {
        private readonly Lock gate = new();
        private readonly List<Shown> audiences = [.. Audiences.All.Select(a => new Shown(a))];

        // Wanted of each audience: true: whole, false: only the counts.
        private readonly Dictionary<Audience, bool> wanted = [];
        private bool running;

        /// <returns>Whether the caller has to start the work.</returns>
        public bool Rouse(IEnumerable<Audience> woken, bool whole)
        {
            lock (gate)
            {
                foreach (var audience in woken)
                    wanted[audience] = whole || wanted.GetValueOrDefault(audience);
                var idle = !running;
                running = true;
                return idle;
            }
        }

        /// <returns>What is wanted by now; empty: nothing, and the next to rouse starts anew.</returns>
        public List<(Shown Shown, bool Whole)> Take()
        {
            lock (gate)
            {
                var pass = audiences.Where(a => wanted.ContainsKey(a.Audience)).Select(a => (a, wanted[a.Audience])).ToList();
                wanted.Clear();
                running = pass.Count > 0;
                return pass;
            }
        }
    }
}
