using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>What was done in this request; written in the same transaction as the deed.</summary>
public sealed class Journal(ScoringDb db, Clock clock, Actor actor)
{
    private readonly List<(int? CycleId, int? EntryId, string Text)> notes = [];

    /// <summary>Notes one act, as a Chinese sentence for people.</summary>
    public void Note(int? cycleId, int? entryId, string text) => notes.Add((cycleId, entryId, text));

    public bool Empty => notes.Count == 0;

    /// <summary>Turns the notes into rows, to be saved with everything else.</summary>
    public void Write(string act)
    {
        foreach (var (cycleId, entryId, text) in notes)
        {
            db.AuditEvents.Add(new AuditEvent
            {
                At = clock.Now,
                AccountId = actor.AccountId,
                Who = actor.Who,
                Act = act,
                CycleId = cycleId,
                EntryId = entryId,
                Text = text,
            });
        }

        notes.Clear();
    }
}
