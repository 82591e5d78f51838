using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Home;

/// <summary>Every role's first page in every state of a cycle: what waits for whom, in the words on the page.</summary>
public sealed class TodoTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private const string Nothing = "现在没有等您办的事";

    public Task InitializeAsync() => app.Reset();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task While_streets_nominate()
    {
        await Stand(CycleState.Nominating, WebApp.China(2026, 10, 9, 10));
        // Street 1: one accepted, one returned, one submitted, one draft. Street 2: all withdrawn.
        await States(EntryState.Accepted, EntryState.Returned, EntryState.Submitted, EntryState.Draft);
        await Rows("street-1", $"{Scored.Name(2)}的材料被退回 | 理由：缺名册 | 10月13日 周二 18:00 | 去修改");
        await Rows("street-2", "还可以申报 3 名小区党组织书记 | 已提交 0 名 | 明天 18:00 | 去申报");
        await Rows("operator-1", "1 份申报等待审查 | 已通过 5 | 10月13日 周二 18:00 | 去审查");
        await Rows("evidence-civil");
        foreach (var idle in new[] { "judge-org", "approver", "supervisor" })
            await Rows(idle);
    }

    [Fact]
    public async Task While_nominations_are_reviewed()
    {
        await Stand(CycleState.Review, WebApp.China(2026, 10, 13, 10));
        await States(EntryState.Accepted, EntryState.Returned, EntryState.Submitted, EntryState.Draft);
        await app.Db(db => db.Entries.ExecuteUpdateAsync(s => s.SetProperty(e => e.RunningNumber, (int?)null)));
        await Rows("street-1", $"{Scored.Name(2)}的材料被退回 | 理由：缺名册 | 今天 18:00 | 去修改");
        await Rows("street-2");
        await Rows("operator-1",
            "1 份申报等待审查 | 已通过 5 | 今天 18:00 | 去审查",
            "出场顺序还没有抽定 | 抽签种子留存，可以复核 | 明天 00:00 | 去抽签");
        await app.Db(async db =>
        {
            foreach (var judge in await db.Judges.Where(j => j.Code == "J05" || j.Code == "J10").ToListAsync())
                judge.RemovedAt = app.Clock.Now;
            await db.SaveChangesAsync();
        });
        (await Texts("operator-1")).ShouldContain(r => r.StartsWith("还缺 2 名评委 | 已到位 8 名", StringComparison.Ordinal));
        await app.Adjust(1, 0.5m, confirmed: false);
        await Rows("supervisor", "1 条加分扣分等待确认 | 登记和确认由两个人完成 | 明天 18:00 | 去确认");
        await Rows("approver");
    }

    [Fact]
    public async Task While_evidence_is_entered()
    {
        await Stand(CycleState.Review, WebApp.China(2026, 10, 13, 10));
        // A thirteenth entry that nobody has given evidence for: three blocks of the organisation department, one of civil affairs.
        await app.Db(async db =>
        {
            var first = await db.Entries.AsNoTracking().FirstAsync(e => e.Code == "E01");
            db.Entries.Add(new Entry
            {
                CycleId = app.CycleId, StreetId = 21, Slot = 5, Code = "E13", PersonName = "书记十三", Composition = "RESIDENT", BranchId = 22, BranchName = "支部", EstateId = first.EstateId,
                EstateName = "小区", Households = 400, State = EntryState.Accepted, CreatedAt = app.Begins,
            });
            await db.SaveChangesAsync();
        });
        await Rows("evidence-civil", "还有 1 项佐证没有录入 | 逐人录入得分和依据 | 今天 18:00 | 去录入");
        (await Texts("evidence-org")).ShouldHaveSingleItem().ShouldStartWith("还有 3 项佐证没有录入");
        await Rows("evidence-petition");
        await app.MoveTo(WebApp.China(2026, 10, 13, 18));
        await Rows("evidence-civil");
    }

    [Fact]
    public async Task While_judges_score()
    {
        await Stand(CycleState.Scoring, WebApp.China(2026, 10, 14, 10));
        await Rows("judge-civil");
        await Reopen("J03", "E05");
        await Rows("judge-civil", "还有 1 张评分表没有交 | 其中 1 张被监督员退回，请先重交 | 今天 18:00 | 去评分");
        await Rows("judge-org");
        await Rows("operator-1", "现场评选进行中 | 评分表 105 / 106 | 今天 18:00 | 看进度", "今天现场评选 | 点名、主持、计时都在现场控制台 | 今天 18:00 | 去现场");
        await Rows("supervisor", "现场评选进行中 | 评分表 105 / 106，退回未重交 1 | 今天 18:00 | 看评分表", "今天现场评选 | 点名、主持、计时都在现场控制台 | 今天 18:00 | 去现场");
        await Rows("street-1");
        await Rows("approver");
    }

    [Fact]
    public async Task When_the_scoring_is_closed()
    {
        await Rows("operator-1", "评分已结束，可以核算 | 评分表 106 / 106 | 明天 18:00 | 去核算");
        foreach (var idle in new[] { "judge-civil", "street-1", "supervisor", "approver", "evidence-org" })
            await Rows(idle);
        await Reopen("J03", "E05");
        await Rows("judge-civil", "1 张评分表被监督员退回 | 评分已经截止，这几张还等您重交，交齐才能核算 | 明天 18:00 | 去评分");
        await Rows("judge-org");
    }

    [Fact]
    public async Task From_the_tally_to_the_approval()
    {
        await app.Veto(4);
        await app.Run();
        await Rows("operator-1", "核算结果有 4 个提示等待监督员处理 | 第 1 次核算 | 明天 18:00 | 查看核算");
        await Rows("supervisor", "4 个提示需要处理 | 待确认 2 个　待抽签 2 人 | 明天 18:00 | 去处理");
        await Rows("approver");
        await app.AcknowledgeAll();
        await Rows("supervisor", "2 个提示需要处理 | 待抽签 2 人 | 明天 18:00 | 去处理");
        await app.DrawLots();
        await Rows("supervisor");
        await Rows("operator-1", "已经抽签，请重新核算 | 第 1 次核算之后抽了签，重新核算才生效 | 明天 18:00 | 去核算");
        await Rows("approver");
        await app.Run();
        await Rows("supervisor");
        await Rows("operator-1", "核算结果等待审定 | 第 2 次核算，提示都已处理 | 明天 18:00 | 查看核算");
        await Rows("approver", "核算结果等待您审定 | 第 2 次核算，12 名候选人，提示都已处理 | 明天 18:00 | 去审定");
        await app.Approve();
        await Rows("approver");
        await Rows("operator-1", "已审定，等待张贴公示 | 公示 5 个工作日，期满自动发布 | 10月16日 周五 00:00 | 去张贴");
    }

    [Fact]
    public async Task From_the_notice_to_the_publication()
    {
        await app.ReachNotice();
        foreach (var idle in new[] { "operator-1", "supervisor", "approver", "judge-org" })
            await Rows(idle);
        await Rows("street-1", "公示中，可以看本街道的得分明细 | 有异议请在公示期内书面提出 | 10月22日 周四 18:00 | 看明细");
        await app.Hold(resume: false);
        await Rows("approver", "结果暂缓发布，等待您决定 | 收到实名异议 |  | 去处理");
        (await Texts("street-1")).Count.ShouldBe(1);
        await app.Hold(resume: true);
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
        foreach (var idle in new[] { "supervisor", "approver", "street-1", "judge-org", "evidence-org" })
            await Rows(idle);
        // Now there is somebody to learn from; estates are visited in the last month of the quarter.
        await Rows("operator-1", "本季度还没有安排巡回讲堂 | 每季度一次，请公开名单上的入选对象主讲 | 12月31日 周四 18:00 | 去安排");
        (await (await app.SignIn("approver")).Get("/todo")).Says(HttpStatusCode.OK, "下一期“2026年11月", "11月1日 周日 00:00 开始申报");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_the_home_page_says_what_runs()
    {
        (await app.Visit().Get("/todo")).Location.ShouldNotBeNull().ShouldContain("/account/sign-in");
        var page = (await app.Visit().Get("/")).Says(HttpStatusCode.OK, "每一分，都说得清来处", "登录办事", "2026年10月", "组织部经办核算");
        page.Text.ShouldNotContain("正在公示</a>");
        await app.ReachNotice();
        (await app.Visit().Get("/")).Says(HttpStatusCode.OK, "正在公示</a>", "公示期满后自动发布");
        (await (await app.SignIn("judge-org")).Get("/")).Says(HttpStatusCode.OK, "去待办");
    }

    private async Task Stand(CycleState state, DateTimeOffset now)
    {
        await app.Set(c => c.State = state);
        await app.MoveTo(now);
    }

    /// <summary>The states of street 1's four entries; street 2's are all withdrawn.</summary>
    private Task States(params EntryState[] states) => app.Db(async db =>
    {
        foreach (var entry in await db.Entries.OrderBy(e => e.Code).Take(8).ToListAsync())
        {
            entry.State = entry.StreetId == 21 ? states[entry.Slot - 1] : EntryState.Withdrawn;
            entry.Reason = entry.State == EntryState.Returned ? "缺名册" : null;
        }

        await db.SaveChangesAsync();
    });

    private Task Reopen(string judge, string entry) => app.Db(async db =>
    {
        var sheet = await db.Sheets.SingleAsync(s => db.Judges.Any(j => j.Id == s.JudgeId && j.Code == judge) && db.Entries.Any(e => e.Id == s.EntryId && e.Code == entry));
        db.Reopenings.Add(new SheetReopening { SheetId = sheet.Id, ById = District.Account("supervisor"), Reason = "打串了人", At = app.Clock.Now });
        await db.SaveChangesAsync();
    });

    /// <summary>The page shows exactly these rows, or says that nothing waits.</summary>
    private async Task Rows(string user, params string[] rows)
    {
        (await Texts(user)).ShouldBe(rows.ToList(), customMessage: user);
        (await (await app.SignIn(user)).Get("/todo")).Says(HttpStatusCode.OK, [.. rows.Length == 0 ? [Nothing] : rows.Select(r => r.Split(" | ")[0])]);
    }

    /// <summary>"title | text without the cycle's name | due | action" of every row, in order.</summary>
    private async Task<List<string>> Texts(string user) =>
        [.. (await app.Send(new Features.Home.Todo.Query(), user)).Rows.Select(r => $"{r.Title} | {Regex.Replace(r.Text ?? "", "^2026年10月[^　]*　", "", RegexOptions.None, TimeSpan.FromSeconds(1))} | {r.Due?.Text} | {r.Action}")];
}
