using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Objections;

/// <summary>One objection: what it says, who looks into it, what was answered and decided; and what the reader can do about it now.</summary>
public static class Detail
{
    public sealed record Query(int Id) : IRequest<View>;

    public sealed record View
    {
        public required int Id { get; init; }

        public required int CycleId { get; init; }

        public required PageHead Head { get; init; }

        public required string About { get; init; }

        public required string Text { get; init; }

        public required string Filed { get; init; }

        /// <summary>Masked; null when none was left or it has been erased.</summary>
        public string? Contact { get; init; }

        public required Timeline History { get; init; }

        /// <summary>Whom it can be given to; empty for who gives nothing.</summary>
        public IReadOnlyList<(int Id, string Text, bool Now)> Workers { get; init; } = [];

        public bool CanAnswer { get; init; }

        /// <summary>The answer that waits for the reader's word.</summary>
        public ObjectionAnswer? ToDecide { get; init; }

        public string? WhyNotDecide { get; init; }

        public bool MayReveal { get; init; }

        public bool MayErase { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ScoringDb db, Actor actor, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var found = await Wanted(db, actor, request.Id, cancellationToken);
            var objection = found.Objection;
            var cycle = await db.Cycles.AsNoTracking().SingleAsync(c => c.Id == objection.CycleId, cancellationToken);
            var rule = (await shelf.Of(cycle, cancellationToken)).Publication.Objections;
            var now = clock.Now;
            var people = await db.Users.Names(cancellationToken);
            var about = objection.EntryId is { } id ? await db.Entries.AsNoTracking().Where(e => e.Id == id).Select(e => $"{e.PersonName}（{e.BranchName}）").SingleAsync(cancellationToken) : "整份名单";
            var contact = await db.ObjectionContacts.AsNoTracking().SingleOrDefaultAsync(c => c.ObjectionId == objection.Id, cancellationToken);
            var open = found.Settled is null;
            var waiting = found.Waiting;
            return new View
            {
                Id = objection.Id,
                CycleId = cycle.Id,
                Head = new PageHead($"异议第 {objection.Number} 号")
                {
                    Crumbs = [("异议", "/objections")], Sub = cycle.Title, State = Words.Badge(found), Next = Next(found, people),
                    Due = open ? CycleWords.Due(ObjectionRules.AnswerBy(objection.ReceivedOn, rule, shelf.Calendar), now) : null,
                },
                About = about,
                Text = objection.Text,
                Filed = $"{ChinaTime.Words(objection.ReceivedOn)}{(objection.EnteredById is { } by ? $" 书面，{people.GetValueOrDefault(by, "—")} 录入" : " 网上提出")}",
                Contact = contact is null ? null : string.Join('　', new[] { Masked.Name(contact.Name), Masked.Phone(contact.Phone) }.Where(t => t.Length > 0)),
                History = new Timeline(await History(found, people, cancellationToken), "办理经过"),
                Workers = open && waiting is null && actor.Is(Role.Operator) && PhaseTable.Allows(cycle, Act.AssignObjection, now) ? await Workers(found, cancellationToken) : [],
                CanAnswer = open && waiting is null && found.Assignment?.AccountId == actor.AccountId && PhaseTable.Allows(cycle, Act.AnswerObjection, now),
                ToDecide = actor.Is(Role.Approver) && PhaseTable.Allows(cycle, Act.DecideObjection, now) ? waiting : null,
                WhyNotDecide = waiting?.ById == actor.AccountId ? "审定人不能是答复人本人，请换一位同志审定。" : null,
                MayReveal = Reveals(actor, found) && contact is not null,
                MayErase = actor.Is(Role.Supervisor) && contact is not null && EraseContact.MayBe(found, cycle),
                Key = Guid.NewGuid(),
            };
        }

        private static string? Next(ObjectionCase found, Dictionary<int, string> people) => found.State switch
        {
            ObjectionState.Filed => "经办分办给核实的同志",
            ObjectionState.Assigned => $"{people.GetValueOrDefault(found.Assignment!.AccountId, "—")} 核实并答复",
            ObjectionState.Answered => "另一位同志审定答复",
            _ => null,
        };

        /// <summary>Those whose work it can be: operators, the supervisor, the departments.</summary>
        private async Task<IReadOnlyList<(int, string, bool)>> Workers(ObjectionCase found, CancellationToken cancellationToken)
        {
            var accounts = await db.Users.AsNoTracking().Where(a => a.Grants.Any(g => g.Role == Role.Operator || g.Role == Role.Supervisor || g.Role == Role.EvidenceDepartment))
                .Include(a => a.Unit).OrderBy(a => a.UnitId).ThenBy(a => a.FullName).ToListAsync(cancellationToken);
            return [.. accounts.Select(a => (a.Id, $"{a.Unit!.Name} · {a.FullName}", a.Id == found.Assignment?.AccountId))];
        }

        private async Task<IReadOnlyList<TimelineItem>> History(ObjectionCase found, Dictionary<int, string> people, CancellationToken cancellationToken)
        {
            string Who(int? id) => id is { } known ? people.GetValueOrDefault(known, "—") : string.Empty;
            var assignments = await db.ObjectionAssignments.AsNoTracking().Where(a => a.ObjectionId == found.Objection.Id).ToListAsync(cancellationToken);
            return [.. assignments.Select(a => (a.At, Item: new TimelineItem($"分办给 {Who(a.AccountId)}", ChinaTime.Words(a.At), Who(a.ById))))
                .Concat(found.Answers.Select(a => (a.At, Item: new TimelineItem($"答复：{ObjectionNames.Of(a.Outcome)}", ChinaTime.Words(a.At), Who(a.ById), $"核实情况：{a.Findings.TrimEnd('。')}。答复：{a.Reply}"))))
                .Concat(found.Decisions.Select(d => (d.At, Item: new TimelineItem(d.Accepted ? "审定同意" : "退回重新答复", ChinaTime.Words(d.At), Who(d.ById), d.Note, d.Accepted ? Tone.Ok : Tone.Refused))))
                .Append((At: found.Objection.FiledAt, Item: new TimelineItem(found.Objection.EnteredById is null ? "网上提出" : "收到书面异议", ChinaTime.Words(found.Objection.FiledAt), Who(found.Objection.EnteredById))))
                .OrderByDescending(h => h.At).Select(h => h.Item)];
        }
    }

    /// <summary>Who may see name and telephone: who gives it out, and who looks into it.</summary>
    internal static bool Reveals(Actor actor, ObjectionCase found) => actor.Is(Role.Operator) || found.Assignment?.AccountId == actor.AccountId;

    /// <exception cref="Refused">There is none, or it is not for this person.</exception>
    internal static async Task<ObjectionCase> Wanted(ScoringDb db, Actor actor, int id, CancellationToken cancellationToken)
    {
        var found = (await ObjectionCase.Read(db, db.Objections.Where(o => o.Id == id), cancellationToken)).SingleOrDefault() ?? throw Refused.Missing("没有这件异议。");
        return Seen.By(actor, found) ? found : throw Refused.NotYours("这件异议没有分办给您。");
    }
}
