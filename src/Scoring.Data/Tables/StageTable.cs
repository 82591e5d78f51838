using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
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

internal sealed class AttendanceTable : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> table)
    {
        table.ToTable("Attendances", t => t.HasCheckConstraint("CK_Attendances_OneOfTwo", "(\"JudgeId\" IS NULL) <> (\"EntryId\" IS NULL)"));
        table.HasIndex(a => a.CycleId);
        table.HasOne<Cycle>().WithMany().HasForeignKey(a => a.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Judge>().WithMany().HasForeignKey(a => a.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(a => a.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
