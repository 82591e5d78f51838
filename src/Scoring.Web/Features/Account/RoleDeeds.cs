using Scoring.Domain.Organisation;

namespace Scoring.Web.Features.Account;

/// <summary>What each role is there for, in a line.</summary>
public static class RoleDeeds
{
    /// <param name="role">The role.</param>
    /// <param name="rates">Held for a unit whose own affairs are rated, outside any hall.</param>
    public static string Of(Role role, bool rates = false) => rates ? "评价包联单位对本小区、本社区的帮扶，确认台账" : role switch
    {
        Role.StreetCommittee => "申报本街道的人选，查看本街道的得分明细",
        Role.Judge => "在手机上给候选人打分",
        Role.EvidenceDepartment => "为本部门负责的指标录入得分和依据",
        Role.Operator => "审查资格、选派评委、核算、张贴公示",
        Role.Approver => "复核并审定核算结果",
        Role.Supervisor => "确认提示、抽签、退回评分表，看得到全部经过",
        Role.Timekeeper => "现场计时，超时提出扣分",
        Role.Auditor => "查看和导出操作记录，核对事件链",
        Role.PairedUnit => "记包联台账、传佐证，看本单位的评价结果",
        Role.Applicant => "为本单位承诺目标、自评申报，查看本单位历年星级",
        Role.Scorer => "录入纸质评分表，两人互不相看",
        _ => "管理账号、方案文件和单位名册，不参与评选",
    };
}
