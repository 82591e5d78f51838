using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reports;

namespace Scoring.Data.Tables;

internal sealed class StreetReportTable : IEntityTypeConfiguration<StreetReport>
{
    public void Configure(EntityTypeBuilder<StreetReport> table)
    {
        table.ToTable("StreetReports", t =>
        {
            t.HasCheckConstraint("CK_StreetReports_TwoPeople", "\"SignedById\" IS NULL OR \"SignedById\" <> \"SummedUpById\"");
            t.HasCheckConstraint("CK_StreetReports_Signed", "(\"SignedById\" IS NULL) = (\"SignedAt\" IS NULL)");
        });
        table.HasIndex(r => new { r.CycleId, r.StreetId, r.Version }).IsUnique();
        table.HasIndex(r => new { r.CycleId, r.StreetId }).IsUnique().HasFilter("\"SetAsideAt\" IS NULL");
        table.Property(r => r.Content).HasMaxLength(-1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(r => r.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.StreetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.SummedUpById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.SignedById).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(r => r.Answers).WithOne().HasForeignKey(a => a.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportAnswerTable : IEntityTypeConfiguration<ReportAnswer>
{
    public void Configure(EntityTypeBuilder<ReportAnswer> table)
    {
        table.ToTable("ReportAnswers", t => t.HasCheckConstraint("CK_ReportAnswers_Reason", "\"Accepted\" = 1 OR length(trim(\"Reason\")) > 0"));
        table.HasIndex(a => new { a.ReportId, a.DepartmentId }).IsUnique();
        table.HasOne<Unit>().WithMany().HasForeignKey(a => a.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UnitFeedbackTable : IEntityTypeConfiguration<UnitFeedback>
{
    public void Configure(EntityTypeBuilder<UnitFeedback> table)
    {
        table.ToTable("UnitFeedbacks");
        table.HasIndex(f => new { f.CycleId, f.UnitId });
        table.Property(f => f.Text).HasMaxLength(UnitFeedback.Longest);
        table.Property(f => f.Reply).HasMaxLength(UnitFeedback.Longest);
        table.HasOne<Cycle>().WithMany().HasForeignKey(f => f.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(f => f.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(f => f.ById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(f => f.RepliedById).OnDelete(DeleteBehavior.Restrict);
    }
}
