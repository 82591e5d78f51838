using System.IO.Compression;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Tests.Registers;

/// <summary>Registers out as tables and in again: a template, a preview row by row, all or nothing.</summary>
public sealed class RegisterTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly string[] UnitHead = ["编号", "名称", "类别", "上级编号", "上级名称", "户数"];
    private static readonly string[] PersonHead = ["编号", "姓名", "党支部编号", "党支部名称", "类别", "职务", "出生年份", "入党年份", "电话"];
    private static readonly string[] PairingHead = ["包联单位编号", "包联单位", "小区编号", "小区", "开始日期", "包保领导", "承诺事项", "结束日期", "结束原因"];

    [Theory]
    [InlineData("units", "27")]
    [InlineData("people", "12")]
    public async Task What_was_taken_out_changes_nothing_when_it_is_taken_in_again(string register, string least)
    {
        var visitor = await app.SignIn("operator-1");
        var file = await visitor.Http.GetByteArrayAsync($"/registers/{register}/all.xlsx");
        var page = (await Preview(visitor, register, file)).Says(HttpStatusCode.OK, "表里的内容和名册一样", "没有变化");
        int.Parse(System.Text.RegularExpressions.Regex.Match(page.Text, "不变 ([0-9]+)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, null).ShouldBeGreaterThanOrEqualTo(int.Parse(least, null));
        page.Text.ShouldNotContain("导入：新增");
    }

    [Fact]
    public async Task The_template_has_the_head_and_says_how_to_fill_it_in()
    {
        var visitor = await app.SignIn("administrator");
        using var stream = new MemoryStream(await visitor.Http.GetByteArrayAsync("/registers/units/template.xlsx"));
        using (var file = SpreadsheetDocument.Open(stream, isEditable: false))
            file.WorkbookPart!.Workbook.Sheets!.InnerXml.ShouldContain("填写说明");
        (await Upload(visitor, "units", stream.ToArray())).Says(HttpStatusCode.BadRequest, "表头下面没有内容");
    }

    [Fact]
    public async Task One_bad_row_keeps_the_whole_table_out_and_every_fault_is_named()
    {
        var visitor = await app.SignIn("operator-1");
        var page = await Preview(visitor, "units", Table(UnitHead,
            ["E9001", "好好小区", "小区", "C211", "", 120],
            ["E9002", "没有户数小区", "小区", "C211", "", null],
            ["E9003", "上级不对小区", "小区", "S1", "", 90],
            ["E9001", "重复小区", "小区", "C211", "", 90],
            ["E2111", "和顺2111小区", "社区", "S1", "", null],
            ["E9004", "错行小区", "小区", "C211", "西门第1社区", 90],
            ["E9005", "没有上级小区", "小区", "C999", "", 90],
            ["编号", "字母不对", "小区", "C211", "", "很多"],
            ["E9006", "和顺2112小区", "小区", "C211", "", 90],
            ["DISTRICT2", "又一个区", "区", "", "", null]));
        page.Says(HttpStatusCode.OK,
            "有 9 行要改，一行也没有导入", "请填写小区户数（至少 1 户）", "街道“S1”下面不能直接设小区", "编号“E9001”和第 2 行重复", "名册里“E2111”是小区（和顺2111小区），类别不能改",
            "上级编号“C211”是“东门第1社区”，表里写的上级名称是“西门第1社区”", "名册和表里都没有编号为“C999”的上级单位", "户数“很多”不是整数", "同一个上级下面有两个“和顺2112小区”", "类别“区”不对");
        page.Text.ShouldNotContain("导入：新增");
        var hash = HashOf(page);
        (await visitor.Post($"/registers/units/{hash}", ("Key", Guid.NewGuid().ToString()), ("Name", "x.xlsx"))).Says(HttpStatusCode.Conflict, "一行也没有导入");
        (await app.Db(db => db.Units.CountAsync(u => u.Code.StartsWith("E900")))).ShouldBe(0);
    }

    [Fact]
    public async Task Adds_renames_and_moves_units_with_what_lies_in_them()
    {
        var visitor = await app.SignIn("operator-1");
        // A new street with its community below it in the wrong order; community 232 moves from street 23 into the new one, with its estates and branches.
        var page = await Preview(visitor, "units", Table(UnitHead,
            ["e9101", "新城小区", "小区", "C91", "新社区", "1,320"],
            ["C91", "新社区", "社区", "S9", "新街道", null],
            ["S9", "新街道", "街道", "DISTRICT", "测试区", null],
            ["C232", "南门第二社区", "社区", "S9", "", null],
            ["E2311", "和顺2311小区", "小区", "C231", "", 510]));
        page.Says(HttpStatusCode.OK, "没有发现错误", "新增 3，修改 1", "名称由“南门第2社区”改为“南门第二社区”；上级编号由“S3”改为“S9”");
        (await TakeIn(visitor, "units", page)).Says(HttpStatusCode.OK, "已导入单位：新增 3 个，修改 1 个。");
        var units = await app.Db(db => db.Units.AsNoTracking().ToDictionaryAsync(u => u.Code));
        var street = units["S9"].Id;
        (units["S9"].StreetId, units["C91"].StreetId, units["E9101"].StreetId, units["E9101"].Households).ShouldBe((street, street, street, 1320));
        (units["C232"].Name, units["C232"].ParentId, units["E2321"].StreetId, units["B23221"].StreetId).ShouldBe(("南门第二社区", street, street, street));
        (units["E2311"].StreetId, units["E2311"].Households).ShouldBe((23, 510));
        var noted = await app.Db(db => db.AuditEvents.SingleAsync(a => a.Text.Contains("新增 3 个，修改 1 个")));
        noted.Text.ShouldBe("从表格“名册.xlsx”导入单位：新增 3 个，修改 1 个");
    }

    [Fact]
    public async Task Knows_people_by_number_or_by_name_and_branch_and_keeps_a_masked_telephone()
    {
        var visitor = await app.SignIn("operator-1");
        var file = Table(PersonHead,
            ["22121", "书记改名", "B22111", "", "社区干部", "书记", 1980, "2005", "132****0000"],
            ["", "新来的", "B22121", "和顺2212小区党支部", "居民党员", "", "", "", "13900001111"]);
        var page = (await Preview(visitor, "people", file)).Says(HttpStatusCode.OK, "姓名由“书记22121”改为“书记改名”", "党支部由“和顺2212小区党支部”改为“和顺2211小区党支部（B22111）”", "新增 1，修改 1");
        (await TakeIn(visitor, "people", page)).Says(HttpStatusCode.OK, "已导入人员：新增 1 位，修改 1 位。");
        var (moved, made) = await app.Db(async db => (await db.People.SingleAsync(p => p.Id == 22121), await db.People.SingleAsync(p => p.Name == "新来的")));
        (moved.UnitId, moved.Phone, moved.BirthYear).ShouldBe((22111, "13221210000", 1980));
        (made.UnitId, made.Phone, made.Composition).ShouldBe((22121, "13900001111", "RESIDENT"));

        // The same file once more: the new one is known by name and branch now.
        (await Preview(visitor, "people", file)).Says(HttpStatusCode.OK, "表里的内容和名册一样");
        (await Preview(visitor, "people", Table(PersonHead,
            ["22211", "书记22211", "E2221", "", "居民党员", "", 1700, "", "12345"],
            ["99999", "谁", "B22211", "别的支部", "什么人", "", "", "", "132****9999"]))).Says(HttpStatusCode.OK,
            "编号“E2221”是小区“和顺2221小区”，人员要登记在党支部名下", "出生年份应在", "电话“12345”不对", "名册里没有编号为“99999”的人员", "编号“B22211”是“和顺2221小区党支部”", "类别“什么人”不对", "电话带有星号");
    }

    [Fact]
    public async Task Begins_and_ends_pairings_and_leaves_ended_ones_alone()
    {
        var visitor = await app.SignIn("operator-1");
        var page = await Preview(visitor, "pairings", Table(PairingHead,
            ["PETITION", "区信访局", "E2311", "", new DateOnly(2025, 3, 1), "老主任", "", new DateOnly(2026, 2, 28), "轮换"],
            ["PETITION", "", "E2311", "和顺2311小区", "2026年3月1日", "新主任", "装路灯", null, null]));
        await TakeIn(visitor, "pairings", page.Says(HttpStatusCode.OK, "新增 2，修改 0"));
        (await Preview(visitor, "pairings", Table(PairingHead,
            ["PETITION", "", "E2311", "", "2025/3/1", "又改", "", "2026/2/28", "轮换"],
            ["PETITION", "", "E2311", "", "2026/4/1", "第三位", "", "", ""],
            ["E2311", "", "PETITION", "", "昨天", "", "", "2026-01-01", ""]))).Says(HttpStatusCode.OK,
            "这条包联关系已于 2026-02-28 结束，不能再改", "这个单位从 2026-03-01 起正在包联这个小区", "包联单位编号“E2311”是小区", "开始日期“昨天”不是日期", "没有填包保领导", "结束日期和结束原因要一起填");
        page = await Preview(visitor, "pairings", Table(PairingHead, ["PETITION", "", "E2311", "", "46082", "新主任", "装路灯", "2026-09-30", "任务完成"]));
        await TakeIn(visitor, "pairings", page.Says(HttpStatusCode.OK, "新增 0，修改 1", "结束日期填为“2026-09-30”"));
        var kept = await app.Db(db => db.Pairings.AsNoTracking().Where(p => p.EstateId == 2311).OrderBy(p => p.Since).ToListAsync());
        kept.Select(p => $"{p.Since:yyyy-MM-dd} {p.Until:yyyy-MM-dd} {p.LeadCadre} {p.EndReason}").ShouldBe(["2025-03-01 2026-02-28 老主任 轮换", "2026-03-01 2026-09-30 新主任 任务完成"]);
    }

    [Fact]
    public async Task Refuses_what_is_no_such_table()
    {
        var visitor = await app.SignIn("operator-1");
        (await Upload(visitor, "units", "not a workbook"u8.ToArray())).Says(HttpStatusCode.BadRequest, "这里只收 xlsx");
        (await Upload(visitor, "units", Table(["编号", "名称"], ["A", "B"]))).Says(HttpStatusCode.BadRequest, "表头里没有“类别”、“上级编号”、“上级名称”、“户数”这几列");
        (await Upload(visitor, "units", Hollow())).Says(HttpStatusCode.BadRequest, "这个文件打不开");
        (await Upload(visitor, "units", Headless())).Says(HttpStatusCode.BadRequest, "这个文件打不开");
        (await Upload(visitor, "units", Bomb())).Says(HttpStatusCode.BadRequest, "表格太大");
        (await visitor.Post("/registers/units")).Says(HttpStatusCode.BadRequest, "没有收到文件");
    }

    private static byte[] Table(string[] head, params object?[][] rows) => Xlsx.Of(new FileTable("表", head, rows));

    /// <summary>Names the parts of a workbook and holds none.</summary>
    private static byte[] Hollow(string? large = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            zip.CreateEntry("[Content_Types].xml");
            zip.CreateEntry("xl/workbook.xml");
            if (large is not null)
            {
                using var entry = zip.CreateEntry(large, CompressionLevel.Fastest).Open();
                var noughts = new byte[1 << 20];
                for (var n = 0; n < 201; n++)
                    entry.Write(noughts);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A workbook whose sheet has gone.</summary>
    private static byte[] Headless()
    {
        using var stream = new MemoryStream();
        stream.Write(Table(["编号"], ["A"]));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            zip.Entries.Single(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Delete();
        return stream.ToArray();
    }

    private static byte[] Bomb() => Hollow("xl/worksheets/sheet1.xml");

    private static async Task<Page> Upload(Visitor visitor, string register, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "table", "名册.xlsx" } };
        return await visitor.Post($"/registers/{register}", form);
    }

    private static async Task<Page> Preview(Visitor visitor, string register, byte[] file)
    {
        var answer = await Upload(visitor, register, file);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Text);
        var page = await visitor.Get(answer.Location!);
        // Where nothing is refused the list shows what changes; where something is, only that. The rest is a tab away.
        return page with { Body = page.Body + $"<!--hash {new Uri(new Uri("http://x"), answer.Location!).Segments[^1]}-->" };
    }

    private static string HashOf(Page page) => page.Body.Split("<!--hash ")[1][..64];

    private static Task<Page> TakeIn(Visitor visitor, string register, Page page) =>
        visitor.Submit($"/registers/{register}/{HashOf(page)}", ("Key", page.Value("Key")), ("Name", "名册.xlsx"));
}
