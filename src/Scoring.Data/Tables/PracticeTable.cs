using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Judging;
using Scoring.Domain.Stages;

namespace Scoring.Data.Tables;

internal sealed class PracticeSheetTable : IEntityTypeConfiguration<PracticeSheet>
{
    public void Configure(EntityTypeBuilder<PracticeSheet> table)
    {
        table.ToTable("PracticeSheets");
        table.HasIndex(s => new { s.JudgeId, s.Number }).IsUnique();
        table.Property(s => s.Marks).AsJson().HasMaxLength(-1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(s => s.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Judge>().WithMany().HasForeignKey(s => s.JudgeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PracticeClipTable : IEntityTypeConfiguration<PracticeClip>
{
    public void Configure(EntityTypeBuilder<PracticeClip> table)
    {
        table.ToTable("PracticeClips");
        table.HasKey(c => c.CycleId);
        table.HasOne<Cycle>().WithMany().HasForeignKey(c => c.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.AddedById).OnDelete(DeleteBehavior.Restrict);
    }
}
