using System.Net;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests.Organisation;

/// <summary>A district whose community 231 is paired: the petition office helps estate 2311, and the civil affairs bureau both of its estates.</summary>
public sealed class PairedApp : WebApp
{
    protected override void Furnish(ScoringDb db)
    {
        foreach (var (unit, estate) in new[] { ("PETITION", 2311), ("CIVIL", 2311), ("CIVIL", 2312) })
            db.Pairings.Add(new PairingAssignment { PairedUnitId = District.Department(unit), EstateId = estate, Since = new DateOnly(2026, 1, 1), LeadCadre = "领导" });
    }
}

/// <summary>Units move, become one, and end; what was stays.</summary>
public sealed class RearrangeTests(PairedApp app) : IClassFixture<PairedApp>
{
    [Fact]
    public async Task Merges_an_estate_with_all_that_hangs_on_it_and_keeps_what_was()
    {
        var visitor = await app.SignIn("operator-1");
        (await visitor.Get("/organisation/units/2311")).Says(HttpStatusCode.OK, "换上级、合并或停用");
        (await Change(visitor, 2311, "Retire", "", "拆迁")).Says(HttpStatusCode.Conflict, "下面还有 1 个单位");
        (await Change(visitor, 2311, "Merge", "C231", "拆迁")).Says(HttpStatusCode.BadRequest, "只有同一级的单位才能合并");
        (await Change(visitor, 2311, "Merge", "E2312", "")).Says(HttpStatusCode.BadRequest, "请写明原因和依据");
        var after = await Change(visitor, 2311, "Merge", "e2312", "两个小区合并，街道〔2026〕3 号");
        after.Location.ShouldBe("/organisation/units/2312");

        var units = await app.Db(db => db.Units.AsNoTracking().Where(u => u.Id / 10 == 2311 || u.Id / 10 == 2312 || u.Id == 2311 || u.Id == 2312).ToDictionaryAsync(u => u.Id));
        // 400 + 11 × 10 and 400 + 12 × 10 households.
        (units[2312].Households, units[2311].Households, units[2311].RetiredOn, units[2311].MergedIntoId).ShouldBe((510 + 520, 510, new DateOnly(2026, 10, 8), 2312));
        (units[23111].ParentId, units[23111].StreetId).ShouldBe((2312, 23));
        var pairings = await app.Db(db => db.Pairings.AsNoTracking().OrderBy(p => p.Id).ToListAsync());
        // The petition office goes on at the other estate; the bureau was there already.
        pairings.Select(p => $"{p.EstateId} {p.Since:MM-dd} {p.Until:MM-dd} {p.EndReason}").ShouldBe(
            ["2311 01-01 10-08 和顺2311小区并入和顺2312小区", "2311 01-01 10-08 和顺2311小区并入和顺2312小区", "2312 01-01  ", "2312 10-09  "]);
        (await visitor.Get("/organisation/units/2311")).Says(HttpStatusCode.OK, "2026-10-08 起停用，并入和顺2312小区", "街道〔2026〕3 号");
        (await visitor.Get("/organisation?q=E2311")).Says(HttpStatusCode.OK, "找到 0 个单位");
        (await visitor.Get("/organisation?q=E2311&retired=true")).Says(HttpStatusCode.OK, "找到 1 个单位", "已停用");
        (await visitor.Get("/organisation/units/2311/change")).Says(HttpStatusCode.Conflict, "已于 2026-10-08 停用");
    }

    [Fact]
    public async Task Moves_a_community_with_its_estates_and_retires_an_empty_one()
    {
        var visitor = await app.SignIn("administrator");
        (await Change(visitor, 212, "Move", "C211", "区划调整")).Says(HttpStatusCode.BadRequest, "社区，下面不能直接设社区");
        (await Change(visitor, 212, "Move", "S1", "区划调整")).Says(HttpStatusCode.BadRequest, "现在就在");
        (await Change(visitor, 212, "Move", "S2", "区划调整")).Status.ShouldBe(HttpStatusCode.Found);
        (await app.Db(db => db.Units.Where(u => u.StreetId == 22 && u.Kind == UnitKind.Branch).CountAsync())).ShouldBe(6);

        // Nothing hangs on a fresh community: it can end at once, and takes nobody in any more.
        var form = await visitor.Get("/organisation/units/22/add?kind=Community");
        await visitor.Submit("/organisation/units", ("Key", form.Value("Key")), ("ParentId", "22"), ("Kind", "Community"), ("Name", "临时社区"), ("Code", "TEMP"));
        var id = await app.Db(db => db.Units.Where(u => u.Code == "TEMP").Select(u => u.Id).SingleAsync());
        (await Change(visitor, id, "Retire", "", "设错了")).Status.ShouldBe(HttpStatusCode.Found);
        (await visitor.Get($"/organisation/units/{id}/add")).Says(HttpStatusCode.Conflict, "不能再往下面登记");
        (await Change(visitor, 22, "Retire", "", "撤销")).Says(HttpStatusCode.Conflict, "下面还有");
        (await visitor.Get("/organisation/units/1/change")).Says(HttpStatusCode.BadRequest, "区不能调整");
    }

    /// <summary>Whoever holds a role for a unit would hold it for nothing: the roles go first.</summary>
    [Fact]
    public async Task A_unit_for_which_a_role_is_held_does_not_end()
    {
        var visitor = await app.SignIn("operator-1");
        (await Change(visitor, District.Department("HOUSING"), "Merge", "PUBLICITY", "机构改革")).Says(HttpStatusCode.Conflict, "个身份是按“区住建局”授予的");
    }

    private static async Task<Page> Change(Visitor visitor, int unit, string change, string other, string reason)
    {
        await visitor.Get("/account/sign-in");
        return await visitor.Post($"/organisation/units/{unit}/change", ("Key", Guid.NewGuid().ToString()), ("Change", change), ("Other", other), ("Reason", reason));
    }
}
