using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Practices;

namespace Scoring.Data.Tables;

internal sealed class PracticeTemplateTable : IEntityTypeConfiguration<PracticeTemplate>
{
    public void Configure(EntityTypeBuilder<PracticeTemplate> table)
    {
        table.ToTable("PracticeTemplates", t => t.HasCheckConstraint("CK_PracticeTemplates_TwoPeople", "\"ReleasedById\" IS NULL OR \"ReleasedById\" <> \"PutInById\""));
        table.HasIndex(p => p.EntryId).IsUnique();
        table.Property(p => p.Problem).HasMaxLength(PracticeTemplate.LongestText);
        table.Property(p => p.Steps).HasMaxLength(PracticeTemplate.LongestText);
        table.Property(p => p.Effect).HasMaxLength(PracticeTemplate.LongestText);
        table.HasOne<Entry>().WithMany().HasForeignKey(p => p.EntryId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Cycle>().WithMany().HasForeignKey(p => p.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Unit>().WithMany().HasForeignKey(p => p.StreetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.PutInById).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(p => p.ReleasedById).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(p => p.Files).WithOne().HasForeignKey(f => f.TemplateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PracticeFileTable : IEntityTypeConfiguration<PracticeFile>
{
    public void Configure(EntityTypeBuilder<PracticeFile> table) => table.ToTable("PracticeFiles");
}

internal sealed class OutingTable : IEntityTypeConfiguration<Outing>
{
    public void Configure(EntityTypeBuilder<Outing> table)
    {
        table.ToTable("Outings");
        table.HasIndex(o => o.Day);
        table.Property(o => o.Notes).HasMaxLength(2000);
        table.Ignore(o => o.Quarter);
        table.HasOne<Account>().WithMany().HasForeignKey(o => o.PlannedById).OnDelete(DeleteBehavior.Restrict);
        table.OwnsMany(o => o.Speakers, speakers =>
        {
            speakers.ToTable("OutingSpeakers");
            speakers.WithOwner().HasForeignKey(s => s.OutingId);
            speakers.HasKey(s => new { s.OutingId, s.EntryId });
            speakers.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId).OnDelete(DeleteBehavior.Restrict);
        });
        table.OwnsMany(o => o.Guests, guests =>
        {
            guests.ToTable("OutingGuests");
            guests.WithOwner().HasForeignKey(g => g.OutingId);
            guests.HasKey(g => new { g.OutingId, g.StreetId });
            guests.HasOne<Unit>().WithMany().HasForeignKey(g => g.StreetId).OnDelete(DeleteBehavior.Restrict);
            guests.HasOne<Account>().WithMany().HasForeignKey(g => g.SignedUpById).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
