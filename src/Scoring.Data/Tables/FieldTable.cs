using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Organisation;
using Scoring.Domain.Papers;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Tables;

internal sealed class BatchHandoverTable : IEntityTypeConfiguration<BatchHandover>
{
    public void Configure(EntityTypeBuilder<BatchHandover> table)
    {
        table.ToTable("BatchHandovers");
        table.Property(h => h.TakenBy).HasMaxLength(40);
        table.HasOne<TokenBatch>().WithOne().HasForeignKey<BatchHandover>(h => h.BatchId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(h => h.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchVoidTable : IEntityTypeConfiguration<BatchVoid>
{
    public void Configure(EntityTypeBuilder<BatchVoid> table)
    {
        table.ToTable("BatchVoids", t =>
        {
            t.HasCheckConstraint("CK_BatchVoids_TwoPeople", "\"ConfirmedById\" IS NULL OR \"ConfirmedById\" <> \"ProposedById\"");
            t.HasCheckConstraint("CK_BatchVoids_Reason", "length(trim(\"Reason\")) > 0");
        });
        table.HasOne<TokenBatch>().WithOne().HasForeignKey<BatchVoid>(v => v.BatchId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.ProposedById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.ConfirmedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperBatchTable : IEntityTypeConfiguration<PaperBatch>
{
    public void Configure(EntityTypeBuilder<PaperBatch> table)
    {
        table.ToTable("PaperBatches");
        table.HasOne<PaperForm>().WithOne().HasForeignKey<PaperBatch>(p => p.FormId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Cycle>().WithMany().HasForeignKey(p => p.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(p => p.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DoorstepVisitTable : IEntityTypeConfiguration<DoorstepVisit>
{
    public void Configure(EntityTypeBuilder<DoorstepVisit> table)
    {
        table.ToTable("DoorstepVisits");
        table.Property(v => v.Id).ValueGeneratedNever();
        table.Property(v => v.Place).HasMaxLength(60);
        table.HasOne<Cycle>().WithMany().HasForeignKey(v => v.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(v => v.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CallBackTable : IEntityTypeConfiguration<CallBack>
{
    public void Configure(EntityTypeBuilder<CallBack> table)
    {
        table.ToTable("CallBacks", t => t.HasCheckConstraint("CK_CallBacks_TwoPeople", "\"ById\" <> \"WorkerId\""));
        table.HasKey(c => c.VisitId);
        table.Property(c => c.VisitId).ValueGeneratedNever();
        table.HasOne<DoorstepVisit>().WithOne().HasForeignKey<CallBack>(c => c.VisitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PhoneAttemptTable : IEntityTypeConfiguration<PhoneAttempt>
{
    public void Configure(EntityTypeBuilder<PhoneAttempt> table)
    {
        table.ToTable("PhoneAttempts", t => t.HasCheckConstraint("CK_PhoneAttempts_Attempt", "\"Attempt\" BETWEEN 1 AND 3"));
        table.Property(p => p.Id).ValueGeneratedNever();
        table.HasOne<Cycle>().WithMany().HasForeignKey(p => p.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(p => p.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.CallerId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResidentCommentTable : IEntityTypeConfiguration<ResidentComment>
{
    public void Configure(EntityTypeBuilder<ResidentComment> table)
    {
        table.ToTable("ResidentComments");
        table.Property(c => c.Id).HasMaxLength(16).ValueGeneratedNever();
        table.Property(c => c.Text).HasMaxLength(500);
        table.HasOne<Unit>().WithMany().HasForeignKey(c => c.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentWordTable : IEntityTypeConfiguration<CommentWord>
{
    public void Configure(EntityTypeBuilder<CommentWord> table)
    {
        table.ToTable("CommentWords", t => t.HasCheckConstraint("CK_CommentWords_Reason", "\"PassedOn\" = 1 OR length(trim(\"Reason\")) > 0"));
        table.HasKey(w => w.CommentId);
        table.Property(w => w.CommentId).HasMaxLength(16).ValueGeneratedNever();
        table.HasOne<ResidentComment>().WithOne().HasForeignKey<CommentWord>(w => w.CommentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(w => w.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RepeatCountTable : IEntityTypeConfiguration<RepeatCount>
{
    public void Configure(EntityTypeBuilder<RepeatCount> table)
    {
        table.ToTable("RepeatCounts");
        table.HasKey(r => new { r.EstateId, r.Day, r.Channel });
        table.HasOne<Unit>().WithMany().HasForeignKey(r => r.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AlarmVerdictTable : IEntityTypeConfiguration<AlarmVerdict>
{
    public void Configure(EntityTypeBuilder<AlarmVerdict> table)
    {
        table.ToTable("AlarmVerdicts", t =>
        {
            t.HasCheckConstraint("CK_AlarmVerdicts_TwoPeople", "\"SecondById\" IS NULL OR \"SecondById\" <> \"ById\"");
            t.HasCheckConstraint("CK_AlarmVerdicts_Reason", "length(trim(\"Reason\")) > 0");
        });
        table.Property(v => v.Alarm).HasMaxLength(64);
        table.Ignore(v => v.InForce);
        table.HasIndex(v => new { v.CycleId, v.EstateId, v.Alarm, v.Figure }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(v => v.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(v => v.EstateId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.ById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(v => v.SecondById).OnDelete(DeleteBehavior.Restrict);
    }
}
