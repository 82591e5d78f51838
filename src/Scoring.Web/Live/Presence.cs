namespace Scoring.Web.Live;

/// <summary>Who is connected, in memory: after a restart nobody is until they come again, and that is what is said.</summary>
public sealed class Presence
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<(string Audience, Admitted Who)>> connections = new(StringComparer.Ordinal);
    private readonly Dictionary<int, DateTimeOffset> lost = [];

    /// <summary>A connection follows an audience.</summary>
    /// <returns>Whether the console has something new to show.</returns>
    public bool Joined(string connection, string audience, Admitted who, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!connections.TryGetValue(connection, out var follows))
                connections[connection] = follows = [];
            // Following again (a client does after every reconnect) is not news.
            if (follows.Exists(f => f.Audience == audience && f.Who.CycleId == who.CycleId))
                return false;
            follows.Add((audience, who));
            foreach (var judge in who.JudgeIds)
                lost.Remove(judge);
            return audience != Audiences.Console;
        }
    }

    /// <summary>A connection is gone.</summary>
    /// <returns>The cycles whose consoles have something new to show.</returns>
    public IReadOnlyList<int> Left(string connection, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!connections.Remove(connection, out var follows))
                return [];
            foreach (var judge in follows.SelectMany(f => f.Who.JudgeIds).Where(j => !Holds(j)))
                lost[judge] = now;
            return [.. follows.Where(f => f.Audience != Audiences.Console).Select(f => f.Who.CycleId).Distinct()];
        }
    }

    /// <summary>Whether a judge's phone is connected; when not, since when (null: it has not been here since the server started).</summary>
    public (bool Connected, DateTimeOffset? LostAt) Of(int judgeId)
    {
        lock (gate)
            return (Holds(judgeId), lost.TryGetValue(judgeId, out var at) ? at : null);
    }

    /// <summary>The connections of an audience that follow a cycle.</summary>
    public IReadOnlyList<string> Of(string audience, int cycleId)
    {
        lock (gate)
            return [.. connections.Where(c => c.Value.Exists(f => f.Audience == audience && f.Who.CycleId == cycleId)).Select(c => c.Key)];
    }

    /// <summary>How many connections of an audience follow a cycle.</summary>
    public int Count(string audience, int cycleId)
    {
        lock (gate)
            return connections.Values.Sum(f => f.Count(c => c.Audience == audience && c.Who.CycleId == cycleId));
    }

    private bool Holds(int judgeId) => connections.Values.Any(f => f.Exists(c => c.Who.JudgeIds.Contains(judgeId)));
}
