using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Organisation;

namespace Scoring.Web.Tests.Accounts;

/// <summary>Who may be what, and who may say so.</summary>
public sealed class GrantTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("operator-1", Role.Approver, "经办和审定必须是两个人")]
    [InlineData("approver", Role.Operator, "经办和审定必须是两个人")]
    [InlineData("supervisor", Role.Administrator, "系统管理员不参与任何评选")]
    [InlineData("operator-1", Role.StreetCommittee, "要按街道授予")]
    [InlineData("operator-1", Role.Operator, "不用再授")]
    [InlineData("supervisor", Role.Operator, "监督员不经办")]
    [InlineData("supervisor", Role.Approver, "监督员不审定")]
    public async Task Refuses_to_put_into_one_hand_what_must_be_apart(string userName, Role role, string sentence)
    {
        var administrator = await app.SignIn("administrator");
        var id = District.Account(userName);
        await administrator.Get($"/organisation/accounts/{id}");
        var scope = role == Role.Administrator ? District.Id : District.Department("ORG");
        var answer = await administrator.Post($"/organisation/accounts/{id}/grants", ("Role", role.ToString()), ("ScopeId", $"{scope}"));
        ((int)answer.Status).ShouldBeInRange(400, 409);
        answer.Text.ShouldContain(sentence);
        (await Grants(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Lets_no_administrator_change_the_own_roles()
    {
        var administrator = await app.SignIn("administrator");
        var id = District.Account("administrator");
        (await administrator.Get($"/organisation/accounts/{id}")).Text.ShouldNotContain("授予身份</h2>");
        (await administrator.Post($"/organisation/accounts/{id}/grants", ("Role", nameof(Role.Judge)), ("ScopeId", $"{District.Department("ORG")}")))
            .Says(HttpStatusCode.Forbidden, "不能给自己授予或收回身份");
        var grant = (await Grants(id)).Single();
        (await administrator.Post($"/organisation/accounts/{id}/grants/{grant.Id}/revoke")).Says(HttpStatusCode.Forbidden, "不能给自己授予或收回身份");
    }

    [Fact]
    public async Task A_changed_grant_changes_the_stamp_and_is_noted()
    {
        var administrator = await app.SignIn("administrator");
        var id = District.Account("judge-housing");
        var before = await Stamp(id);
        await administrator.Get($"/organisation/accounts/{id}");
        (await administrator.Submit($"/organisation/accounts/{id}/grants", ("Role", nameof(Role.EvidenceDepartment)), ("ScopeId", $"{District.Department("HOUSING")}")))
            .Says(HttpStatusCode.OK, "授予“区住建局评委”佐证部门（区住建局）");
        var granted = await Stamp(id);
        granted.ShouldNotBe(before);
        var grant = (await Grants(id)).Single(g => g.Role == Role.EvidenceDepartment);
        await administrator.Submit($"/organisation/accounts/{id}/grants/{grant.Id}/revoke");
        (await Stamp(id)).ShouldNotBe(granted);
        (await Grants(id)).ShouldHaveSingleItem();
        (await app.Db(db => db.AuditEvents.Where(a => a.Text.Contains("区住建局评委")).Select(a => a.Text).ToListAsync()))
            .ShouldBe(["授予“区住建局评委”佐证部门（区住建局）", "收回“区住建局评委”的佐证部门（区住建局）"]);
    }

    [Fact]
    public async Task Opens_an_account_whose_password_is_shown_once_and_kept_nowhere()
    {
        var administrator = await app.SignIn("administrator");
        await administrator.Get("/organisation/accounts/create");
        (string, string)[] form = [("FullName", "新来的"), ("UserName", "newcomer"), ("UnitId", "21"), ("Role", nameof(Role.StreetCommittee)), ("ScopeId", "21")];
        var made = (await administrator.Post("/organisation/accounts", form)).Says(HttpStatusCode.OK, "只显示这一次");
        var password = Regex.Match(made.Body, "<code>([a-z0-9-]+)</code>", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        var id = await app.Db(db => db.Users.Where(a => a.UserName == "newcomer").Select(a => a.Id).SingleAsync());
        (await administrator.Get($"/organisation/accounts/{id}")).Text.ShouldNotContain(password);
        (await app.Db(db => db.RequestKeys.AnyAsync(r => r.AnswerJson.Contains(password)))).ShouldBeFalse();
        (await app.Db(db => db.AuditEvents.AnyAsync(a => a.Text.Contains(password)))).ShouldBeFalse();

        var newcomer = app.Visit();
        await newcomer.Get("/account/sign-in");
        (await newcomer.Post("/account/sign-in", ("UserName", "newcomer"), ("Password", password))).Status.ShouldBe(HttpStatusCode.Found);
        (await newcomer.Get("/account")).Says(HttpStatusCode.OK, "新来的", "街道党工委", "东门街道");

        (await administrator.Post("/organisation/accounts", form)).Says(HttpStatusCode.BadRequest, "账号“newcomer”已经有人用了");
        var reset = (await administrator.Post($"/organisation/accounts/{id}/password")).Says(HttpStatusCode.OK, "只显示这一次");
        reset.Text.ShouldNotContain(password);
        newcomer.Forget();
        await newcomer.Get("/account/sign-in");
        (await newcomer.Post("/account/sign-in", ("UserName", "newcomer"), ("Password", password))).Says(HttpStatusCode.BadRequest, "账号或密码不对");
    }

    private Task<List<RoleGrant>> Grants(int account) => app.Db(db => db.Grants.AsNoTracking().Where(g => g.AccountId == account).ToListAsync());

    private Task<string?> Stamp(int account) => app.Db(db => db.Users.Where(a => a.Id == account).Select(a => a.SecurityStamp).SingleAsync());
}
