using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Papers;

namespace Scoring.Data.Tables;

internal sealed class PaperFormTable : IEntityTypeConfiguration<PaperForm>
{
    public void Configure(EntityTypeBuilder<PaperForm> table)
    {
        table.ToTable("PaperForms");
        table.HasIndex(f => new { f.CycleId, f.Subject }).IsUnique();
        table.Property(f => f.Fields).AsJson().HasMaxLength(-1);
        table.HasOne<Cycle>().WithMany().HasForeignKey(f => f.CycleId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(f => f.KeptFromId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormReadingTable : IEntityTypeConfiguration<FormReading>
{
    public void Configure(EntityTypeBuilder<FormReading> table)
    {
        table.ToTable("FormReadings", t => t.HasCheckConstraint("CK_FormReadings_Two", "\"Ordinal\" IN (1, 2)"));
        table.HasAlternateKey(r => new { r.FormId, r.ById });
        table.HasIndex(r => new { r.FormId, r.Ordinal }).IsUnique();
        table.Property(r => r.Values).AsJson().HasMaxLength(-1);
        table.HasOne<PaperForm>().WithMany().HasForeignKey(r => r.FormId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(r => r.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperSettlementTable : IEntityTypeConfiguration<PaperSettlement>
{
    public void Configure(EntityTypeBuilder<PaperSettlement> table)
    {
        table.ToTable("PaperSettlements", t => t.HasCheckConstraint(
            "CK_PaperSettlements_ThirdPerson", "\"FirstById\" <> \"SecondById\" AND (\"ResolvedById\" IS NULL OR (\"ResolvedById\" <> \"FirstById\" AND \"ResolvedById\" <> \"SecondById\"))"));
        table.HasKey(s => s.FormId);
        table.Property(s => s.FormId).ValueGeneratedNever();
        table.Property(s => s.Values).AsJson().HasMaxLength(-1);
        table.HasOne<PaperForm>().WithOne().HasForeignKey<PaperSettlement>(s => s.FormId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<FormReading>().WithMany().HasForeignKey(s => new { s.FormId, s.FirstById }).HasPrincipalKey(r => new { r.FormId, r.ById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<FormReading>().WithMany().HasForeignKey(s => new { s.FormId, s.SecondById }).HasPrincipalKey(r => new { r.FormId, r.ById }).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(s => s.ResolvedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperSheetTable : IEntityTypeConfiguration<PaperSheet>
{
    public void Configure(EntityTypeBuilder<PaperSheet> table)
    {
        table.ToTable("PaperSheets");
        table.HasKey(s => s.FormId);
        table.Property(s => s.FormId).ValueGeneratedNever();
        table.HasIndex(s => new { s.JudgeId, s.EntryId, s.Number }).IsUnique();
        table.HasOne<PaperForm>().WithOne().HasForeignKey<PaperSheet>(s => s.FormId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Judge>().WithMany().HasForeignKey(s => s.JudgeId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Entry>().WithMany().HasForeignKey(s => s.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaperSheetOutcomeTable : IEntityTypeConfiguration<PaperSheetOutcome>
{
    public void Configure(EntityTypeBuilder<PaperSheetOutcome> table)
    {
        table.ToTable("PaperSheetOutcomes", t => t.HasCheckConstraint(
            "CK_PaperSheetOutcomes_Reason", "(\"ById\" IS NULL AND \"SheetId\" IS NOT NULL) OR (\"ById\" IS NOT NULL AND length(trim(coalesce(\"Reason\", ''))) > 0)"));
        table.HasKey(o => o.FormId);
        table.Property(o => o.FormId).ValueGeneratedNever();
        table.HasIndex(o => o.SheetId).IsUnique();
        // Only what is settled becomes a sheet.
        table.HasOne<PaperSettlement>().WithOne().HasForeignKey<PaperSheetOutcome>(o => o.FormId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<ScoreSheet>().WithMany().HasForeignKey(o => o.SheetId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Account>().WithMany().HasForeignKey(o => o.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
