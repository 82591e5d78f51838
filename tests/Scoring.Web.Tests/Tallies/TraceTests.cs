using System.Globalization;
using System.Net;
using Scoring.Web.Features.Shared;
using Scoring.Web.Features.Tallies;

namespace Scoring.Web.Tests.Tallies;

/// <summary>A score opens into texts that somebody can add up with a pencil. E01 is worked out in <see cref="Scored"/>.</summary>
public sealed class TraceTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Reset();
        await app.Adjust(3, 2, kind: "bonus");
        await app.Adjust(3, 1.5m, kind: "bonus");
        await app.Run();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_first_entry_reads_as_it_was_worked_out_by_hand()
    {
        var trace = await Trace("E01");
        trace.Blocks.Select(b => $"{b.Name} {b.Points}/{b.Weight}").ShouldBe(["小区党组织 9.50/10", "党员管理 7.00/8", "业委会（物管会） 6.50/8", "物业服务 8.00/8", "党建阵地 5.50/6", "群众满意度 17.60/20", "现场评选 36.55/40"]);
        Lines(trace.Blocks[2].Sums).ShouldBe(["满分||8", "扣分||−0.5", "扣分||−1", "核定得分|满分 8|6.5", "折算|6.5 ÷ 8 × 8|6.50"]);
        Lines(trace.Blocks[5].Sums).ShouldBe(["满意|62 份 × 1|62", "基本满意|14 份 × 0.6|8.4", "不满意|4 份 × 0|0", "不了解|6 份，不计入|—", "满意度|合计 ÷ 80 份 × 100|88", "折算成本项得分|88 × 20 ÷ 100|17.60"]);
        trace.Blocks[5].Note.ShouldBe("小区 1000 户，需要 50 份，收到有效答卷 80 份。");
        Lines(trace.Blocks[6].Sums).ShouldBe(["部门评委均分 92.9166…|× 权重 0.6|55.75", "街镇评委均分 89.0625|× 权重 0.4|35.625", "加权合计||91.375", "折算成本项得分|91.375 × 40 ÷ 100|36.55"]);
        trace.Blocks[6].Groups.Select(g => string.Join(' ', g.Marks.Select(m => $"{m.Who}={m.Text}{(m.Cut ? "×" : "")}"))).ShouldBe([
            "J01=95 J02=91.25 J03 最高，去掉=97.5× J04 最低，去掉=87.5× J05=92.5", "J07=90 J08=85 J09=88.75 J10=92.5 J06=回避",
        ]);
        trace.Blocks[6].Groups[0].Marks[0].Detail.ShouldBe("比工作 10，比服务 10，比创新 10，比干劲 8，合计 38/40");
        Lines(trace.Sums).ShouldBe(["各项合计|各项先四舍五入再相加|90.65", "演示超时||−0.50", "总分||90.15"]);
    }

    [Fact]
    public async Task A_low_sample_shows_what_the_missing_answers_were_taken_for() =>
        Lines((await Trace("E08")).Blocks[5].Sums)[^2..].ShouldBe(["缺 5 份，按 91.6363… 补足|（15 × 92 ＋ 5 × 91.6363…）÷ 20|91.9090…", "折算成本项得分|91.9090… × 20 ÷ 100|18.38"]);

    /// <summary>E02: −1.5 and −1 are 2.5, at most 2 count. E03: +2 and +1.5 are 3.5, at most 3 count: 91.4 + 3.</summary>
    [Fact]
    public async Task Caps_are_written_so_that_the_lines_still_add_up()
    {
        Lines((await Trace("E02")).Sums).ShouldBe(["各项合计|各项先四舍五入再相加|94.40", "演示超时||−1.50", "演示超时||−1.00", "扣分封顶|最多扣 2，多出的不扣|＋0.50", "总分||92.40"]);
        Lines((await Trace("E03")).Sums).ShouldBe(["各项合计|各项先四舍五入再相加|91.40", "演示超时||＋2.00", "演示超时||＋1.50", "加分封顶|最多加 3，多出的不加|−0.50", "总分||94.40"]);
    }

    [Fact]
    public async Task Every_entry_adds_up_line_by_line()
    {
        for (var entry = 1; entry <= 12; entry++)
        {
            var trace = await Trace(Scored.Code(entry));
            trace.Blocks.Sum(b => Figure(b.Points)).ShouldBe(Figure(trace.Sums[0].Figure), Scored.Code(entry));
            trace.Sums.SkipLast(1).Sum(s => Figure(s.Figure)).ShouldBe(Figure(trace.Sums[^1].Figure), Scored.Code(entry));
            trace.Sums[^1].Figure.ShouldBe(trace.Total);
            trace.Blocks.ShouldAllBe(b => b.Sums.Last().Figure == b.Points);
        }
    }

    [Fact]
    public async Task Equal_totals_say_by_what_they_were_compared()
    {
        (await Trace("E11")).Ties.ShouldBe([
            "有 2 人相同，比“未舍入的总分”（85.4）：仍然相同", "有 2 人相同，比“群众满意度得分”（18.4）：仍然相同", "有 2 人相同，比“评委评分得分”（27）：仍然相同",
            "有 2 人相同，比“佐证得分”（40）：仍然相同", "有 2 人相同，比“抽签号”：仍然相同",
        ]);
        (await Trace("E01")).Ties.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_block_says_in_a_sentence_how_it_came_about_and_what_the_rule_says()
    {
        var trace = await Trace("E01");
        trace.Blocks[2].Words.ShouldBe("部门核定 6.5 分（满分 8），按 8 分折算，得 6.50 分。");
        trace.Blocks[5].Words.ShouldBe("80 份有效答卷，满意度 88，乘以 20 再除以 100，四舍五入得 17.60 分。");
        trace.Blocks[6].Words.ShouldBe("部门评委 5 名，去掉最高 97.5、最低 87.5，其余 3 名平均 92.9166…；街镇评委 4 名平均 89.0625。按各组权重加权得 91.375，乘以 40 再除以 100，四舍五入得 36.55 分。");
        trace.Blocks[6].Rules.ShouldBe(["一组满 5 名评委时，去掉 1 个最高分和 1 个最低分，其余取平均；不满 5 名时取全部评委的平均分。", "部门评委占 60%，街镇评委占 40%。", "40 分的出处：现场占 40 分；别处多在三成到五成之间。"]);
        (await Trace("E08")).Blocks[5].Words.ShouldBe("15 份有效答卷，满意度 92；不足 20 份，补足后 91.9090…，乘以 20 再除以 100，四舍五入得 18.38 分。");
    }

    /// <summary>After the bonus of E03 the order is 95.40 (E04), 94.40 (E03), 92.40 (E02), 90.40 (E05), 90.15 (E01) … 86.40 (E10), 85.40 (E11, E12).</summary>
    [Fact]
    public async Task Says_how_far_the_next_places_are_and_who_is_awarded()
    {
        (await Trace("E01")).Standing.ShouldBe(["共 12 名参加排名，总分 90.15，第 5 名。", "比前一名（第 4 名）低 0.25 分。", "比后一名（第 6 名）高 0.25 分。", "在前 10 名以内，总分不低于 80 分：入选。"]);
        (await Trace("E04")).Standing.ShouldBe(["共 12 名参加排名，总分 95.40，第 1 名。", "比后一名（第 2 名）高 1.00 分。", "在前 10 名以内，总分不低于 80 分：入选。"]);
        (await Trace("E12")).Standing.ShouldBe(["共 12 名参加排名，总分 85.40，第 11 名（并列）。", "比前一名（第 10 名）低 1.00 分。", "前 10 名入选，比入选的最后一名（第 10 名）低 1.00 分，没有入选。"]);
        (await Trace("E01")).Rules[0].ShouldBe("总分不低于 80 分的，按名次取前 10 名；合格的不足 10 名时，有几名取几名。");
    }

    /// <summary>One step of half a mark: 100·0.5/40 = 1.25 of a sheet; a third of the department's mean, times 0.6, times 40 %: 0.1 points. E10 comes to 85.45, five hundredths above E11.</summary>
    [Fact]
    public async Task Where_a_single_mark_weighs_more_than_what_separates_the_last_place_it_says_so()
    {
        var supervisor = await app.SignIn("supervisor");
        (await supervisor.Get($"/tallies/{app.CycleId}")).Says(HttpStatusCode.OK).Text.ShouldNotContain("入选线很接近");
        await app.Regrade(10, "BRANCH", 9.05m);
        await app.Run();
        const string Note = "第 10 名和第 11 名只差 0.05 分，小于一名评委在一项上差一档对总分的影响（最多 0.1 分）";
        (await supervisor.Get($"/tallies/{app.CycleId}")).Says(HttpStatusCode.OK, "入选线很接近", Note);
        (await Trace("E10")).Standing[^1].ShouldContain(Note);
        (await Trace("E11")).Standing[^1].ShouldContain(Note);
        (await Trace("E09")).Standing.ShouldAllBe(line => !line.Contains("提醒"));
    }

    [Fact]
    public async Task The_page_is_for_those_who_tally_and_an_unknown_code_is_not_there()
    {
        var path = $"/tallies/{app.CycleId}/entry/";
        (await (await app.SignIn("supervisor")).Get(path + "E01")).Says(HttpStatusCode.OK, Scored.Name(1), "90.15", "J03 最高，去掉");
        (await (await app.SignIn("supervisor")).Get(path + "E99")).Says(HttpStatusCode.NotFound, "核算里没有这位候选人");
        (await (await app.SignIn("street-1")).Get(path + "E01")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<ScoreTrace> Trace(string code) => (await app.Send(new Explain.Query(app.CycleId, code), "operator-1")).Trace;

    private static List<string> Lines(IEnumerable<SumLine> lines) => [.. lines.Select(l => $"{l.Text}|{l.How}|{l.Figure}")];

    private static decimal Figure(string text) => decimal.Parse(text.Replace('−', '-').Replace("＋", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
