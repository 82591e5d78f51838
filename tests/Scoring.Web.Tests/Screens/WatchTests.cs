using System.Net.Http.Headers;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Stages;
using Scoring.Web.Features.Screens;

namespace Scoring.Web.Tests.Screens;

public sealed class WatchTests : IAsyncLifetime
{
    private readonly WebApp app = new();
    private readonly HallDay hall;

    public WatchTests() => hall = new HallDay(app);

    public Task InitializeAsync() => hall.Lay();

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task An_address_is_made_by_the_console_known_by_its_hash_alone_and_dead_once_taken_back()
    {
        var operatorOne = await app.SignIn("operator-1");
        await operatorOne.Get($"/screens/{hall.CycleId}");
        var opened = await operatorOne.Post($"/screens/{hall.CycleId}/open");
        opened.Status.ShouldBe(HttpStatusCode.Found);
        var key = opened.Location!["/screen/".Length..];
        key.Length.ShouldBe(32);
        (await app.Db(db => db.ScreenKeys.Select(k => k.Hash).SingleAsync())).ShouldBe(ScreenKey.HashOf(key));
        File.ReadAllText(app.DatabaseFile, System.Text.Encoding.Latin1).ShouldNotContain(key);

        var anybody = app.Visit();
        (await anybody.Get($"/screen/{key}")).Says(HttpStatusCode.OK, "扫码在手机上跟看现场");
        (await app.Send(new Watch.Follow(key))).CycleId.ShouldBe(hall.CycleId);
        (await anybody.Get($"/screen/{new string('0', 32)}")).Says(HttpStatusCode.NotFound, "这个大屏地址已经停用");

        await operatorOne.Submit($"/screens/{hall.CycleId}/revoke");
        (await anybody.Get($"/screen/{key}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<Domain.Refused>(() => app.Send(new Watch.Follow(key)))).Message.ShouldStartWith("这个大屏地址已经停用");
    }

    [Fact]
    public async Task A_file_is_sent_only_while_its_candidate_is_on_stage_and_only_of_a_kind_for_the_screen()
    {
        var key = await hall.Key();
        var anybody = app.Visit();
        Task<Page> Ask(string kind) => anybody.Get($"/screen/{key}/materials/{hall.Files[kind]}");
        await hall.Step(StageAct.Open);
        (await Ask("slides")).Says(HttpStatusCode.NotFound, "这个文件现在不在大屏上");

        await hall.Step(StageAct.Call, 1);
        (await hall.Now()).Preload!.Select(f => (f.Id, f.Type)).ShouldBe([(hall.Files["slides"], "pdf"), (hall.Files["video"], "video")]);
        (await Ask("slides")).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask("proof")).Status.ShouldBe(HttpStatusCode.NotFound);

        // The console puts nothing else there either.
        var proof = new Features.Stage.Step.Command { CycleId = hall.CycleId, Act = StageAct.ShowMaterial, After = (await hall.Now()).Step, AttachmentId = hall.Files["proof"], Key = Guid.NewGuid() };
        (await Should.ThrowAsync<Domain.Refused>(() => app.Send(proof, "operator-1"))).Message.ShouldBe("台上这位候选人没有这份演示材料。");
        await hall.Step(StageAct.ShowMaterial, 1, attachment: hall.Files["video"]);
        await hall.Step(StageAct.PlayMaterial, value: 3);
        var playing = (await hall.Now()).Material!;
        (playing.Type, playing.Second, playing.PlayingSinceMs).ShouldBe(("video", 3, HallDay.LiveDay.AddMinutes(4).ToUnixTimeMilliseconds()));
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/screen/{key}/materials/{hall.Files["video"]}") { Headers = { Range = new RangeHeaderValue(2, 5) } };
        using var answer = await anybody.Http.SendAsync(part);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("2345");

        await hall.Step(StageAct.ShowStage);
        await hall.Steps(StageAct.StartClock, StageAct.StopClock, StageAct.OpenScoring, StageAct.CloseScoring);
        (await Ask("video")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
