using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Tables;

internal sealed class JudgeTable : IEntityTypeConfiguration<Judge>
{
    public void Configure(EntityTypeBuilder<Judge> table)
    {
        table.ToTable("Judges");
        table.HasIndex(j => new { j.CycleId, j.AccountId, j.Panel }).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        table.HasIndex(j => new { j.CycleId, j.Code }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(j => j.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(j => j.AccountId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(j => j.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(j => j.ScopeUnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RecusalTable : IEntityTypeConfiguration<Recusal>
{
    public void Configure(EntityTypeBuilder<Recusal> table)
    {
        table.ToTable("Recusals");
        table.HasKey(r => new { r.JudgeId, r.EntryId });
        table.HasOne<Judge>().WithMany().HasForeignKey(r => r.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(r => r.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SheetDraftTable : IEntityTypeConfiguration<SheetDraft>
{
    public void Configure(EntityTypeBuilder<SheetDraft> table)
    {
        table.ToTable("SheetDrafts");
        table.HasKey(d => new { d.JudgeId, d.EntryId });
        table.Property(d => d.Marks).AsJson().HasMaxLength(-1);
        table.HasOne<Judge>().WithMany().HasForeignKey(d => d.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(d => d.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScoreSheetTable : IEntityTypeConfiguration<ScoreSheet>
{
    public void Configure(EntityTypeBuilder<ScoreSheet> table)
    {
        table.ToTable("ScoreSheets");
        table.HasIndex(s => new { s.JudgeId, s.EntryId, s.Revision }).IsUnique();
        table.HasIndex(s => s.Key).IsUnique();
        table.Property(s => s.Marks).AsJson().HasMaxLength(-1);
        table.HasOne<Judge>().WithMany().HasForeignKey(s => s.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SheetReopeningTable : IEntityTypeConfiguration<SheetReopening>
{
    public void Configure(EntityTypeBuilder<SheetReopening> table)
    {
        table.ToTable("SheetReopenings");
        table.HasIndex(r => r.SheetId).IsUnique();
        table.HasOne<ScoreSheet>().WithMany().HasForeignKey(r => r.SheetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DrawTable : IEntityTypeConfiguration<Draw>
{
    public void Configure(EntityTypeBuilder<Draw> table)
    {
        table.ToTable("Draws");
        table.Property(d => d.Order).AsJson().HasMaxLength(-1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(d => d.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
