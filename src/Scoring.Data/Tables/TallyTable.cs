using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tables;

internal sealed class TallyRunTable : IEntityTypeConfiguration<TallyRun>
{
    public void Configure(EntityTypeBuilder<TallyRun> table)
    {
        table.ToTable("TallyRuns");
        table.HasIndex(t => new { t.CycleId, t.Number }).IsUnique();
        table.HasAlternateKey(t => new { t.Id, t.ById });
        table.Property(t => t.RecordJson).HasMaxLength(-1);
        table.Property(t => t.ResultJson).HasMaxLength(-1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(t => t.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(t => t.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FlagAcknowledgementTable : IEntityTypeConfiguration<FlagAcknowledgement>
{
    public void Configure(EntityTypeBuilder<FlagAcknowledgement> table)
    {
        table.ToTable("FlagAcknowledgements");
        table.HasIndex(a => new { a.TallyRunId, a.Flag }).IsUnique();
        table.HasOne<TallyRun>().WithMany().HasForeignKey(a => a.TallyRunId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LotTable : IEntityTypeConfiguration<Lot>
{
    public void Configure(EntityTypeBuilder<Lot> table)
    {
        table.ToTable("Lots");
        table.HasKey(l => new { l.CycleId, l.EntryId });
        table.HasOne<Entry>().WithMany().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Draw>().WithMany().HasForeignKey(l => l.DrawId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ApprovalTable : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> table)
    {
        // Two people, by constraint: the run's author is tied by the foreign key and may not be the approver.
        table.ToTable("Approvals", t => t.HasCheckConstraint("CK_Approvals_TwoPeople", "\"TalliedById\" <> \"ApprovedById\""));
        table.HasKey(a => a.TallyRunId);
        table.Property(a => a.TallyRunId).ValueGeneratedNever();
        table.HasOne<TallyRun>().WithMany().HasForeignKey(a => new { a.TallyRunId, a.TalliedById })
            .HasPrincipalKey(t => new { t.Id, t.ById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ApprovedById).OnDelete(DeleteBehavior.Restrict);
    }
}
