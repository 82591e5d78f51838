using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Scoring.Web.Setup;

namespace Scoring.Web.Live;

/// <summary>Who is connected, in memory: after a restart nobody is until they come again, and that is what is said.</summary>
public sealed class Presence
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> connections = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DateTimeOffset> lost = [];

    // Of each judge, how many phones are connected: a console asks for all of them, beside a thousand viewers.
    private readonly Dictionary<int, int> phones = [];

    /// <param name="Pass">The judge's pass by which the session was opened; null for any other session.</param>
    private sealed record Line(HubCallerContext Context, int? Pass, List<(string Audience, Admitted Who)> Follows);

    /// <summary>A connection follows an audience.</summary>
    /// <returns>Whether the console has something new to show.</returns>
    public bool Joined(HubCallerContext context, string audience, Admitted who)
    {
        var pass = context.User?.FindFirstValue(PassSession.PassClaim) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        lock (gate)
        {
            if (!connections.TryGetValue(context.ConnectionId, out var line))
                connections[context.ConnectionId] = line = new Line(context, pass, []);
            // Following again (a client does after every reconnect) is not news.
            if (line.Follows.Exists(f => f.Audience == audience && f.Who.CycleId == who.CycleId))
                return false;
            line.Follows.Add((audience, who));
            foreach (var judge in who.JudgeIds)
            {
                lost.Remove(judge);
                phones[judge] = phones.GetValueOrDefault(judge) + 1;
            }

            return audience != Audiences.Console;
        }
    }

    /// <summary>A connection is gone.</summary>
    /// <returns>The cycles whose consoles have something new to show.</returns>
    public IReadOnlyList<int> Left(string connection, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!connections.Remove(connection, out var line))
                return [];
            foreach (var judge in line.Follows.SelectMany(f => f.Who.JudgeIds))
            {
                if (--phones[judge] == 0)
                    lost[judge] = now;
            }

            return [.. line.Follows.Where(f => f.Audience != Audiences.Console).Select(f => f.Who.CycleId).Distinct()];
        }
    }

    /// <summary>Whether a judge's phone is connected; when not, since when (null: it has not been here since the server started).</summary>
    public (bool Connected, DateTimeOffset? LostAt) Of(int judgeId)
    {
        lock (gate)
            return (phones.GetValueOrDefault(judgeId) > 0, lost.TryGetValue(judgeId, out var at) ? at : null);
    }

    /// <summary>The connections of an audience that follow a cycle.</summary>
    public IReadOnlyList<string> Of(string audience, int cycleId)
    {
        lock (gate)
            return [.. connections.Where(c => c.Value.Follows.Exists(f => f.Audience == audience && f.Who.CycleId == cycleId)).Select(c => c.Key)];
    }

    /// <summary>How many connections of an audience follow a cycle.</summary>
    public int Count(string audience, int cycleId)
    {
        lock (gate)
            return connections.Values.Sum(line => line.Follows.Count(c => c.Audience == audience && c.Who.CycleId == cycleId));
    }

    /// <summary>The passes under which phones are connected now.</summary>
    public IReadOnlyList<int> Passes()
    {
        lock (gate)
            return [.. connections.Values.Select(line => line.Pass).OfType<int>().Distinct()];
    }

    /// <summary>The connections that a pass opened.</summary>
    public IReadOnlyList<string> OfPasses(IReadOnlyCollection<int> passes)
    {
        lock (gate)
            return [.. connections.Where(c => c.Value.Pass is { } pass && passes.Contains(pass)).Select(c => c.Key)];
    }

    /// <summary>Closes these connections: their right was taken back.</summary>
    public void Abort(IReadOnlyCollection<string> which)
    {
        List<HubCallerContext> ending;
        lock (gate)
            ending = [.. which.Where(connections.ContainsKey).Select(c => connections[c].Context)];
        ending.ForEach(context => context.Abort());
    }
}
