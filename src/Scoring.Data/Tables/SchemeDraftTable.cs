using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;

namespace Scoring.Data.Tables;

internal sealed class SchemeDraftTable : IEntityTypeConfiguration<SchemeDraft>
{
    public void Configure(EntityTypeBuilder<SchemeDraft> table)
    {
        table.ToTable("SchemeDrafts");
        table.HasOne<SchemeVersion>().WithMany().HasForeignKey(d => d.BasedOnId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.CreatedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchemeDraftSaveTable : IEntityTypeConfiguration<SchemeDraftSave>
{
    public void Configure(EntityTypeBuilder<SchemeDraftSave> table)
    {
        table.ToTable("SchemeDraftSaves");
        // Two editors that save at once: the second finds its number taken.
        table.HasKey(s => new { s.DraftId, s.Number });
        table.Property(s => s.Json).HasMaxLength(-1);
        table.HasOne<SchemeDraft>().WithMany().HasForeignKey(s => s.DraftId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchemeDraftSubmissionTable : IEntityTypeConfiguration<SchemeDraftSubmission>
{
    public void Configure(EntityTypeBuilder<SchemeDraftSubmission> table)
    {
        table.ToTable("SchemeDraftSubmissions");
        table.HasIndex(s => new { s.DraftId, s.Number }).IsUnique();
        table.HasAlternateKey(s => new { s.Id, s.ById });
        table.HasOne<SchemeDraftSave>().WithMany().HasForeignKey(s => new { s.DraftId, s.Number }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchemeDraftDecisionTable : IEntityTypeConfiguration<SchemeDraftDecision>
{
    public void Configure(EntityTypeBuilder<SchemeDraftDecision> table)
    {
        table.ToTable("SchemeDraftDecisions", t =>
        {
            t.HasCheckConstraint("CK_SchemeDraftDecisions_TwoPeople", "\"SubmittedById\" <> \"ById\"");
            t.HasCheckConstraint("CK_SchemeDraftDecisions_OneOf", "(\"SchemeVersionId\" IS NULL) = (length(trim(coalesce(\"Reason\", ''))) > 0)");
        });
        table.HasKey(d => d.SubmissionId);
        table.Property(d => d.SubmissionId).ValueGeneratedNever();
        table.HasOne<SchemeDraftSubmission>().WithMany().HasForeignKey(d => new { d.SubmissionId, d.SubmittedById })
            .HasPrincipalKey(s => new { s.Id, s.ById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<SchemeVersion>().WithMany().HasForeignKey(d => d.SchemeVersionId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
