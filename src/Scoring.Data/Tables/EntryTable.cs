using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Tables;

internal sealed class EntryTable : IEntityTypeConfiguration<Entry>
{
    private const string LiveOnly = "\"State\" NOT IN ('Rejected', 'Withdrawn')";

    public void Configure(EntityTypeBuilder<Entry> table)
    {
        table.ToTable("Entries", t => t.HasCheckConstraint("CK_Entries_Slot", "\"Slot\" >= 1"));
        table.Ignore(e => e.Live);
        table.Ignore(e => e.UnitName);
        table.Property(e => e.Dossier).AsJson().HasMaxLength(-1);
        table.Property(e => e.Version).IsConcurrencyToken();
        // The quota and "one person once a cycle" are settled here, whatever two clerks do at the same moment.
        table.HasIndex(e => new { e.CycleId, e.StreetId, e.Slot }).IsUnique().HasFilter(LiveOnly);
        table.HasIndex(e => new { e.CycleId, e.PersonId }).IsUnique().HasFilter(LiveOnly);
        table.HasIndex(e => new { e.CycleId, e.BranchId }).IsUnique().HasFilter($"{LiveOnly} AND \"OnePerUnit\" = 1");
        table.HasIndex(e => new { e.CycleId, e.PairingId }).IsUnique().HasFilter(LiveOnly);
        table.Property(e => e.OnePerUnit).HasDefaultValue(true);
        table.HasOne<PairingAssignment>().WithMany().HasForeignKey(e => e.PairingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(e => e.RollUpUnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(e => new { e.CycleId, e.Code }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(e => e.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(e => e.StreetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(e => e.BranchId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(e => e.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(e => e.ReplacesId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(e => e.Attachments).WithOne().HasForeignKey(a => a.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PledgeTable : IEntityTypeConfiguration<Pledge>
{
    public void Configure(EntityTypeBuilder<Pledge> table)
    {
        table.ToTable("Pledges", t => t.HasCheckConstraint("CK_Pledges_Level", "\"Level\" >= 1"));
        table.HasIndex(p => new { p.CycleId, p.UnitId, p.Revision }).IsUnique();
        table.Property(p => p.Text).HasMaxLength(2000);
        table.HasOne<Cycle>().WithMany().HasForeignKey(p => p.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttachmentTable : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> table)
    {
        table.ToTable("Attachments");
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.AddedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FilingTable : IEntityTypeConfiguration<Filing>
{
    public void Configure(EntityTypeBuilder<Filing> table)
    {
        table.ToTable("Filings");
        table.HasKey(f => new { f.CycleId, f.StreetId });
        table.HasOne<Cycle>().WithMany().HasForeignKey(f => f.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(f => f.StreetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(f => f.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
