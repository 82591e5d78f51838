using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Tests.Nominations;

namespace Scoring.Web.Tests.Reviews;

/// <summary>Departments at work on the evidence of one filed entry.</summary>
public sealed class EvidenceTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Appends_a_revision_for_every_save_and_refuses_an_outdated_one()
    {
        var entry = await (await Filing.At(app, 1)).Filed(1, 1);
        var clerk = await app.SignIn("evidence-civil");
        (await clerk.Get("/reviews/evidence")).Says(HttpStatusCode.OK, "业委会（物管会）", "还没录", "书记21111");
        var first = await clerk.Get($"/reviews/evidence/{entry}/OWNERS");
        first.Says(HttpStatusCode.OK, "依规组建", "/ 3", "交叉任职");
        (await clerk.Post($"/reviews/evidence/{entry}/OWNERS", Marks(first.Value("Key"), "0", "3", "2", "2.5"))).Status.ShouldBe(HttpStatusCode.Found);
        var second = (await clerk.Get($"/reviews/evidence/{entry}/OWNERS")).Says(HttpStatusCode.OK, "第 1 稿：7.5 分", "依规组建 3，交叉任职 2，公开运行 2.5。看过备案");
        (await clerk.Post($"/reviews/evidence/{entry}/OWNERS", Marks(second.Value("Key"), "1", "3", "1", "2.5"))).Status.ShouldBe(HttpStatusCode.Found);
        (await clerk.Post($"/reviews/evidence/{entry}/OWNERS", Marks(Guid.NewGuid().ToString(), "1", "0", "0", "0"))).Says(HttpStatusCode.Conflict, "刚刚有人录过第 2 稿");
        var rows = await app.Db(db => db.EvidenceMarks.AsNoTracking().Where(m => m.EntryId == entry).OrderBy(m => m.Revision).ToListAsync());
        rows.Select(m => (m.Revision, m.Points, m.DepartmentId)).ShouldBe([(1, 7.5m, District.Department("CIVIL")), (2, 6.5m, District.Department("CIVIL"))]);
    }

    [Fact]
    public async Task Refuses_points_above_an_indicators_maximum_and_keeps_what_was_typed()
    {
        var entry = await (await Filing.At(app, 1)).Filed(2, 2);
        var clerk = await app.SignIn("evidence-civil");
        (await clerk.Post($"/reviews/evidence/{entry}/OWNERS", Marks(Guid.NewGuid().ToString(), "0", "3.5", "2", "2"))).Says(HttpStatusCode.BadRequest, "“依规组建”最多 3 分，不能填 3.5。", "value=\"3.5\"", "看过备案");
        (await clerk.Post($"/reviews/evidence/{entry}/OWNERS", Marks(Guid.NewGuid().ToString(), "0", "三", "2", "2"))).Says(HttpStatusCode.BadRequest, "“依规组建”填的“三”不是数字。");
        (await app.Db(db => db.EvidenceMarks.CountAsync(m => m.EntryId == entry))).ShouldBe(0);
    }

    [Fact]
    public async Task Lets_a_department_write_its_own_blocks_only_and_the_supervisor_read_all()
    {
        var entry = await (await Filing.At(app, 1)).Filed(3, 3);
        var civil = await app.SignIn("evidence-civil");
        (await civil.Get($"/reviews/evidence/{entry}/BRANCH")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await civil.Post($"/reviews/evidence/{entry}/BRANCH", ("Key", Guid.NewGuid().ToString()), ("Note", "越权"), ("Items[SETUP]", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Get($"/reviews/evidence/{entry}/BRANCH")).Says(HttpStatusCode.OK, "组织设置");
        (await supervisor.Get("/reviews/evidence")).Says(HttpStatusCode.OK, "小区党组织", "物业服务");
        (await supervisor.Post($"/reviews/evidence/{entry}/BRANCH", ("Key", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Saves_a_list_row_by_row_and_holds_no_row_back_for_another()
    {
        var street = await Filing.At(app, 2);
        var (good, bad) = (await street.Filed(1, 1), await street.Filed(2, 2));
        var clerk = await app.SignIn("evidence-housing");
        (await clerk.Get("/reviews/evidence/list/PROPERTY")).Says(HttpStatusCode.OK, "成批录入：物业服务", "书记22111", "书记22121");
        var answer = await clerk.Post("/reviews/evidence/list/PROPERTY", [.. Row(0, good, "3", "2", "3"), .. Row(1, bad, "3", "2.5", "3")]);
        answer.Says(HttpStatusCode.BadRequest, "保存了 1 个。", "“党组织监督”最多 2 分，不能填 2.5。", "value=\"2.5\"");
        (await app.Db(db => db.EvidenceMarks.Where(m => m.EntryId == good || m.EntryId == bad).Select(m => new { m.EntryId, m.Points }).ToListAsync())).ShouldHaveSingleItem().ShouldBe(new { EntryId = good, Points = (decimal?)8m });
        // A repeat of what is already stored changes nothing.
        (await clerk.Submit("/reviews/evidence/list/PROPERTY", [.. Row(0, good, "3", "2.0", "3")])).Says(HttpStatusCode.OK, "没有改动，不用保存。");
    }

    [Fact]
    public async Task Keeps_a_proof_for_departments_and_from_streets()
    {
        var street = await Filing.At(app, 2);
        var entry = await street.Filed(3, 3);
        var clerk = await app.SignIn("evidence-housing");
        var token = await clerk.Token();
        async Task<HttpStatusCode> Send(byte[] content)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "proof", "证明.pdf" } };
            foreach (var (name, value) in new[] { ("__RequestVerificationToken", token), ("Key", Guid.NewGuid().ToString()), ("Revision", "0"), ("Note", "现场照片"), ("Items[COVER]", "1"), ("Items[WATCH]", "1"), ("Items[CLOSED]", "1") })
                form.Add(new StringContent(value), name);
            using var answer = await clerk.Http.PostAsync($"/reviews/evidence/{entry}/PROPERTY", form);
            return answer.StatusCode;
        }

        (await Send([.. "MZ"u8, 1, 2, 3])).ShouldBe(HttpStatusCode.BadRequest);
        (await Send([.. "%PDF-1.4 proof"u8])).ShouldBe(HttpStatusCode.Found);
        var file = await app.Db(db => db.EvidenceMarks.Where(m => m.EntryId == entry).Select(m => m.AttachmentId).SingleAsync());
        (await clerk.Get($"/nominations/files/{file}")).Status.ShouldBe(HttpStatusCode.OK);
        (await street.Clerk.Get($"/nominations/files/{file}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static (string, string)[] Marks(string key, string revision, string formed, string cross, string open) =>
        [("Key", key), ("Revision", revision), ("Items[FORMED]", formed), ("Items[CROSS]", cross), ("Items[OPEN]", open), ("Note", "看过备案")];

    private static (string, string)[] Row(int n, int entry, string cover, string watch, string closed) =>
    [
        ($"Rows[{n}].EntryId", $"{entry}"), ($"Rows[{n}].Revision", "0"), ($"Rows[{n}].Items[COVER]", cover), ($"Rows[{n}].Items[WATCH]", watch), ($"Rows[{n}].Items[CLOSED]", closed), ($"Rows[{n}].Note", "现场看过"),
    ];
}
