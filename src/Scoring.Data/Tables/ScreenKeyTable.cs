using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Stages;

namespace Scoring.Data.Tables;

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
