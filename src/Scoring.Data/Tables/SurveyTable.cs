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

/// <summary>The table itself, WITHOUT ROWID and with its foreign keys but no index for each, is written by hand in the migration.</summary>
internal sealed class BallotTable : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> table)
    {
        table.ToTable("Ballots");
        table.HasKey(b => new { b.Day, b.SchemeVersionId, b.EstateId, b.Channel, b.Answers, b.Mark });
        table.Property(b => b.Day).HasConversion<DayNumber>();
        table.Property(b => b.Channel).HasConversion<int>();
    }
}

/// <inheritdoc cref="BallotTable"/>
internal sealed class BallotCountTable : IEntityTypeConfiguration<BallotCount>
{
    public void Configure(EntityTypeBuilder<BallotCount> table)
    {
        table.ToTable("BallotCounts", t => t.HasCheckConstraint("CK_BallotCounts_Count", "\"Count\" >= 0"));
        table.HasKey(c => new { c.EstateId, c.Day, c.SchemeCode, c.Question, c.Channel, c.Answer });
        table.Property(c => c.Day).HasConversion<DayNumber>();
        table.Property(c => c.Channel).HasConversion<int>();
    }
}

internal sealed class TotalsWindowTable : IEntityTypeConfiguration<TotalsWindow>
{
    public void Configure(EntityTypeBuilder<TotalsWindow> table)
    {
        table.ToTable("TotalsWindows");
        table.HasKey(w => w.CycleId);
        table.Property(w => w.CycleId).ValueGeneratedNever();
        table.Property(w => w.First).HasConversion<DayNumber>();
        table.Property(w => w.Last).HasConversion<DayNumber>();
    }
}

/// <inheritdoc cref="BallotTable"/>
internal sealed class EstateTotalTable : IEntityTypeConfiguration<EstateTotal>
{
    public void Configure(EntityTypeBuilder<EstateTotal> table)
    {
        table.ToTable("EstateTotals");
        table.HasKey(t => new { t.CycleId, t.EstateId });
        table.Property(t => t.Counts).HasMaxLength(-1);
    }
}
