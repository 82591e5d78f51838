using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Tables;

internal sealed class BallotTokenTable : IEntityTypeConfiguration<BallotToken>
{
    public void Configure(EntityTypeBuilder<BallotToken> table)
    {
        table.ToTable("BallotTokens");
        table.HasKey(t => t.Hash);
        table.Property(t => t.Hash).HasMaxLength(32);
        table.HasOne<Unit>().WithMany().HasForeignKey(t => t.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<TokenBatch>().WithMany().HasForeignKey(t => t.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SpentTokenTable : IEntityTypeConfiguration<SpentToken>
{
    public void Configure(EntityTypeBuilder<SpentToken> table)
    {
        table.ToTable("SpentTokens");
        table.HasKey(t => t.Hash);
        table.Property(t => t.Hash).HasMaxLength(32);
        table.HasOne<BallotToken>().WithOne().HasForeignKey<SpentToken>(t => t.Hash).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TokenBatchTable : IEntityTypeConfiguration<TokenBatch>
{
    public void Configure(EntityTypeBuilder<TokenBatch> table)
    {
        table.ToTable("TokenBatches");
        table.HasOne<Cycle>().WithMany().HasForeignKey(t => t.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(t => t.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotTable : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> table)
    {
        table.ToTable("Ballots");
        table.Property(b => b.Id).HasMaxLength(16).ValueGeneratedNever();
        table.Property(b => b.Answers).AsJson().HasMaxLength(-1);
        table.HasOne<Unit>().WithMany().HasForeignKey(b => b.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BallotCountTable : IEntityTypeConfiguration<BallotCount>
{
    public void Configure(EntityTypeBuilder<BallotCount> table)
    {
        table.ToTable("BallotCounts", t => t.HasCheckConstraint("CK_BallotCounts_Count", "\"Count\" >= 0"));
        table.HasKey(c => new { c.EstateId, c.Question, c.Day, c.Channel, c.Answer });
        table.HasOne<Unit>().WithMany().HasForeignKey(c => c.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}
