using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Notices;

namespace Scoring.Data.Tables;

internal sealed class ObjectionTable : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> table)
    {
        table.ToTable("Objections");
        table.HasIndex(o => new { o.CycleId, o.Number }).IsUnique();
        table.HasIndex(o => o.ReceiptHash).IsUnique();
        table.Property(o => o.Text).HasMaxLength(Objection.Longest);
        table.HasOne<Cycle>().WithMany().HasForeignKey(o => o.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Notice>().WithMany().HasForeignKey(o => o.NoticeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(o => o.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(o => o.EnteredById).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Not append-only: a contact is erased once it is of no more use.</summary>
internal sealed class ObjectionContactTable : IEntityTypeConfiguration<ObjectionContact>
{
    public void Configure(EntityTypeBuilder<ObjectionContact> table)
    {
        table.ToTable("ObjectionContacts");
        table.HasKey(c => c.ObjectionId);
        table.HasOne<Objection>().WithOne().HasForeignKey<ObjectionContact>(c => c.ObjectionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionAssignmentTable : IEntityTypeConfiguration<ObjectionAssignment>
{
    public void Configure(EntityTypeBuilder<ObjectionAssignment> table)
    {
        table.ToTable("ObjectionAssignments");
        table.HasOne<Objection>().WithMany().HasForeignKey(a => a.ObjectionId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionAnswerTable : IEntityTypeConfiguration<ObjectionAnswer>
{
    public void Configure(EntityTypeBuilder<ObjectionAnswer> table)
    {
        table.ToTable("ObjectionAnswers");
        table.HasAlternateKey(a => new { a.Id, a.ObjectionId, a.ById });
        table.Property(a => a.Findings).HasMaxLength(2000);
        table.Property(a => a.Reply).HasMaxLength(1000);
        table.HasOne<Objection>().WithMany().HasForeignKey(a => a.ObjectionId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionDecisionTable : IEntityTypeConfiguration<ObjectionDecision>
{
    public void Configure(EntityTypeBuilder<ObjectionDecision> table)
    {
        // Two people, by constraint: the answer's author is tied by the foreign key and may not have the second word.
        table.ToTable("ObjectionDecisions", t => t.HasCheckConstraint("CK_ObjectionDecisions_TwoPeople", "\"AnsweredById\" <> \"ById\""));
        table.HasKey(d => d.AnswerId);
        table.Property(d => d.AnswerId).ValueGeneratedNever();
        table.HasIndex(d => d.ObjectionId).IsUnique().HasFilter("\"Accepted\" = 1");
        table.HasOne<ObjectionAnswer>().WithMany().HasForeignKey(d => new { d.AnswerId, d.ObjectionId, d.AnsweredById })
            .HasPrincipalKey(a => new { a.Id, a.ObjectionId, a.ById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(d => d.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
