using System.Net;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Bundles;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Corrections;
using Scoring.Web.Tests.Tallies;
using static Scoring.Web.Tests.Objections.Objecting;

namespace Scoring.Web.Tests.Corrections;

/// <summary>What is put right after publication: by two people, in public, and nothing is written over.</summary>
public sealed class CorrectionTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Reset();
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_wrong_word_is_corrected_in_a_further_publication_and_the_first_stays()
    {
        var first = await app.Db(db => db.Publications.AsNoTracking().Include(p => p.Rows).SingleAsync());
        var entry = await app.EntryId(2);
        (await Refusal(() => Propose(entry, PublicField.PersonName, Scored.Name(2)))).ShouldContain("和原来一样");
        await Propose(entry, PublicField.PersonName, "书记改正");
        (await Refusal(() => Propose(entry, PublicField.PersonName, "又一次"))).ShouldContain("等审定");
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, Scored.Name(2)).Text.ShouldNotContain("书记改正");
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "更正等您审定");
        (await Refusal(() => Word(true, by: "operator-1"))).ShouldContain("身份");
        await Word(true);

        var page = (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, "书记改正", "更正第 1 号", "身份证明核对后更正");
        page.Text.ShouldContain($"<del>{Scored.Name(2)}</del>");
        var all = await app.Db(db => db.Publications.AsNoTracking().Include(p => p.Rows).OrderBy(p => p.Number).ToListAsync());
        all.Count.ShouldBe(2);
        all[0].Rows.OrderBy(r => r.Place).Select(r => r.PersonName).ShouldBe(first.Rows.OrderBy(r => r.Place).Select(r => r.PersonName));
        all[1].Rows.Count(r => r.PersonName == "书记改正").ShouldBe(1);
        (all[1].Number, all[1].Fingerprint, all[1].TallyRunId).ShouldBe((2, first.Fingerprint, first.TallyRunId));
        await app.Db(async db =>
        {
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlAsync($"UPDATE Corrections SET Reason = ''"))).Message.ShouldContain("append-only");
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlAsync($"INSERT INTO Publications (CycleId, TallyRunId, NoticeId, Number, Title, AuthorityDocument, PublishedAt, Fingerprint) SELECT CycleId, TallyRunId, NoticeId, 3, Title, '', PublishedAt, '' FROM Publications WHERE Number = 1"))).Message.ShouldContain("accepted correction");
        });

        var bundle = await app.Visit().Http.GetByteArrayAsync($"/results/{app.CycleId}/bundle");
        BundleCheck.Run(bundle).Faults.ShouldBeEmpty();
        var files = BundleFiles.Read(bundle).ByName;
        System.Text.Encoding.UTF8.GetString(files["corrections.json"]).ShouldContain("\"kind\":\"words\"");
        files.Values.Select(System.Text.Encoding.UTF8.GetString).ShouldAllBe(text => !text.Contains("书记改正") && !text.Contains("身份证明"));
    }

    [Fact]
    public async Task One_that_is_not_accepted_changes_nothing_and_is_not_public()
    {
        await Propose(await app.EntryId(2), PublicField.BranchName, "和顺小区第二党支部");
        await Should.ThrowAsync<ValidationException>(() => Word(false, " "));
        await Word(false, "原文无误");
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK).Text.ShouldNotContain("更正");
        (await (await app.SignIn("operator-1")).Get($"/corrections/{app.CycleId}")).Says(HttpStatusCode.OK, "原文无误", "提出更正");
    }

    [Fact]
    public async Task A_wrong_result_is_counted_approved_and_announced_again_with_its_before_and_after()
    {
        await Propose(null, null, null);
        (await Word(true)).ShouldContain("退回复核重算");
        (await app.Cycle()).State.ShouldBe(CycleState.Scoring);
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, "本期结果正在更正", "身份证明核对后更正", Scored.Name(3));

        await app.Regrade(3, "BRANCH", 3);
        await app.Run();
        await app.AcknowledgeAll();
        await app.Approve();
        await app.MoveTo(WebApp.China(2026, 10, 26, 15));
        await app.Post();
        (await app.Visit().Get("/notices")).Says(HttpStatusCode.OK, "共 10 人");
        // Posted on Monday the 26th: 27, 28, 29; published on Friday the 30th.
        await app.MoveTo(WebApp.China(2026, 10, 30, 9, 1));
        await app.RunJobs();
        (await app.Cycle()).State.ShouldBe(CycleState.Published);
        // E03 loses 5 of 91.40 and falls from third to tenth with 86.40, equal with E10; E10's satisfaction is the same, its judges gave less.
        (await app.Visit().Get($"/results/{app.CycleId}")).Says(HttpStatusCode.OK, "更正第 1 号", "第 3 名，总分 91.40", "总分 86.40").Text.ShouldNotContain("正在更正");
        (await app.Visit().Get("/results/archive")).Says(HttpStatusCode.OK);
        (await app.Db(db => db.Publications.CountAsync())).ShouldBe(2);
        BundleCheck.Run(await app.Visit().Http.GetByteArrayAsync($"/results/{app.CycleId}/bundle")).Faults.ShouldBeEmpty();
    }

    private Task<string> Propose(int? entry, PublicField? field, string? after) => app.Send(new Propose.Command
    {
        CycleId = app.CycleId, Kind = entry is null ? CorrectionKind.Result : CorrectionKind.Words, Where = entry is null ? null : $"{entry}/{field}", After = after, Reason = "身份证明核对后更正", Key = Guid.NewGuid(),
    }, "operator-1");

    private async Task<string> Word(bool accept, string? note = null, string by = "approver") => await app.Send(new Decide.Command
    {
        CycleId = app.CycleId, CorrectionId = await app.Db(db => db.Corrections.MaxAsync(c => c.Id)), Accept = accept, Note = note, Key = Guid.NewGuid(),
    }, by);
}
