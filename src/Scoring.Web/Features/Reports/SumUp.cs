using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Reports;
using Scoring.Data.Tallying;
using Scoring.Domain;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Reports;

/// <summary>汇总: keeps the street's part of the record as it stands, for a second person to sign. Whatever stood before and no longer agrees is set aside.</summary>
public static class SumUp
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int StreetId { get; init; }

        public string? Note { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).MaximumLength(300).WithMessage("说明请不超过 300 字。");
    }

    public sealed class Handler(ScoringDb db, ReportSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee);
            var (cycle, scheme) = await seat.Cycle(request.CycleId, cancellationToken);
            if (!seat.Own(request.StreetId))
                throw Refused.NotYours("只能汇总本街道的评价。");
            PhaseTable.Demand(cycle, Act.SumUp, clock.Now);
            if (!cycle.ScoringClosed(clock.Now))
                throw new Refused($"评价还没有截止（{Domain.Calendars.ChinaTime.Words(cycle.ScoringEndsAt)}）。截止以后再汇总。");
            var reports = (await ReportsOfCycle.Load(db, cycle, scheme, clock.Now, cancellationToken))!;
            var standing = reports.Streets.FirstOrDefault(s => s.Street.Id == request.StreetId) ?? throw new Refused("本街道在这一期没有评价对象，不用汇总。");
            if (standing is { Report: not null, Stale: false })
                throw new Refused($"第 {standing.Report.Version} 稿汇总以后数据没有变动，不用再汇总。");
            if (standing.Report is { } old)
            {
                (await db.StreetReports.SingleAsync(r => r.Id == old.Id, cancellationToken)).SetAsideAt = clock.Now;
                await db.SaveChangesAsync(cancellationToken);
            }

            var content = await ReportsOfCycle.Content(db, cycle, scheme, request.StreetId, cancellationToken);
            var report = new StreetReport
            {
                CycleId = cycle.Id, StreetId = request.StreetId, Version = await db.StreetReports.CountAsync(r => r.CycleId == cycle.Id && r.StreetId == request.StreetId, cancellationToken) + 1,
                Content = content, Hash = RunOfCycle.Hash(content), Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), SummedUpById = actor.Id, SummedUpAt = clock.Now,
            };
            db.StreetReports.Add(report);
            journal.Note(cycle.Id, null, $"{standing.Street.Name}汇总第 {report.Version} 稿，{standing.Entries} 个{scheme.Subject.Name}", new Dictionary<string, string> { ["report"] = report.Hash });
            return $"第 {report.Version} 稿已汇总。请本街道另一位同志核对、签字报送。";
        }
    }
}

/// <summary>签字报送: the second person's signature sends the version to every department.</summary>
public static class Sign
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int StreetId { get; init; }

        /// <summary>The version that was looked at.</summary>
        public int ReportId { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Handler(ReportSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.StreetCommittee);
            var (cycle, scheme) = await seat.Cycle(request.CycleId, cancellationToken);
            if (!seat.Own(request.StreetId))
                throw Refused.NotYours("只能签本街道的汇总。");
            PhaseTable.Demand(cycle, Act.SignReport, clock.Now);
            var (report, street) = await seat.Report(cycle, request.StreetId, request.ReportId, cancellationToken);
            report.Sign(actor.Id, clock.Now);
            if (!await seat.Stands(report, cycle, scheme, cancellationToken))
                throw new Refused("汇总以后数据有变动，请重新汇总后再签字。");
            var to = string.Join("、", scheme.Reporting!.To.Select(scheme.DepartmentName));
            journal.Note(cycle.Id, null, $"{street}签字，第 {report.Version} 稿报送{to}", new Dictionary<string, string> { ["report"] = report.Hash });
            return $"已签字，报送{to}。";
        }
    }
}

/// <summary>签收 or 退回 by one department.</summary>
public static class Answer
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int CycleId { get; init; }

        public int StreetId { get; init; }

        public int ReportId { get; init; }

        public bool Accept { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(300).WithMessage("退回的理由请不超过 300 字。");
    }

    public sealed class Handler(ReportSeat seat, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.EvidenceDepartment, Role.Operator);
            var (cycle, scheme) = await seat.Cycle(request.CycleId, cancellationToken);
            var department = await seat.Department(scheme, cancellationToken) ?? throw Refused.NotYours("本部门不在这一期的报送范围，不用签收。");
            PhaseTable.Demand(cycle, Act.AnswerReport, clock.Now);
            var (report, street) = await seat.Report(cycle, request.StreetId, request.ReportId, cancellationToken);
            if (request.Accept && !await seat.Stands(report, cycle, scheme, cancellationToken))
                throw new Refused("签字以后数据有变动，这一稿不能签收。请街道重新汇总。");
            report.Answer(department.Id, request.Accept, request.Reason, actor.Id, clock.Now);
            journal.Note(cycle.Id, null, $"{department.Name}{(request.Accept ? "签收" : "退回")}{street}第 {report.Version} 稿{(request.Accept ? string.Empty : $"：{request.Reason!.Trim()}")}", new Dictionary<string, string> { ["report"] = report.Hash });
            return request.Accept ? "已签收。" : "已退回，街道会看到要改什么。";
        }
    }
}
