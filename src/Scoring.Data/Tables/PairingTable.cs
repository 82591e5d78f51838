using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Domain.Reviews;

namespace Scoring.Data.Tables;

internal sealed class HelpRecordTable : IEntityTypeConfiguration<HelpRecord>
{
    public void Configure(EntityTypeBuilder<HelpRecord> table)
    {
        table.ToTable("HelpRecords", t => t.HasCheckConstraint("CK_HelpRecords_Reason", "\"AnsweredAt\" IS NULL OR \"Confirmed\" = 1 OR length(trim(\"AnswerReason\")) > 0"));
        table.HasIndex(r => new { r.PairingId, r.Day });
        table.Property(r => r.Text).HasMaxLength(HelpRecord.Longest);
        table.HasOne<PairingAssignment>().WithMany().HasForeignKey(r => r.PairingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.FiledById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.AnsweredById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.AnsweredForId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(r => r.Files).WithOne().HasForeignKey(f => f.RecordId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HelpFileTable : IEntityTypeConfiguration<HelpFile>
{
    public void Configure(EntityTypeBuilder<HelpFile> table) => table.ToTable("HelpFiles");
}

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> table)
    {
        table.ToTable("Meetings");
        table.HasIndex(m => new { m.StreetId, m.Day });
        table.HasOne<Unit>().WithMany().HasForeignKey(m => m.StreetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(m => m.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MeetingAbsenceTable : IEntityTypeConfiguration<MeetingAbsence>
{
    public void Configure(EntityTypeBuilder<MeetingAbsence> table)
    {
        table.ToTable("MeetingAbsences", t => t.HasCheckConstraint("CK_MeetingAbsences_TwoPeople", "\"ConfirmedById\" IS NULL OR \"ConfirmedById\" <> \"ProposedById\""));
        table.Ignore(a => a.Open);
        table.HasIndex(a => new { a.MeetingId, a.PairingId }).IsUnique();
        table.HasIndex(a => a.AdjustmentId).IsUnique();
        table.HasOne(a => a.Meeting).WithMany().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<PairingAssignment>().WithMany().HasForeignKey(a => a.PairingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ProposedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ConfirmedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Adjustment>().WithMany().HasForeignKey(a => a.AdjustmentId).OnDelete(DeleteBehavior.Restrict);
    }
}
