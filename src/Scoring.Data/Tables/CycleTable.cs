using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;

namespace Scoring.Data.Tables;

internal sealed class SchemeVersionTable : IEntityTypeConfiguration<SchemeVersion>
{
    public void Configure(EntityTypeBuilder<SchemeVersion> table)
    {
        table.ToTable("SchemeVersions");
        table.HasIndex(s => new { s.Code, s.Version }).IsUnique();
        table.Property(s => s.Json).HasMaxLength(-1);
    }
}

internal sealed class CycleTable : IEntityTypeConfiguration<Cycle>
{
    public void Configure(EntityTypeBuilder<Cycle> table)
    {
        table.ToTable("Cycles");
        table.HasIndex(c => new { c.SchemeCode, c.Period }).IsUnique().HasFilter("\"Rehearsal\" = 0");
        table.HasIndex(c => c.State);
        table.HasOne<SchemeVersion>().WithMany().HasForeignKey(c => c.SchemeVersionId).OnDelete(DeleteBehavior.Restrict);
        table.Navigation(c => c.Phases).AutoInclude();
        table.OwnsMany(c => c.Phases, phases =>
        {
            phases.ToTable("CyclePhases");
            phases.WithOwner().HasForeignKey(p => p.CycleId);
            phases.HasKey(p => new { p.CycleId, p.Code });
            phases.Ignore(p => p.Deadline);
        });
    }
}
