using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Account;

/// <summary>The sign-in page: name and password; in the demo also one button a role.</summary>
public static class SignIn
{
    /// <summary>How many demo accounts have a button; the others sign in by name.</summary>
    private const int Offered = 10;

    public sealed record Query(string? Return) : IRequest<View>;

    /// <param name="Return">Where to go afterwards.</param>
    /// <param name="Roles">Empty outside the demo.</param>
    public sealed record View(string? Return, IReadOnlyList<RoleRow> Roles)
    {
        public string UserName { get; init; } = string.Empty;
    }

    public sealed record RoleRow(int AccountId, string FullName, string UnitName, Role Role, string RoleName, string Does);

    public sealed record Form
    {
        [Required(ErrorMessage = "请输入账号。")]
        public string UserName { get; init; } = string.Empty;

        [Required(ErrorMessage = "请输入密码。")]
        public string Password { get; init; } = string.Empty;

        public string? Return { get; init; }
    }

    public sealed class Handler(ScoringDb db, IOptions<ScoringOptions> options) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            if (options.Value.Demo != true)
                return new View(request.Return, []);
            var accounts = await db.Users.AsNoTracking().Where(a => a.Demo).Include(a => a.Grants).ThenInclude(g => g.Unit).OrderBy(a => a.Id).Take(Offered).ToListAsync(cancellationToken);
            return new View(request.Return, [.. accounts.SelectMany(a => a.Grants.Select(g => new RoleRow(a.Id, a.FullName, g.Unit!.Name, g.Role, RoleNames.Of(g.Role), Does(g.Role))))
                .OrderBy(r => r.Role).ThenBy(r => r.AccountId)]);
        }

        private static string Does(Role role) => role switch
        {
            Role.StreetCommittee => "申报本街道的三名书记，查看本街道的得分明细",
            Role.Judge => "在手机上给候选人打分",
            Role.EvidenceDepartment => "为本部门负责的指标录入得分和依据",
            Role.Operator => "审查资格、选派评委、核算、张贴公示",
            Role.Approver => "复核并审定核算结果",
            Role.Supervisor => "确认提示、抽签、退回评分表，看得到全部经过",
            _ => "管理账号、方案文件和单位名册",
        };
    }
}
