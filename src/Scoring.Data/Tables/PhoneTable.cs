using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;

namespace Scoring.Data.Tables;

internal sealed class JudgePassTable : IEntityTypeConfiguration<JudgePass>
{
    public void Configure(EntityTypeBuilder<JudgePass> table)
    {
        table.ToTable("JudgePasses", t => t.HasCheckConstraint("CK_JudgePasses_Used", "(\"DeviceHash\" IS NULL) = (\"UsedAt\" IS NULL)"));
        table.HasIndex(p => p.TokenHash).IsUnique();
        table.HasIndex(p => p.JudgeId).IsUnique().HasFilter("\"RevokedAt\" IS NULL");
        table.Property(p => p.TokenHash).HasMaxLength(32);
        table.Property(p => p.DeviceHash).HasMaxLength(32);
        table.HasOne<Judge>().WithMany().HasForeignKey(p => p.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.IssuedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LateSheetTable : IEntityTypeConfiguration<LateSheet>
{
    public void Configure(EntityTypeBuilder<LateSheet> table)
    {
        table.ToTable("LateSheets");
        table.HasIndex(l => new { l.JudgeId, l.EntryId, l.Revision, l.Round }).IsUnique();
        table.HasIndex(l => l.Key).IsUnique();
        table.Property(l => l.Marks).AsJson().HasMaxLength(-1);
        table.HasOne<Judge>().WithMany().HasForeignKey(l => l.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LateDecisionTable : IEntityTypeConfiguration<LateDecision>
{
    public void Configure(EntityTypeBuilder<LateDecision> table)
    {
        table.ToTable("LateDecisions");
        table.HasIndex(d => d.LateSheetId).IsUnique();
        table.HasOne<LateSheet>().WithMany().HasForeignKey(d => d.LateSheetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
