using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Organisation;

/// <summary>A new unit below another.</summary>
public static class AddUnit
{
    public sealed record Query(int ParentId, UnitKind? Kind) : IRequest<UnitForm>;

    public sealed record Command : ICommand<int>, IKeyed
    {
        public Guid Key { get; init; }

        public int ParentId { get; init; }

        public UnitKind Kind { get; init; }

        [Required(ErrorMessage = "请填写单位名称。")]
        [MaxLength(60, ErrorMessage = "单位名称最多 60 个字。")]
        public string Name { get; init; } = string.Empty;

        [RegularExpression("^[A-Za-z0-9-]{1,40}$", ErrorMessage = "编号只用字母、数字和短横线，最多 40 位。")]
        public string? Code { get; init; }

        public int? Households { get; init; }
    }

    public sealed class Form(ScoringDb db) : IRequestHandler<Query, UnitForm>
    {
        public async Task<UnitForm> Handle(Query request, CancellationToken cancellationToken)
        {
            var parent = await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.ParentId, cancellationToken) ?? throw Refused.Missing("名册里没有这个上级单位。");
            UnitChanges.DemandStanding(parent);
            var kinds = UnitKinds.Below(parent.Kind);
            if (kinds.Count == 0)
                throw Refused.Input($"“{parent.Name}”是{UnitKinds.Name(parent.Kind)}，下面不再设单位。");
            var kind = request.Kind is { } asked && kinds.Contains(asked) ? asked : kinds[0];
            return new UnitForm(null, parent.Id, parent.Name, kind) { Key = Guid.NewGuid() };
        }
    }

    public sealed class Handler(ScoringDb db, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            var parent = await db.Units.SingleOrDefaultAsync(u => u.Id == request.ParentId, cancellationToken) ?? throw Refused.Missing("名册里没有这个上级单位。");
            UnitChanges.DemandStanding(parent);
            var name = request.Name.Trim();
            if (await db.Units.AnyAsync(u => u.ParentId == parent.Id && u.RetiredOn == null && u.Name == name, cancellationToken))
                throw new Refused($"“{parent.Name}”下面已经有“{name}”。请核对，确是另一个单位的，请写全名称以便区分。");
            var code = request.Code?.Trim().ToUpperInvariant();
            if (string.IsNullOrEmpty(code))
                code = await FreeCode(parent.Code, cancellationToken);
            else if (await db.Units.AnyAsync(u => u.Code == code, cancellationToken))
                throw new Refused($"编号“{code}”已经有单位用了。请换一个，或者留空由平台编。");

            var unit = UnitKinds.Add(parent, request.Kind, code, name, request.Households);
            db.Units.Add(unit);
            await db.SaveChangesAsync(cancellationToken);
            if (unit.Kind == UnitKind.Street)
                unit.StreetId = unit.Id;
            journal.Note(null, null, $"名册添加{UnitKinds.Name(unit.Kind)}“{name}”（上级：{parent.Name}）");
            return unit.Id;
        }

        private async Task<string> FreeCode(string parent, CancellationToken cancellationToken)
        {
            var prefix = parent + "-";
            var taken = (await db.Units.Where(u => u.Code.StartsWith(prefix)).Select(u => u.Code).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
            for (var n = 1; ; n++)
            {
                var code = prefix + n.ToString("00", CultureInfo.InvariantCulture);
                if (!taken.Contains(code))
                    return code;
            }
        }
    }
}

/// <summary>What the unit's form shows; <paramref name="Id"/> is null for a new one.</summary>
public sealed record UnitForm(int? Id, int ParentId, string ParentName, UnitKind Kind)
{
    public Guid Key { get; init; }

    public string Name { get; init; } = string.Empty;

    public string? Code { get; init; }

    public int? Households { get; init; }
}
