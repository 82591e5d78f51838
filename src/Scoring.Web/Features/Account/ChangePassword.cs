using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Scoring.Domain;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Account;

/// <summary>The signed-in person's own password. The controller has already asked for the current one.</summary>
public static class ChangePassword
{
    public sealed record Command : ICommand<Done>
    {
        [Required(ErrorMessage = "请输入原密码。")]
        public string Current { get; init; } = string.Empty;

        [Required(ErrorMessage = "请输入新密码。")]
        [MinLength(10, ErrorMessage = "新密码至少要 10 位。")]
        public string Fresh { get; init; } = string.Empty;

        [Compare(nameof(Fresh), ErrorMessage = "两次输入的新密码不一样。")]
        public string Again { get; init; } = string.Empty;
    }

    public sealed class Handler(UserManager<Data.Records.Account> users, Actor actor, Journal journal) : IRequestHandler<Command, Done>
    {
        public async Task<Done> Handle(Command request, CancellationToken cancellationToken)
        {
            var account = (await users.FindByIdAsync(actor.Id.ToString(CultureInfo.InvariantCulture)))!;
            var result = await users.ChangePasswordAsync(account, request.Current, request.Fresh);
            if (!result.Succeeded)
                throw Refused.Input(string.Concat(result.Errors.Select(e => e.Description)));
            journal.Note(null, null, $"“{account.FullName}”修改了自己的密码");
            return Done.It;
        }
    }
}
