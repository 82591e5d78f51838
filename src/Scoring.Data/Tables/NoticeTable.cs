using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tables;

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> table)
    {
        table.ToTable("Notices");
        table.HasIndex(n => new { n.CycleId, n.Number }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(n => n.CycleId).OnDelete(DeleteBehavior.Restrict);
        // A notice can only show what was approved.
        table.HasOne<Approval>().WithMany().HasForeignKey(n => n.TallyRunId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(n => n.Rows).WithOne().HasForeignKey(r => r.NoticeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NoticeRowTable : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> table)
    {
        table.ToTable("NoticeRows");
        table.HasIndex(r => new { r.NoticeId, r.Place }).IsUnique();
        table.Property(r => r.Parts).AsJson().HasMaxLength(-1);
    }
}

internal sealed class PublicationTable : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> table)
    {
        table.ToTable("Publications");
        table.HasIndex(p => new { p.CycleId, p.Number }).IsUnique();
        table.Property(p => p.Number).HasDefaultValue(1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(p => p.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Approval>().WithMany().HasForeignKey(p => p.TallyRunId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Notice>().WithMany().HasForeignKey(p => p.NoticeId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(p => p.Rows).WithOne().HasForeignKey(r => r.PublicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PublishedRowTable : IEntityTypeConfiguration<PublishedRow>
{
    public void Configure(EntityTypeBuilder<PublishedRow> table)
    {
        table.ToTable("PublishedRows");
        table.HasIndex(r => new { r.PublicationId, r.Place }).IsUnique();
        table.Property(r => r.Parts).AsJson().HasMaxLength(-1);
    }
}
