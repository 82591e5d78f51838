using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;
using Scoring.Web.Tests.Judging;

namespace Scoring.Web.Tests.Stage;

/// <summary>Paper beside phones on an opened stage: of one judge's sheets for one candidate the one that is in first counts, and the stage's window holds for paper too.</summary>
public sealed class PaperOnStageTests : IAsyncLifetime
{
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task One_of_paper_and_phone_counts_and_whoever_comes_second_is_told_why()
    {
        (await Read("scorer-1", "judge-org")).Says(HttpStatusCode.Conflict, "还没有开放评分");
        await hall.Score(hall.First);

        // The phone first: the paper is not read at all.
        await hall.HandIn("judge-org", hall.First);
        (await Read("scorer-1", "judge-org")).Says(HttpStatusCode.Conflict, "已经用手机交过", "以先到的为准");

        // The paper first: read twice alike it counts, and the phone is refused.
        (await Read("scorer-1", "judge-civil")).Status.ShouldBe(HttpStatusCode.Found);
        (await hall.Console()).Waiting.In.ShouldBe(1, "one reading is no sheet");
        (await Read("scorer-2", "judge-civil")).Status.ShouldBe(HttpStatusCode.Found);
        (await hall.Console()).Waiting.In.ShouldBe(2);
        (await hall.HandIn("judge-civil", hall.First, work: "12")).Says(HttpStatusCode.Conflict, "交出并锁定");
        (await Marks("judge-civil")).ShouldBe(["11 9.5 8.5 8"]);

        // Begun on paper, handed in by phone in between: the phone counts, the paper is the supervisor's.
        await Read("scorer-1", "judge-street-1");
        await hall.HandIn("judge-street-1", hall.First, work: "10");
        await Read("scorer-2", "judge-street-1");
        (await Marks("judge-street-1")).ShouldBe(["10 9.5 8 7.5"]);
        (await hall.App.Db(db => db.PaperSettlements.CountAsync())).ShouldBe(2);
        (await hall.App.Db(db => db.PaperSheetOutcomes.CountAsync())).ShouldBe(1);

        // Settled after the stage has closed: kept, and not counted by itself.
        await Read("scorer-1", "judge-street-2");
        await hall.Press(StageAct.CloseScoring, reason: "手机没有电，用纸质评分表");
        await Read("scorer-2", "judge-street-2");
        (await Marks("judge-street-2")).ShouldBeEmpty();
        (await (await hall.App.SignIn("supervisor")).Get("/todo")).Says(HttpStatusCode.OK, "2 张纸质评分表等您决定计不计分");
    }

    private async Task<Page> Read(string scorer, string judge)
    {
        var id = await hall.App.JudgeId(judge);
        return await (await hall.App.SignIn(scorer)).Post($"/papers/sheet/{Contest.Text(id)}/{Contest.Text(hall.First)}",
            ("Values[work]", "11"), ("Values[service]", "9.5"), ("Values[innovation]", "8.5"), ("Values[drive]", "8"), ("Key", Guid.NewGuid().ToString()));
    }

    private async Task<IReadOnlyList<string>> Marks(string judge)
    {
        var id = await hall.App.JudgeId(judge);
        return [.. (await hall.App.Db(db => db.Sheets.AsNoTracking().Where(s => s.JudgeId == id && s.EntryId == hall.First).OrderBy(s => s.Revision).ToListAsync())).Select((ScoreSheet s) => string.Join(' ', s.Marks.Values))];
    }
}
