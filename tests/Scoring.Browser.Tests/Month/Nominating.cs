using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Scoring.Browser.Tests.Stage;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Month;

public sealed partial class MonthTests
{
    private static readonly string[] Sections = ["profile", "work", "service", "innovation", "drive"];

    /// <summary>No mouse: Tab, letters, Enter.</summary>
    private async Task SignInByKeyboard(string userName)
    {
        var person = await cast.Add(userName, Device.Desk);
        await person.Go("/account/sign-in");
        await TabTo("#UserName");
        await person.Page.Keyboard.TypeAsync(userName);
        await TabTo("#Password");
        await person.Page.Keyboard.TypeAsync(District.Password);
        await TabTo(".sign-in-form button[type=submit]");
        await person.Lead(() => person.Page.Keyboard.PressAsync("Enter"));
        await person.Look();
        await person.Reads("今天要做的", "申报");

        async Task TabTo(string target)
        {
            for (var presses = 0; presses < 30; presses++)
            {
                await person.Page.Keyboard.PressAsync("Tab");
                if (await person.Page.EvaluateAsync<bool>("s => document.activeElement === document.querySelector(s)", target))
                    return;
            }

            throw new ShouldAssertException($"The keyboard does not come to {target}.");
        }
    }

    private async Task File(Nominee nominee)
    {
        var clerk = await Choose(nominee);
        await Write(clerk, nominee);
        await clerk.Submit("保存并预览");
        await clerk.Reads(nominee.Name, "下面就是审查人和评委看到的样子");
        await clerk.Agree("提交申报", "提交申报");
        await clerk.Reads("已提交，等组织部审查。");
    }

    /// <summary>Takes the slot for them, from the list of slots through the roster to the empty form.</summary>
    private async Task<Person> Choose(Nominee nominee)
    {
        var clerk = await Street(nominee.Street);
        await clerk.Go("/nominations");
        await clerk.Submit(clerk.Page.Locator($"a[href*='slot={nominee.Slot}']"));
        await clerk.Submit(clerk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"选这位：{nominee.Name}，" }));
        nominee.EntryId = NumberIn(clerk.Page.Url);
        return clerk;
    }

    private static async Task Write(Person clerk, Nominee nominee)
    {
        foreach (var section in Sections)
            await clerk.Page.Locator($"#text-{section}").FillAsync(Text(nominee, section));
        foreach (var standard in await clerk.Page.Locator("input[name=Standards]").AllAsync())
            await standard.CheckAsync();
        foreach (var mark in await clerk.Page.Locator("input[name^='SelfReport']").AllAsync())
            await mark.FillAsync("2");
    }

    private static string Text(Nominee nominee, string section) => string.Concat(Enumerable.Repeat($"{nominee.Name}在小区里做的一件实事，{section}。", 6));

    /// <summary>The first nomination: reload in the middle, files, a second tab that is behind, an impatient finger, and the way back.</summary>
    private async Task FileWithBadLuck(Nominee nominee)
    {
        var clerk = await Choose(nominee);
        var profile = clerk.Page.Locator("#text-profile");

        // Half filled in, and reloaded: it is all still there.
        await profile.FillAsync("写到一半的基本情况");
        await clerk.Lead(() => clerk.Page.ReloadAsync());
        await Expect(profile).ToHaveValueAsync("写到一半的基本情况");
        await clerk.Reads("没有提交的内容");
        await clerk.Look();

        await clerk.Page.Locator("#file-proof").SetInputFilesAsync(TestFiles.Pdf("三会一课记录.pdf"));
        await Expect(clerk.Button("去掉 三会一课记录.pdf")).ToBeVisibleAsync();
        await clerk.Page.Locator("#file-video").SetInputFilesAsync(TestFiles.Mp4("五分钟介绍.mp4"));
        await Expect(clerk.Button("去掉 五分钟介绍.mp4")).ToBeVisibleAsync();
        await clerk.Look();

        // A second tab opens the form, the first one saves, and the second one is behind: refused, and nothing typed is lost.
        var second = await clerk.SecondTab();
        cast.Add(second);
        await second.Go($"/nominations/entry/{nominee.EntryId}/edit");
        await Write(clerk, nominee);
        await clerk.Submit("只保存");
        await clerk.Reads("已保存。", "三会一课记录.pdf", "五分钟介绍.mp4");
        var late = string.Concat(Enumerable.Repeat("第二个窗口里写的另一种说法。", 10));
        await second.Page.Locator("#text-work").FillAsync(late);
        second.Expected = "status of 409";
        await second.Submit("只保存");
        await second.Reads("刚刚被本街道另一位同志改过", Text(nominee, "work"));
        await Expect(second.Page.Locator("#text-work")).ToHaveValueAsync(late);
        second.Expected = null;
        await second.Page.CloseAsync();

        // An impatient finger: one save, one submission.
        var saves = await Acts("Nominations.Edit", nominee);
        await clerk.Page.Locator("#text-work").FillAsync(Text(nominee, "work") + "补充一句。");
        await clerk.Lead(() => clerk.Button("保存并预览").DblClickAsync());
        await clerk.Look();
        (await Acts("Nominations.Edit", nominee)).ShouldBe(saves + 1);
        await clerk.Agree("提交申报", "提交申报");
        await clerk.Reads("已提交，等组织部审查。");

        // Back to the form that was already sent: what it says now is what is true, and nothing is done twice.
        await clerk.Lead(() => clerk.Page.GoBackAsync());
        if (await clerk.Button("提交申报").IsVisibleAsync())
            await clerk.Agree("提交申报", "提交申报");
        await clerk.Reads("待审查");
        (await Acts("Nominations.Submit", nominee)).ShouldBe(1);
    }

    private Task<int> Acts(string act, Nominee nominee) => app.Db(db => db.AuditEvents.CountAsync(a => a.EntryId == nominee.EntryId && a.Act == act));

    private async Task ReturnAndCorrect(Nominee nominee)
    {
        var reviewer = await Operator();
        await reviewer.Go("/todo");
        await reviewer.Go("/reviews");
        await reviewer.Submit(reviewer.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"审查：{nominee.Name}", Exact = true }));
        await reviewer.Page.Locator("summary", new PageLocatorOptions { HasText = "退回修改" }).ClickAsync();
        await reviewer.Page.Locator("#return").FillAsync("请写清楚小区户数");
        await reviewer.Submit("退回给街道");
        await reviewer.Reads("已退回，对方会看到要改什么。");

        var clerk = await Street(nominee.Street);
        await clerk.Go("/todo");
        await clerk.Go("/nominations");
        await clerk.Submit(clerk.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"修改后重交：第 {nominee.Slot} 个名额 {nominee.Name}", Exact = true }));
        if (await clerk.Page.Locator("#text-profile").CountAsync() == 0)
            await clerk.Follow("修改材料");
        await clerk.Reads("请写清楚小区户数");
        await clerk.Page.Locator("#text-profile").FillAsync($"{Text(nominee, "profile")}全小区 200 户。");
        await clerk.Submit("保存并预览");
        await clerk.Agree("提交申报", "提交申报");
        await clerk.Reads("已提交，等组织部审查。");
    }

    private async Task Accept(Nominee nominee)
    {
        var reviewer = await Operator();
        await reviewer.Go($"/reviews/{nominee.EntryId}");
        foreach (var gate in await reviewer.Page.Locator("input[name=Gates]").AllAsync())
            await gate.CheckAsync();
        await reviewer.Submit("审查通过");
        await reviewer.Reads("审查通过，已给编号。");
    }
}
