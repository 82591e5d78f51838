using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Tables;

internal sealed class AdverseFindingTable : IEntityTypeConfiguration<AdverseFinding>
{
    public void Configure(EntityTypeBuilder<AdverseFinding> table)
    {
        table.ToTable("AdverseFindings", t => t.HasCheckConstraint("CK_AdverseFindings_Document", "length(trim(\"Document\")) > 0"));
        table.HasIndex(f => f.EntryId).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(f => f.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(f => f.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(f => f.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdverseReplyTable : IEntityTypeConfiguration<AdverseReply>
{
    public void Configure(EntityTypeBuilder<AdverseReply> table)
    {
        table.ToTable("AdverseReplies");
        table.HasKey(r => r.FindingId);
        table.Property(r => r.FindingId).ValueGeneratedNever();
        table.Property(r => r.Text).HasMaxLength(1000);
        table.HasOne<AdverseFinding>().WithMany().HasForeignKey(r => r.FindingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdverseDecisionTable : IEntityTypeConfiguration<AdverseDecision>
{
    public void Configure(EntityTypeBuilder<AdverseDecision> table)
    {
        table.ToTable("AdverseDecisions", t => t.HasCheckConstraint("CK_AdverseDecisions_TwoPeople", "\"ById\" <> \"ProposedById\""));
        table.HasKey(d => d.FindingId);
        table.Property(d => d.FindingId).ValueGeneratedNever();
        table.HasOne<AdverseFinding>().WithMany().HasForeignKey(d => d.FindingId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ProposedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationDecisionTable : IEntityTypeConfiguration<OrganisationDecision>
{
    public void Configure(EntityTypeBuilder<OrganisationDecision> table)
    {
        table.ToTable("OrganisationDecisions");
        table.HasKey(d => d.CycleId);
        table.Property(d => d.CycleId).ValueGeneratedNever();
        table.Property(d => d.Text).HasMaxLength(1000);
        table.HasOne<Cycle>().WithMany().HasForeignKey(d => d.CycleId).OnDelete(DeleteBehavior.Restrict);
        // Only what was approved can be decided on.
        table.HasOne<Approval>().WithMany().HasForeignKey(d => d.TallyRunId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
