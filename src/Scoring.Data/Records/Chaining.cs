using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Chains;

namespace Scoring.Data.Records;

/// <summary>Numbers new events and chains each to the one before. Two writers at once cannot both succeed: a trigger wants the last hash.</summary>
internal static class Chaining
{
    /// <summary>Gives every event about to be inserted its number, salt, body and hash, in the order in which they were noted.</summary>
    public static void Seal(ScoringDb db)
    {
        // Until they are saved, their numbers are temporary ones that rise in the order of adding.
        var fresh = db.ChangeTracker.Entries<AuditEvent>().Where(e => e.State == EntityState.Added && e.Entity.Hash.Length == 0)
            .OrderBy(e => e.Property(a => a.Id).CurrentValue).Select(e => e.Entity).ToList();
        if (fresh.Count == 0)
            return;
        var last = db.AuditEvents.AsNoTracking().OrderByDescending(e => e.Id).Select(e => new { e.Id, e.Hash }).FirstOrDefault();
        var (number, head) = (last?.Id ?? 0, last?.Hash ?? EventChain.Genesis);
        foreach (var e in fresh)
        {
            var id = db.Entry(e).Property(a => a.Id);
            (id.CurrentValue, id.IsTemporary) = (++number, false);
            Fill(e, number, head);
            head = e.Hash;
        }
    }

    /// <summary>Chains one event to a head.</summary>
    public static void Fill(AuditEvent e, long number, string head)
    {
        e.Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        e.Previous = head;
        e.Body = EventChain.Body(number, e.At, e.Act, e.CycleId, e.EntryId, e.Facts, EventChain.Commit(e.Salt, e.AccountId, e.Who, e.Text));
        e.Hash = EventChain.HashOf(head, e.Body);
    }
}

/// <summary>Events from before there was a chain.</summary>
public static class OldEvents
{
    /// <summary>Gives them what they would have had, numbered from 1 in their order. They are not saved here.</summary>
    public static IEnumerable<(AuditEvent Event, long Number)> Chain(IEnumerable<AuditEvent> inOrder)
    {
        var (number, head) = (0L, EventChain.Genesis);
        foreach (var e in inOrder)
        {
            Chaining.Fill(e, ++number, head);
            head = e.Hash;
            yield return (e, number);
        }
    }
}
