using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Scoring.Web.Tests.Accounts;

/// <summary>Signing in, coming back, and being locked out.</summary>
public sealed class SignInTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task Sends_whoever_is_not_signed_in_to_sign_in_and_back_to_the_page_asked_for()
    {
        var visitor = app.Visit();
        var sent = await visitor.Get("/organisation?q=和顺&page=2");
        sent.Status.ShouldBe(HttpStatusCode.Found);
        var form = await visitor.Get(sent.Location!);
        form.Value("Return").ShouldBe("/organisation?q=%E5%92%8C%E9%A1%BA&page=2");
        var back = await visitor.Post("/account/sign-in", ("UserName", "operator-2"), ("Password", District.Password), ("Return", form.Value("Return")));
        back.Location.ShouldBe("/organisation?q=%E5%92%8C%E9%A1%BA&page=2");
    }

    [Fact]
    public async Task Lets_no_demo_account_in_outside_the_demo()
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Data.Records.Account>>();
            (await users.CreateAsync(new() { UserName = "left-behind", FullName = "某人", UnitId = 1, Demo = true }, District.Password)).Succeeded.ShouldBeTrue();
        }

        var visitor = app.Visit();
        await visitor.Get("/account/sign-in");
        (await visitor.Post("/account/sign-in", ("UserName", "left-behind"), ("Password", District.Password))).Says(HttpStatusCode.BadRequest, "账号或密码不对");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Never_goes_to_a_foreign_address(string elsewhere)
    {
        var visitor = app.Visit();
        await visitor.Get("/account/sign-in");
        (await visitor.Post("/account/sign-in", ("UserName", "street-2"), ("Password", District.Password), ("Return", elsewhere))).Location.ShouldBe("/todo");
    }

    [Fact]
    public async Task Comes_back_from_a_refused_post_to_the_page_of_its_form()
    {
        using var http = app.CreateClient(new() { AllowAutoRedirect = false });
        using var post = new HttpRequestMessage(HttpMethod.Post, "/organisation/units") { Content = new FormUrlEncodedContent([]) };
        post.Headers.Referrer = new Uri(http.BaseAddress!, "/organisation/units/21/add");
        using var answer = await http.SendAsync(post);
        answer.Headers.Location!.OriginalString.ShouldBe("/account/sign-in?return=%2Forganisation%2Funits%2F21%2Fadd");
    }

    [Fact]
    public async Task Tells_a_script_that_it_is_signed_out_instead_of_sending_it_a_page()
    {
        using var http = app.CreateClient(new() { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        using var answer = await http.GetAsync("/organisation");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Locks_an_account_after_five_wrong_passwords_until_the_administrator_unlocks_it()
    {
        const string name = "judge-petition";
        var visitor = app.Visit();
        await visitor.Get("/account/sign-in");
        for (var n = 1; n <= 4; n++)
            (await Try("wrong-password-1")).Says(HttpStatusCode.BadRequest, "账号或密码不对");
        (await Try("wrong-password-1")).Says(HttpStatusCode.BadRequest, "已锁定 15 分钟", "系统管理员解锁");
        (await Try(District.Password)).Says(HttpStatusCode.BadRequest, "已锁定 15 分钟");

        // Every try is on record, by the account's name and without the password.
        var tries = await app.Db(db => db.AuditEvents.Where(e => e.Act == "Account.Failed" && e.Text.Contains(name)).OrderBy(e => e.Id).Select(e => e.Text).ToListAsync());
        tries.ShouldBe([.. Enumerable.Repeat($"“{name}”登录失败", 4), .. Enumerable.Repeat($"“{name}”登录失败，账号已锁定", 2)]);

        // The framework's own time, not the demo's: walking the month forward must not unlock anybody.
        var until = await app.Db(db => db.Users.Where(a => a.UserName == name).Select(a => a.LockoutEnd).SingleAsync());
        until!.Value.ShouldBeInRange(TimeProvider.System.GetUtcNow().AddMinutes(14), TimeProvider.System.GetUtcNow().AddMinutes(15));

        var administrator = await app.SignIn("administrator");
        var id = District.Account(name);
        (await administrator.Get($"/organisation/accounts/{id}")).Says(HttpStatusCode.OK, "已锁定", "现在解锁");
        (await administrator.Submit($"/organisation/accounts/{id}/unlock")).Says(HttpStatusCode.OK, "已解锁");
        (await Try(District.Password)).Status.ShouldBe(HttpStatusCode.Found);

        Task<Page> Try(string password) => visitor.Post("/account/sign-in", ("UserName", name), ("Password", password));
    }

    [Fact]
    public async Task What_is_typed_in_place_of_an_account_is_not_kept()
    {
        var visitor = app.Visit();
        await visitor.Get("/account/sign-in");
        (await visitor.Post("/account/sign-in", ("UserName", "my-secret-7"), ("Password", "x"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.AuditEvents.OrderByDescending(e => e.Id).Select(e => e.Text).FirstAsync())).ShouldBe("用不存在的账号登录失败");
    }

    [Fact]
    public async Task Changes_the_own_password_only_with_the_old_one()
    {
        const string name = "judge-publicity";
        var visitor = await app.SignIn(name);
        await visitor.Get("/account/password");
        (await Change("not-the-old-one-1", "a-new-password-2", "a-new-password-2")).Says(HttpStatusCode.BadRequest, "原密码不对");
        (await Change(District.Password, "a-new-password-2", "another-one-3")).Says(HttpStatusCode.BadRequest, "两次输入的新密码不一样");
        (await Change(District.Password, "short", "short")).Says(HttpStatusCode.BadRequest, "新密码至少要 10 位");
        (await Change(District.Password, "nodigitsatall", "nodigitsatall")).Says(HttpStatusCode.BadRequest, "密码里至少要有一个数字");
        (await Change(District.Password, "a-new-password-2", "a-new-password-2")).Status.ShouldBe(HttpStatusCode.Found);
        (await visitor.Get("/account")).Says(HttpStatusCode.OK, "密码已修改", "区委宣传部评委", "评委");

        var other = app.Visit();
        await other.Get("/account/sign-in");
        (await other.Post("/account/sign-in", ("UserName", name), ("Password", "a-new-password-2"))).Status.ShouldBe(HttpStatusCode.Found);

        Task<Page> Change(string current, string fresh, string again) => visitor.Post("/account/password", ("Current", current), ("Fresh", fresh), ("Again", again));
    }
}
