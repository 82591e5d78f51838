using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>A unit's name and households. Its code stays: grants and schemes point at it. Its place is changed by itself.</summary>
public static class EditUnit
{
    public sealed record Query(int Id) : IRequest<UnitForm>;

    public sealed record Command : ICommand<int>
    {
        public int Id { get; init; }

        [Required(ErrorMessage = "请填写单位名称。")]
        [MaxLength(60, ErrorMessage = "单位名称最多 60 个字。")]
        public string Name { get; init; } = string.Empty;

        public int? Households { get; init; }
    }

    public sealed class Form(ScoringDb db) : IRequestHandler<Query, UnitForm>
    {
        public async Task<UnitForm> Handle(Query request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.AsNoTracking().Include(u => u.Parent).SingleOrDefaultAsync(u => u.Id == request.Id, cancellationToken) ?? throw Refused.Missing("名册里没有这个单位。");
            return new UnitForm(unit.Id, unit.ParentId ?? 0, unit.Parent?.Name ?? "无", unit.Kind) { Name = unit.Name, Code = unit.Code, Households = unit.Households };
        }
    }

    public sealed class Handler(ScoringDb db, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var unit = await db.Units.SingleOrDefaultAsync(u => u.Id == request.Id, cancellationToken) ?? throw Refused.Missing("名册里没有这个单位。");
            UnitChanges.DemandStanding(unit);
            UnitKinds.DemandHouseholds(unit.Kind, request.Households);
            var name = request.Name.Trim();
            if (await db.Units.AnyAsync(u => u.Id != unit.Id && u.ParentId == unit.ParentId && u.RetiredOn == null && u.Name == name, cancellationToken))
                throw new Refused($"同一个上级下面已经有“{name}”。请写全名称以便区分。");
            var changes = new List<string>();
            if (unit.Name != name)
                changes.Add($"名称改为“{name}”");
            if (unit.Households != request.Households)
                changes.Add($"户数由 {unit.Households} 改为 {request.Households}");
            journal.Note(null, null, $"名册修改“{unit.Name}”：{(changes.Count == 0 ? "没有变化" : string.Join("，", changes))}");
            (unit.Name, unit.Households) = (name, request.Households);
            return unit.Id;
        }
    }
}
