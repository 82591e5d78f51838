using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Scoring.Web.Pipeline;

/// <summary>An answer as it went out, ready to go out again.</summary>
public sealed record KeptAnswer(byte[] Body, string ETag, IReadOnlyList<KeyValuePair<string, StringValues>> Headers);

/// <summary>Where an answer is kept: the address as it was asked for, and the one parameter that it depends on.</summary>
public readonly record struct KeptAddress(string Scheme, string Host, string Path);

/// <summary>
/// Whole answers made of published rows, each under the state it was made of; a new state empties the shelf. Kept by us and served before everything else, because
/// the framework's output cache comes after routing and sign-in and unpacks each answer anew: it reached half the rate of sending the same bytes.
/// </summary>
public sealed class PublishedShelf(PublishedVersion version)
{
    /// <summary>Far more than there are results; addresses can be spelled in many ways, memory cannot grow in as many.</summary>
    private const int Most = 500;

    private volatile Lot lot = new(string.Empty);

    private sealed record Lot(string Mark)
    {
        public ConcurrentDictionary<KeptAddress, KeptAnswer> Answers { get; } = new();
    }

    /// <summary>The state of what is published, to be asked for before anything of the answer is read.</summary>
    public ValueTask<string> Mark(CancellationToken cancellationToken) => version.Now(cancellationToken);

    /// <summary>The answer to this address, if one was made of that state.</summary>
    public KeptAnswer? Find(in KeptAddress address, string mark) => lot is { } now && now.Mark == mark && now.Answers.TryGetValue(address, out var answer) ? answer : null;

    /// <summary>Whether anything at all is kept under this address, whatever its state: most requests are for other things and need not ask further.</summary>
    public bool Knows(in KeptAddress address) => lot.Answers.ContainsKey(address);

    public void Keep(in KeptAddress address, string mark, KeptAnswer answer)
    {
        if (lot.Mark != mark || lot.Answers.Count >= Most)
            lot = new Lot(mark);
        lot.Answers[address] = answer;
    }

    /// <summary>For a file that was put back under a running program, whose count of publications says nothing new.</summary>
    public void Clear()
    {
        lot = new Lot(string.Empty);
        version.Committed();
    }
}
