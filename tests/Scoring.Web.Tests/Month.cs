using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;
using Scoring.Domain.Schemes;
using Scoring.Domain.Surveys;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests;

/// <summary>
/// Walks the test district's October to a state, so that a test of a later phase need not click through the earlier ones. Rows are
/// laid as the rooms lay them and every step asks the phase table; what has a command is sent through the real pipeline.
/// Nine entries E01–E09 (street 1 has the first three), ten judges J01–J10. E01 is marked highest, each next one half a point lower
/// by every judge, so that the order is that of the codes.
/// </summary>
public sealed class Month
{
    private static readonly CycleState[] Way =
        [CycleState.Nominating, CycleState.Review, CycleState.Scoring, CycleState.Tallied, CycleState.Approved, CycleState.PublicNotice, CycleState.Published];

    private readonly WebApp app;
    private readonly int cycleId;

    private Month(WebApp app, int cycleId) => (this.app, this.cycleId) = (app, cycleId);

    /// <summary>Walks from where the cycle stands (a fresh application: nominating, nothing filed) to the state.</summary>
    /// <returns>The cycle's id.</returns>
    public static async Task<int> Reach(WebApp app, CycleState goal)
    {
        var cycle = await app.Db(db => db.Cycles.AsNoTracking().SingleAsync(c => c.Period == "2026-10"));
        var month = new Month(app, cycle.Id);
        for (var at = Array.IndexOf(Way, cycle.State); at < Array.IndexOf(Way, goal); at++)
            await month.Leave(Way[at]);
        (await app.Db(db => db.Cycles.AsNoTracking().SingleAsync(c => c.Id == cycle.Id))).State.ShouldBe(goal);
        return cycle.Id;
    }

    private Task Leave(CycleState state) => state switch
    {
        CycleState.Nominating => Nominate(),
        CycleState.Review => Review(),
        CycleState.Scoring => Score(),
        CycleState.Tallied => Approve(),
        CycleState.Approved => app.Send(new Features.Notices.Post.Command { CycleId = cycleId, Key = Guid.NewGuid() }, "operator-1"),
        _ => MoveTo(c => c.Phase(PhaseCode.Publish).StartsAt),
    };

    private async Task Nominate()
    {
        await Write(Act.Nominate, (db, cycle, scheme, now) =>
        {
            for (var number = 1; number <= 9; number++)
            {
                var (street, slot) = (((number - 1) / 3) + 1, ((number - 1) % 3) + 1);
                var branch = District.Branches(street)[slot - 1];
                var person = db.People.Include(p => p.Unit!.Parent).Single(p => p.UnitId == branch);
                db.Entries.Add(new Entry
                {
                    CycleId = cycle.Id, StreetId = District.Street(street), Slot = slot, Code = $"E{number.ToString("00", CultureInfo.InvariantCulture)}",
                    PersonId = person.Id, PersonName = person.Name, Composition = person.Composition, PersonTitle = person.Title,
                    BranchId = branch, BranchName = person.Unit!.Name, EstateId = person.Unit.Parent!.Id, EstateName = person.Unit.Parent.Name,
                    Households = person.Unit.Parent.Households!.Value, State = EntryState.Accepted, Version = 1,
                    Dossier = new Dossier(
                        scheme.Nomination!.Dossier.ToDictionary(s => s.Code, s => new string('实', s.Minimum)), [.. scheme.Nomination.Standards!.Items.Select(i => i.Code)]),
                    CreatedAt = now, SubmittedAt = now, DecidedAt = now,
                });
            }
        });
        await MoveTo(c => c.Phase(PhaseCode.Nominate).Deadline);
    }

