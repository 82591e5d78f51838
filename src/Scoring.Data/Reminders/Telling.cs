using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reminders;
using Scoring.Domain.Schemes;

namespace Scoring.Data.Reminders;

/// <summary>Puts lines into inboxes and messages for groups beside whatever else is saved: they are told if, and only if, it happened.</summary>
public static class Telling
{
    public static void Tell(this ScoringDb db, IEnumerable<int> accounts, string title, string text, string href, DateTimeOffset now) =>
        db.Messages.AddRange(accounts.Distinct().Select(a => new Message { AccountId = a, At = now, Title = Cut(title, Message.LongestTitle), Text = Cut(text, 400), Href = href }));

    /// <summary>One message to every group that is in use.</summary>
    public static async Task TellGroups(this ScoringDb db, string title, string text, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        foreach (var channel in await db.Channels.Where(c => c.StoppedAt == null).Select(c => c.Id).ToListAsync(cancellationToken))
            db.Deliveries.Add(Delivery.Of(channel, Cut(title, Message.LongestTitle), Cut(text, 2000), now));
    }

    /// <summary>Whom a phase of a cycle concerns: those who act in it, and the operator and the supervisor. Of judges only those of the cycle.</summary>
    public static async Task<List<int>> Concerned(this ScoringDb db, Cycle cycle, Scheme scheme, string phase, CancellationToken cancellationToken = default)
    {
        var roles = PhaseTable.During(phase, scheme.Subject.From).Where(r => r != Role.Judge).Append(Role.Operator).Append(Role.Supervisor).Distinct().ToList();
        var held = await db.Grants.Where(g => roles.Contains(g.Role)).Select(g => g.AccountId).Distinct().ToListAsync(cancellationToken);
        if (phase == PhaseCode.Live)
            held.AddRange(await db.Judges.Where(j => j.CycleId == cycle.Id && j.RemovedAt == null).Select(j => j.AccountId).ToListAsync(cancellationToken));
        return held;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
