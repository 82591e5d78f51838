namespace Scoring.Domain.Tallies;

/// <summary>
/// A record or a scheme that the tally refuses: where, as a JSON path (<c>$.sheets[3].marks.work</c>; <c>$</c> where there is none),
/// and why, as a Chinese sentence that can stand on a screen.
/// </summary>
public sealed class InvalidRecord(string path, string reason) : Exception($"{path}: {reason}")
{
    /// <summary>The JSON path at fault.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong there.</summary>
    public string Reason { get; } = reason;
}
