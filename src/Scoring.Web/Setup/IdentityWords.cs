using Microsoft.AspNetCore.Identity;

namespace Scoring.Web.Setup;

/// <summary>What the framework says about accounts, in sentences that tell people what to do.</summary>
public sealed class IdentityWords : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Say(nameof(DefaultError), "没有保存成功，请稍后再试。");

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), "刚刚有人改过这个账号，请刷新后再操作。");

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), "原密码不对，请重新输入。");

    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), "账号不能为空。");

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), $"账号“{userName}”已经有人用了，请换一个。");

    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), $"密码至少要 {length} 位。");

    public override IdentityError PasswordRequiresDigit() => Say(nameof(PasswordRequiresDigit), "密码里至少要有一个数字。");

    public override IdentityError PasswordRequiresLower() => Say(nameof(PasswordRequiresLower), "密码里至少要有一个小写字母。");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Say(nameof(PasswordRequiresUniqueChars), $"密码里至少要有 {uniqueChars} 个不同的字符。");

    private static IdentityError Say(string code, string words) => new() { Code = code, Description = words };
}
