using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Stage;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Stage;

/// <summary>The October live day on its stage: nine candidates in a drawn order, four judges (J01 and J02 of departments, J03 of street 1, J04 of street 2).</summary>
public sealed class Hall : IAsyncDisposable
{
    private int step;

    public Contest App { get; } = new();

    public int CycleId => App.CycleId;

    /// <summary>Ids of the entries in running order.</summary>
    public IReadOnlyList<int> Order { get; private set; } = [];

    /// <summary>Somebody no judge stands aside for: of street 3.</summary>
    public int First { get; private set; }

    /// <param name="scheme">What is different in the scheme of the day.</param>
    public static async Task<Hall> Open(Action<JsonNode>? scheme = null)
    {
        var hall = new Hall();
        await hall.App.Prepare();
        if (scheme is not null)
            await hall.App.Db(db => Pin(db, hall.CycleId, scheme));
        await hall.App.GoLive();
        await hall.App.Send(new DrawOnStage.Command { CycleId = hall.CycleId, Key = Guid.NewGuid() }, "operator-1");
        hall.Order = await hall.App.Db(db => db.Entries.Where(e => e.CycleId == hall.CycleId).OrderBy(e => e.RunningNumber).Select(e => e.Id).ToListAsync());
        hall.First = await hall.App.EntryId("E07");
        await hall.Press(StageAct.Open);
        return hall;
    }

    /// <summary>One step by somebody who has seen the newest.</summary>
    public async Task<Step.Answer> Press(StageAct act, int? entry = null, int? value = null, string? reason = null, string by = "operator-1", int? after = null, Guid? key = null)
    {
        var answer = await App.Send(new Step.Command
        {
            CycleId = CycleId, Act = act, After = after ?? step, EntryId = entry, Value = value, Reason = reason, Key = key ?? Guid.NewGuid(),
        }, by);
        step = answer.Number;
        return answer;
    }

    /// <summary>Calls a candidate and goes as far as the open scoring.</summary>
    public async Task Score(int entry, int seconds = 200)
    {
        await Press(StageAct.Call, entry);
        await Press(StageAct.StartClock);
        await App.MoveTo(App.Clock.Now.AddSeconds(seconds));
        await Press(StageAct.StopClock);
        await Press(StageAct.OpenScoring);
    }

    public Task<Page> HandIn(string judge, int entry, string work = "11", string service = "9.5", string innovation = "8", string drive = "7.5") => Typed(judge, $"/judging/{entry}", work, service, innovation, drive);

    public Task<Page> Draft(string judge, int entry) => Typed(judge, $"/judging/{entry}/draft", "11", "", "", "");

    public Task<ConsoleState.State> Console() => State<ConsoleState.State>(new ConsoleState.Query(CycleId));

    public Task<JudgeState.State> Judge() => State<JudgeState.State>(new JudgeState.Query(CycleId));

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private static async Task Pin(ScoringDb db, int cycleId, Action<JsonNode> change)
    {
        var cycle = await db.Cycles.SingleAsync(c => c.Id == cycleId);
        var seeded = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Id == cycle.SchemeVersionId);
        var json = JsonNode.Parse(seeded.Json)!;
        change(json);
        var version = new SchemeVersion { Code = seeded.Code, Name = seeded.Name, Version = 900, Hash = new string('9', 64), Json = json.ToJsonString(), CreatedAt = cycle.ScoringStartsAt, CreatedBy = "test" };
        db.SchemeVersions.Add(version);
        await db.SaveChangesAsync();
        cycle.SchemeVersionId = version.Id;
        await db.SaveChangesAsync();
    }

    private async Task<T> State<T>(MediatR.IRequest<object> query) => (T)await App.Send(query);

    private async Task<Page> Typed(string judge, string address, string work, string service, string innovation, string drive)
    {
        var visitor = await App.SignIn(judge);
        return await visitor.Post(address, Contest.Marks(work, service, innovation, drive));
    }
}
