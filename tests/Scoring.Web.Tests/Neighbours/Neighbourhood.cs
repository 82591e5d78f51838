using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Neighbours;

/// <summary>The district with one programme running, and what its whole life needs: raters of any unit, ballots, and the way from the last sheet to the end.</summary>
public abstract class Neighbourhood : WebApp
{
    /// <summary>The programme's code.</summary>
    protected abstract string Programme { get; }

    protected override string Programmes => Programme;

    /// <summary>Who rates, by user name, and for which unit.</summary>
    protected virtual IReadOnlyList<(string UserName, int UnitId)> Raters => [];

    protected override void Furnish(ScoringDb db)
    {
        var id = 200;
        foreach (var (userName, unit) in Raters)
            District.AddAccount(db, ++id, userName, userName, Role.Judge, unit);
    }

    /// <summary>The cycle of a period, opened by the clock's jobs.</summary>
    public async Task<int> Open(string period, DateTimeOffset at)
    {
        await RunJobs();
        await MoveTo(at);
        await RunJobs();
        return await Db(db => db.Cycles.Where(c => c.Period == period).Select(c => c.Id).SingleAsync());
    }

    public Task<int> Entry(int cycle, string name) => Db(db => db.Entries.Where(e => e.CycleId == cycle && e.PersonName == name).Select(e => e.Id).SingleAsync());

    public async Task Rate(string who, int entry, params (string Criterion, string Mark)[] marks) =>
        await Send(new Features.Judging.Submit.Command { EntryId = entry, Marks = marks.ToDictionary(m => m.Criterion, m => (string?)m.Mark), Key = Guid.NewGuid() }, who);

    /// <summary>Answers of an estate's residents: question → satisfied, basically, dissatisfied.</summary>
    public Task Ballots(int estate, DateOnly day, params (string Question, int[] Counts)[] questions) => Db(async db =>
    {
        foreach (var (question, counts) in questions)
        {
            foreach (var (answer, count) in new[] { "satisfied", "basically", "dissatisfied" }.Zip(counts))
                db.BallotCounts.Add(new BallotCount { SchemeCode = Programme, EstateId = estate, Question = question, Answer = answer, Day = day, Channel = BallotChannel.Slip, Count = count });
        }

        await db.SaveChangesAsync();
        await db.TotalsWindows.ExecuteDeleteAsync();
    });

    /// <summary>From the end of the scoring to the second person's word.</summary>
    public async Task TallyAndApprove(int cycle, DateTimeOffset at)
    {
        await MoveTo(at);
        await RunJobs();
        await Send(new Features.Tallies.Run.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1");
        var run = (await Db(db => RunOfCycle.Latest(db, cycle)))!;
        foreach (var flag in run.Unsettled)
            await Send(new Features.Tallies.Acknowledge.Command { CycleId = cycle, Key = Guid.NewGuid(), Flag = flag.Key, Reason = "评价人没有到齐，已核对" }, "supervisor");
        await Send(new Features.Tallies.Approve.Command { CycleId = cycle, RunId = run.Run.Id, Key = Guid.NewGuid() }, "approver");
    }

    /// <summary>Posts the notice, waits for its days to pass, and gives what was published: "name street award total".</summary>
    public async Task<IReadOnlyList<string>> Publish(int cycle)
    {
        await Send(new Features.Notices.Post.Command { CycleId = cycle, Key = Guid.NewGuid() }, "operator-1");
        var due = await Db(db => db.Cycles.SingleAsync(c => c.Id == cycle));
        await MoveTo(due.Phase(PhaseCode.Publish).StartsAt.AddMinutes(1));
        await RunJobs();
        return await Db(async db => (await db.Publications.Where(p => p.CycleId == cycle).SelectMany(p => p.Rows).OrderBy(r => r.Place).ToListAsync()).ConvertAll(r => $"{r.PersonName} {r.StreetName} {r.Award} {r.Total}".TrimEnd()));
    }

    public static async Task Refuses(Func<Task> act, string sentence) => (await Should.ThrowAsync<Refused>(act)).Message.ShouldContain(sentence);
}
