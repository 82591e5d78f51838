using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Tables;

internal sealed class RevocationTable : IEntityTypeConfiguration<Revocation>
{
    public void Configure(EntityTypeBuilder<Revocation> table)
    {
        table.ToTable("Revocations", t => t.HasCheckConstraint("CK_Revocations_Document", "length(trim(\"Document\")) > 0"));
        table.HasIndex(r => new { r.EntryId, r.Section, r.Number }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(r => r.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(r => r.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Attachment>().WithMany().HasForeignKey(r => r.AttachmentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RevocationReplyTable : IEntityTypeConfiguration<RevocationReply>
{
    public void Configure(EntityTypeBuilder<RevocationReply> table)
    {
        table.ToTable("RevocationReplies");
        table.HasKey(r => r.RevocationId);
        table.Property(r => r.RevocationId).ValueGeneratedNever();
        table.Property(r => r.Text).HasMaxLength(2000);
        table.HasOne<Revocation>().WithMany().HasForeignKey(r => r.RevocationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RevocationOpinionTable : IEntityTypeConfiguration<RevocationOpinion>
{
    public void Configure(EntityTypeBuilder<RevocationOpinion> table)
    {
        table.ToTable("RevocationOpinions", t => t.HasCheckConstraint("CK_RevocationOpinions_Two", "\"Number\" IN (1, 2)"));
        table.HasIndex(o => new { o.RevocationId, o.Number }).IsUnique();
        // Two opinions, two people: the second index is the rule.
        table.HasIndex(o => new { o.RevocationId, o.ById }).IsUnique();
        table.HasOne<Revocation>().WithMany().HasForeignKey(o => o.RevocationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(o => o.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LostSectionTable : IEntityTypeConfiguration<LostSection>
{
    public void Configure(EntityTypeBuilder<LostSection> table)
    {
        table.ToTable("LostSections");
        table.HasKey(l => new { l.EntryId, l.Section });
        table.HasIndex(l => l.CycleId);
        table.HasOne<Revocation>().WithMany().HasForeignKey(l => l.RevocationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Cycle>().WithMany().HasForeignKey(l => l.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}
