using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MediatR;
using Microsoft.AspNetCore.SignalR;
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

    private readonly ConcurrentDictionary<(int Cycle, string Audience), Line> lines = new();
    private long number;

    public static string Group(Audience audience, int cycleId) => $"{audience.Name}:{cycleId}";

    /// <summary>Something changed in this cycle for every audience, or only for the one named. Returns at once.</summary>
    public void Wake(int cycleId, string? only = null) => Wake(cycleId, Audiences.All.Where(a => only is null || a.Name == only));

    /// <summary>How many sheets are in has changed in this cycle, and nothing else.</summary>
    public void WakeCounts(int cycleId) => Wake(cycleId, Audiences.All.Where(a => a.Counts));

    private void Wake(int cycleId, IEnumerable<Audience> audiences)
    {
        foreach (var audience in audiences)
        {
            var line = lines.GetOrAdd((cycleId, audience.Name), _ => new Line());
            if (!line.Rouse())
                continue;
            // What is sent to everybody must not be read as the person whose request woke it.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(() => Send(line, audience, cycleId));
        }
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
        return Stamp(await Read(audience, cycleId), next);
    }

    private async Task Send(Line line, Audience audience, int cycleId)
    {
        while (line.Take())
        {
            try
            {
                var next = Interlocked.Increment(ref number);
                var state = await Read(audience, cycleId);
                if (line.News(state.ToJsonString()))
                    await hub.Clients.Group(Group(audience, cycleId)).SendAsync("state", Stamp(state, next));
            }
            catch (Exception e)
            {
                // A follower that missed this one gets the whole state with the next, or when it connects again.
                log.LogError(e, "Pushing {Audience} of cycle {CycleId} failed", audience.Name, cycleId);
            }
        }
    }

    private async Task<JsonObject> Read(Audience audience, int cycleId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var state = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(audience.Snapshot(cycleId));
        return JsonSerializer.SerializeToNode(state, state.GetType(), Json)!.AsObject();
    }

    private JsonObject Stamp(JsonObject state, long next)
    {
        state["number"] = next;
        state["now"] = clock.Now.ToUnixTimeMilliseconds();
        return state;
    }

    /// <summary>One audience of one cycle: at most one snapshot in the making, and whether another has to follow.</summary>
    private sealed class Line
    {
        private readonly Lock gate = new();
        private bool running;
        private bool wanted;
        private string? last;

        /// <returns>Whether the caller has to start the work.</returns>
        public bool Rouse()
        {
            lock (gate)
            {
                wanted = true;
                var idle = !running;
                running = true;
                return idle;
            }
        }

        public bool Take()
        {
            lock (gate)
            {
                running = wanted;
                wanted = false;
                return running;
            }
        }

        public bool News(string state)
        {
            lock (gate)
            {
                if (state == last)
                    return false;
                last = state;
                return true;
            }
        }
    }
}
