using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Cycles;
using Scoring.Data.Reminders;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reminders;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reminders;

/// <summary>Reminds those who still have something to do, once before a deadline and once after it. What time has decided is not touched.</summary>
public static class Remind
{
    /// <summary>The cycles that have a reminder to be sent.</summary>
    public sealed record Due : IRequest<IReadOnlyList<int>>;

    public sealed record Command(int CycleId) : ICommand<IReadOnlyList<string>>, IQuiet;

    public sealed class DueHandler(ScoringDb db, Clock clock, SchemeShelf shelf) : IRequestHandler<Due, IReadOnlyList<int>>
    {
        public async Task<IReadOnlyList<int>> Handle(Due request, CancellationToken cancellationToken)
        {
            var found = new List<int>();
            foreach (var cycle in await db.Contests.AsNoTracking().Unfinished().Where(c => c.State != CycleState.Draft).OrderBy(c => c.Id).ToListAsync(cancellationToken))
            {
                if ((await Open(db, cycle, shelf.Calendar, clock.Now, cancellationToken)).Count > 0)
                    found.Add(cycle.Id);
            }

            return found;
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, SchemeShelf shelf, Journal journal) : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.Now;
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == request.CycleId, cancellationToken);
            var owed = new OwedOfPhase(db, cycle, await shelf.Of(cycle, cancellationToken), now);
            var said = new List<string>();
            foreach (var due in await Open(db, cycle, shelf.Calendar, now, cancellationToken))
            {
                var (people, words) = await owed.Load(due.Phase.Code, cancellationToken);
                var (title, after) = Words(due, now);
                foreach (var one in people.GroupBy(p => p.AccountId))
                    db.Tell([one.Key], title, $"{cycle.Title}：{string.Join("；", one.Select(o => o.Text))}。{after}", one.First().Href, now);
                if (people.Count > 0)
                    await db.TellGroups(title, $"{cycle.Title}：{words}。{after}", now, cancellationToken);
                // Whoever runs the cycle is told what was not done in time, unless it is theirs to do.
                if (due.Kind == ReminderKind.After && people.Count > 0)
                    db.Tell((await db.Grants.Where(g => g.Role == Role.Operator).Select(g => g.AccountId).ToListAsync(cancellationToken)).Except(people.Select(p => p.AccountId)), title, $"{cycle.Title}：{words}。", $"/cycles/{cycle.Id}", now);
                var told = people.Select(p => p.AccountId).Distinct().Count();
                db.Reminders.Add(new Reminder { CycleId = cycle.Id, PhaseCode = due.Phase.Code, Kind = due.Kind, Deadline = due.Phase.Deadline, At = now, People = told, Words = words.Length == 0 ? "没有未办的" : words[..Math.Min(words.Length, 400)] });
                if (told > 0)
                    said.Add($"“{cycle.Title}”{title}，提醒 {told} 人");
            }

            foreach (var text in said)
                journal.Note(cycle.Id, null, text);
            return said;
        }
    }

    private static (string Title, string After) Words(DueReminder due, DateTimeOffset now)
    {
        var hard = PhaseCode.Extendable.Contains(due.Phase.Code);
        if (due.Kind == ReminderKind.After)
            return hard ? ($"{due.Phase.Name}已经截止", "没有在截止前办完。确需补办的，请联系组织部延长期限。") : ($"{due.Phase.Name}已经过了计划的时间", "请尽快办。");
        var (day, today) = (ChinaTime.DateOf(due.Phase.Deadline), ChinaTime.DateOf(now));
        var when = day == today ? $"今天 {ChinaTime.TimeOf(due.Phase.Deadline):HH:mm}" : day == today.AddDays(1) ? $"明天 {ChinaTime.TimeOf(due.Phase.Deadline):HH:mm}" : ChinaTime.Words(due.Phase.Deadline);
        return ($"{due.Phase.Name}{when} 截止", string.Empty);
    }

    /// <summary>What is due and has not been done.</summary>
    private static async Task<List<DueReminder>> Open(ScoringDb db, Cycle cycle, WorkingDays calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = ReminderTimes.Due(cycle, calendar, now).ToList();
        if (due.Count == 0)
            return due;
        var done = await db.Reminders.AsNoTracking().Where(r => r.CycleId == cycle.Id).Select(r => new { r.PhaseCode, r.Kind, r.Deadline }).ToListAsync(cancellationToken);
        return [.. due.Where(d => !done.Exists(r => r.PhaseCode == d.Phase.Code && r.Kind == d.Kind && r.Deadline == d.Phase.Deadline))];
    }
}
