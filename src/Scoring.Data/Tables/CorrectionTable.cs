using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;

namespace Scoring.Data.Tables;

internal sealed class CorrectionTable : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> table)
    {
        table.ToTable("Corrections", t => t.HasCheckConstraint("CK_Corrections_Line", "(\"Kind\" = 'Words') = (\"EntryId\" IS NOT NULL AND \"Field\" IS NOT NULL)"));
        table.HasAlternateKey(c => new { c.Id, c.CycleId, c.ProposedById });
        table.HasOne<Publication>().WithMany().HasForeignKey(c => c.PublicationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(c => c.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.ProposedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CorrectionDecisionTable : IEntityTypeConfiguration<CorrectionDecision>
{
    public void Configure(EntityTypeBuilder<CorrectionDecision> table)
    {
        table.ToTable("CorrectionDecisions", t =>
        {
            t.HasCheckConstraint("CK_CorrectionDecisions_TwoPeople", "\"ProposedById\" <> \"ById\"");
            t.HasCheckConstraint("CK_CorrectionDecisions_Number", "\"Accepted\" = (\"Number\" IS NOT NULL)");
        });
        table.HasKey(d => d.CorrectionId);
        table.Property(d => d.CorrectionId).ValueGeneratedNever();
        table.HasIndex(d => new { d.CycleId, d.Number }).IsUnique();
        table.HasOne<Correction>().WithMany().HasForeignKey(d => new { d.CorrectionId, d.CycleId, d.ProposedById })
            .HasPrincipalKey(c => new { c.Id, c.CycleId, c.ProposedById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
