using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Tests.Nominations;

namespace Scoring.Web.Tests.Reviews;

/// <summary>Vetoes need a document, and belong to one department.</summary>
public sealed class VetoTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Takes_a_veto_with_its_document_from_the_owning_department_only()
    {
        var entry = await (await Filing.At(app, 1)).Filed(1, 1);
        var owner = await app.SignIn("evidence-plc");
        (await owner.Post("/reviews/vetoes", Veto(entry, ""))).Says(HttpStatusCode.BadRequest, "一票否决必须有依据文号。请填写认定文件的文号。", "拉票经查实");
        (await (await app.SignIn("evidence-civil")).Post("/reviews/vetoes", Veto(entry, "政〔2026〕3号"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await app.Db(db => db.Vetoes.CountAsync())).ShouldBe(0);
        (await owner.Submit("/reviews/vetoes", Veto(entry, "政〔2026〕3号"))).Says(HttpStatusCode.OK, "政〔2026〕3号", "有效");
        (await owner.Post("/reviews/vetoes", Veto(entry, "政〔2026〕4号"))).Says(HttpStatusCode.Conflict, "已经有一条“拉票”");
        (await (await app.SignIn("operator-1")).Get($"/reviews/{entry}")).Says(HttpStatusCode.OK, "拉票（政〔2026〕3号）：拉票经查实");
        var id = await app.Db(db => db.Vetoes.Select(v => v.Id).SingleAsync());
        (await owner.Post($"/reviews/vetoes/{id}/lift", ("Key", Guid.NewGuid().ToString()))).Says(HttpStatusCode.BadRequest, "请写明解除否决的理由。");
        (await owner.Submit($"/reviews/vetoes/{id}/lift", ("Key", Guid.NewGuid().ToString()), ("Reason", "申诉成立"))).Says(HttpStatusCode.OK, "解除：申诉成立");
    }

    private static (string, string)[] Veto(int entry, string document) =>
        [("EntryId", $"{entry}"), ("Ground", "CANVASSING"), ("Document", document), ("Reason", "拉票经查实"), ("Key", Guid.NewGuid().ToString())];
}
