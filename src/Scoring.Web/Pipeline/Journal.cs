using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>What was done in this request; written in the same transaction as the deed.</summary>
public sealed class Journal(ScoringDb db, Clock clock, Actor actor)
{
    private readonly List<(int? CycleId, int? EntryId, string Text, IReadOnlyDictionary<string, string> Facts)> notes = [];

    /// <summary>Whose act it is where the request cannot know (at a sign-in) or must not say (an objection): account, null for none, and words.</summary>
    public (int? AccountId, string Who)? By { get; set; }

    /// <summary>Notes one act, as a Chinese sentence for people.</summary>
    /// <param name="cycleId">Its cycle; null for none.</param>
    /// <param name="entryId">Its entry; null for none.</param>
    /// <param name="text">The sentence: only a commitment to it is public.</param>
    /// <param name="facts">Hashes and counts that the public body of the event says openly; never a name, never anything about marks before the tally.</param>
    public void Note(int? cycleId, int? entryId, string text, IReadOnlyDictionary<string, string>? facts = null) =>
        notes.Add((cycleId, entryId, text, facts ?? new Dictionary<string, string>()));

    public bool Empty => notes.Count == 0;

    /// <summary>Turns the notes into rows, to be saved with everything else.</summary>
    public void Write(string act)
    {
        foreach (var (cycleId, entryId, text, facts) in notes)
        {
            db.AuditEvents.Add(new AuditEvent
            {
                At = clock.Now,
                AccountId = By is { } by ? by.AccountId : actor.AccountId,
                Who = By?.Who ?? actor.Who,
                Act = act,
                CycleId = cycleId,
                EntryId = entryId,
                Text = text,
                Facts = facts,
            });
        }

        notes.Clear();
    }
}
