using System.ComponentModel.DataAnnotations;
using AutoMapper;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Accounts;

using Account = Data.Records.Account;

/// <summary>A new account with its first role. Not keyed: a keyed answer is stored, and this one carries the password; the unique name settles a repeat.</summary>
public static class CreateAccount
{
    public sealed record Query : IRequest<View>;

    public sealed record View(GrantChoices Choices)
    {
        public string UserName { get; init; } = string.Empty;

        public string FullName { get; init; } = string.Empty;

        public int? UnitId { get; init; }

        public Role? Role { get; init; }

        public int? ScopeId { get; init; }
    }

    public sealed record Command : ICommand<OneTime>
    {
        [Required(ErrorMessage = "请填写账号。")]
        [RegularExpression("^[a-z0-9][a-z0-9._-]{2,39}$", ErrorMessage = "账号用小写字母、数字、点和短横线，3 到 40 位。")]
        public string UserName { get; init; } = string.Empty;

        [Required(ErrorMessage = "请填写姓名。")]
        [MaxLength(30, ErrorMessage = "姓名最多 30 个字。")]
        public string FullName { get; init; } = string.Empty;

        [Required(ErrorMessage = "请选择所在单位。")]
        public int? UnitId { get; init; }

        [Required(ErrorMessage = "请选择身份。")]
        public Role? Role { get; init; }

        [Required(ErrorMessage = "请选择身份的范围。")]
        public int? ScopeId { get; init; }
    }

    public sealed class Form(ScoringDb db, IMapper mapper) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken) => new(await GrantChoices.Load(db, mapper, cancellationToken));
    }

    public sealed class Handler(ScoringDb db, UserManager<Account> users, Journal journal, Clock clock) : IRequestHandler<Command, OneTime>
    {
        public async Task<OneTime> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.SingleOrDefaultAsync(u => u.Id == request.UnitId, cancellationToken) ?? throw Refused.Input("请从列出的单位里选一个。");
            var scope = await db.Units.SingleOrDefaultAsync(u => u.Id == request.ScopeId && u.RetiredOn == null, cancellationToken) ?? throw Refused.Input("请从列出的范围里选一个。");
            GrantRules.Demand([], request.Role!.Value, scope);
            var account = new Account { UserName = request.UserName, FullName = request.FullName.Trim(), UnitId = unit.Id, LockoutEnabled = true };
            account.Grants.Add(new RoleGrant { Role = request.Role.Value, UnitId = scope.Id, GrantedAt = clock.Now });
            var password = Passwords.Fresh();
            (await users.CreateAsync(account, password)).Demand();
            journal.Note(null, null, $"开通账号“{account.UserName}”（{account.FullName}），授予{RoleNames.Of(request.Role.Value)}（{scope.Name}）");
            return new OneTime(account.Id, password);
        }
    }
}

/// <summary>A password that is shown once and stored only as its hash.</summary>
public sealed record OneTime(int AccountId, string Password);

internal static class IdentityAnswers
{
    /// <exception cref="Refused">With everything the framework found wrong.</exception>
    public static void Demand(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw Refused.Input(string.Concat(result.Errors.Select(e => e.Description)));
    }
}
