using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Reviews;

namespace Scoring.Data.Tables;

internal sealed class EvidenceMarkTable : IEntityTypeConfiguration<EvidenceMark>
{
    public void Configure(EntityTypeBuilder<EvidenceMark> table)
    {
        table.ToTable("EvidenceMarks", t => t.HasCheckConstraint("CK_EvidenceMarks_One", "(\"Points\" IS NULL) <> (\"Deductions\" IS NULL)"));
        table.HasIndex(e => new { e.EntryId, e.Block, e.Revision }).IsUnique();
        table.Property(e => e.Deductions).AsJson();
        table.Property(e => e.Items).AsJson();
        table.Property(e => e.Note).HasMaxLength(2000);
        table.HasOne<Entry>().WithMany().HasForeignKey(e => e.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Attachment>().WithMany().HasForeignKey(e => e.AttachmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(e => e.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(e => e.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MetricFigureTable : IEntityTypeConfiguration<MetricFigure>
{
    public void Configure(EntityTypeBuilder<MetricFigure> table)
    {
        table.ToTable("MetricFigures");
        table.HasIndex(m => new { m.EntryId, m.Block, m.Revision }).IsUnique();
        table.Property(m => m.Note).HasMaxLength(2000);
        table.HasOne<Entry>().WithMany().HasForeignKey(m => m.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(m => m.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(m => m.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NotApplicableTable : IEntityTypeConfiguration<NotApplicable>
{
    public void Configure(EntityTypeBuilder<NotApplicable> table)
    {
        table.ToTable("NotApplicables", t => t.HasCheckConstraint("CK_NotApplicables_TwoPeople", "\"ApprovedById\" IS NULL OR \"ApprovedById\" <> \"ProposedById\""));
        table.HasIndex(n => new { n.EntryId, n.Block }).IsUnique().HasFilter("\"CancelledAt\" IS NULL");
        table.HasOne<Entry>().WithMany().HasForeignKey(n => n.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(n => n.ProposedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(n => n.ApprovedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdjustmentTable : IEntityTypeConfiguration<Adjustment>
{
    public void Configure(EntityTypeBuilder<Adjustment> table)
    {
        table.ToTable("Adjustments", t => t.HasCheckConstraint("CK_Adjustments_TwoPeople", "\"ConfirmedById\" IS NULL OR \"ConfirmedById\" <> \"ProposedById\""));
        table.HasOne<Entry>().WithMany().HasForeignKey(a => a.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ProposedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ConfirmedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.CancelledById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VetoTable : IEntityTypeConfiguration<Veto>
{
    public void Configure(EntityTypeBuilder<Veto> table)
    {
        table.ToTable("Vetoes", t => t.HasCheckConstraint("CK_Vetoes_Document", "length(trim(\"Document\")) > 0"));
        table.HasOne<Entry>().WithMany().HasForeignKey(v => v.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(v => v.DepartmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