    private async Task Review()
    {
        await Write(Act.AppointJudge, (db, cycle, scheme, now) =>
        {
            var units = db.Units.AsNoTracking().ToList();
            foreach (var (seat, number) in Seats.Of(scheme.Judging!, units, []).Select((s, i) => (s, i + 1)))
            {
                var name = $"judge-{(seat.Unit.Kind == UnitKind.Street ? $"street-{seat.Unit.Code[1..]}" : seat.Unit.Code.ToLowerInvariant())}";
                var (_, fullName, _, _) = District.Accounts.Single(a => a.UserName == name);
                db.Judges.Add(new Judge
                {
                    CycleId = cycle.Id, Code = $"J{number.ToString("00", CultureInfo.InvariantCulture)}", AccountId = District.Account(name), Name = fullName,
                    UnitId = seat.Unit.Id, UnitName = seat.Unit.Name, StreetId = seat.Unit.StreetId, Panel = seat.Panel.Panel, Group = seat.Group.Group, AppointedAt = now,
                });
            }
        });
        await Write(Act.EnterEvidence, (db, cycle, scheme, now) =>
        {
            foreach (var entry in Entries(db))
            {
                foreach (var judge in db.Judges.Where(j => j.CycleId == cycle.Id).ToList())
                {
                    if (Recusal.Automatic(judge.UnitId, judge.StreetId, entry.StreetId, [entry.BranchId, entry.EstateId]) is { } ground)
                        db.Recusals.Add(new Recusal { JudgeId = judge.Id, EntryId = entry.Id, Ground = ground, At = now });
                }

                foreach (var block in scheme.Evidence)
                {
                    var department = block.Departments[0];
                    db.EvidenceMarks.Add(new EvidenceMark
                    {
                        EntryId = entry.Id, Block = block.Block, Revision = 1, Points = block.Indicators.Sum(i => i.Maximum), Note = "台账和现场都看过，齐全。",
                        DepartmentId = District.Department(department), ById = District.Account($"evidence-{department.ToLowerInvariant()}"), At = now,
                    });
                }

                var day = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).Date);
                foreach (var (answer, count) in new[] { ("satisfied", 40), ("basically", 10), ("dontKnow", 8) })
                    db.BallotCounts.Add(new BallotCount { SchemeCode = "TOP10_SECRETARY", EstateId = entry.EstateId, Question = "overall", Answer = answer, Day = day, Channel = BallotChannel.Slip, Count = count });
            }
        });
        await Write(Act.DrawOrder, (db, cycle, _, now) =>
            db.Draws.Add(RunningOrder.Of(cycle, Entries(db), db.Judges.Count(j => j.CycleId == cycle.Id), null, (District.Account("operator-1"), false), null, new string('7', 32), now)));
        await MoveTo(c => c.Phase(PhaseCode.Live).StartsAt);
    }

    private async Task Score()
    {
        await Write(Act.HandInSheet, (db, cycle, scheme, now) =>
        {
            foreach (var block in scheme.Rubric.Blocks.Where(b => b.Panel is not null))
            {
                foreach (var judge in db.Judges.Where(j => j.CycleId == cycle.Id && j.Panel == block.Panel).ToList())
                {
                    foreach (var (entry, place) in Entries(db).Select((e, i) => (e, i)))
                    {
                        if (db.Recusals.Any(r => r.JudgeId == judge.Id && r.EntryId == entry.Id))
                            continue;
                        var marks = block.Criteria.Select((c, i) => (c.Code, Mark: c.Maximum - (i == 0 ? place * 0.5m : 0)))
                            .ToDictionary(m => m.Code, m => m.Mark.ToString("0.##", CultureInfo.InvariantCulture));
                        db.Sheets.Add(new ScoreSheet
                        {
                            JudgeId = judge.Id, EntryId = entry.Id, Revision = 1, Marks = marks, Key = Guid.NewGuid(), HandedInAt = now,
                            Fingerprint = ScoreSheet.Print($"{cycle.SchemeCode}/{cycle.Period}", judge.Code, entry.Code!, 1, marks),
                        });
                    }
                }
            }
        });
        await MoveTo(c => c.Phase(PhaseCode.Live).Deadline);
        await app.Send(new Features.Tallies.Run.Command { CycleId = cycleId, Key = Guid.NewGuid() }, "operator-1");
    }

    private async Task Approve()
    {
        var run = (await app.Db(db => RunOfCycle.Latest(db, cycleId)))!;
        foreach (var flag in run.Unsettled)
            await app.Send(new Features.Tallies.Acknowledge.Command { CycleId = cycleId, Key = Guid.NewGuid(), Flag = flag.Key, Reason = "本街道评委按规定回避，情况属实。" }, "supervisor");
        await MoveTo(c => c.Phase(PhaseCode.Approve).StartsAt);
        await app.Send(new Features.Tallies.Approve.Command { CycleId = cycleId, Key = Guid.NewGuid(), RunId = run.Run.Id }, "approver");
    }

    private List<Entry> Entries(ScoringDb db) => [.. db.Entries.Where(e => e.CycleId == cycleId).OrderBy(e => e.Code)];

    /// <summary>Writes rows at the application's time, when the phase table lets the act through.</summary>
    private async Task Write(Act act, Action<ScoringDb, Cycle, Scheme, DateTimeOffset> rows)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ScoringDb>();
        var cycle = await db.Cycles.SingleAsync(c => c.Id == cycleId);
        PhaseTable.Demand(cycle, act, app.Clock.Now);
        rows(db, cycle, await scope.ServiceProvider.GetRequiredService<SchemeShelf>().Of(cycle), app.Clock.Now);
        await db.SaveChangesAsync();
    }

    private async Task MoveTo(Func<Cycle, DateTimeOffset> moment)
    {
        var cycle = await app.Db(db => db.Cycles.AsNoTracking().SingleAsync(c => c.Id == cycleId));
        if (moment(cycle).AddSeconds(2) is var at && at > app.Clock.Now)
            await app.MoveTo(at);
        await app.RunJobs();
    }
}
