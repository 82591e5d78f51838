using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Stages;

namespace Scoring.Data.Tables;

internal sealed class StageStepTable : IEntityTypeConfiguration<StageStep>
{
    public void Configure(EntityTypeBuilder<StageStep> table)
    {
        table.ToTable("StageSteps");
        // Two consoles that press at once: the second finds its number taken.
        table.HasIndex(s => new { s.CycleId, s.Number }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(s => s.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Attachment>().WithMany().HasForeignKey(s => s.AttachmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScreenKeyTable : IEntityTypeConfiguration<ScreenKey>
{
    public void Configure(EntityTypeBuilder<ScreenKey> table)
    {
        table.ToTable("ScreenKeys");
        table.HasIndex(k => k.Hash).IsUnique();
        table.Property(k => k.Hash).HasMaxLength(32);
        table.HasOne<Cycle>().WithMany().HasForeignKey(k => k.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(k => k.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
