using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;

namespace Scoring.Data.Tables;

internal sealed class AuditEventTable : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> table)
    {
        table.ToTable("AuditEvents");
        table.HasIndex(a => new { a.EntryId, a.Id });
        table.HasIndex(a => new { a.CycleId, a.Id });
        table.Property(a => a.Text).HasMaxLength(2000);
        table.Property(a => a.Body).HasMaxLength(2000);
        table.Ignore(a => a.Facts);
    }
}

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> table)
    {
        table.ToTable("JobRuns");
        table.Property(j => j.Text).HasMaxLength(4000);
    }
}

internal sealed class RequestKeyTable : IEntityTypeConfiguration<RequestKey>
{
    public void Configure(EntityTypeBuilder<RequestKey> table)
    {
        table.ToTable("RequestKeys");
        table.HasKey(r => r.Key);
        table.Property(r => r.AnswerJson).HasMaxLength(-1);
    }
}

internal sealed class SettingTable : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> table)
    {
        table.ToTable("Settings");
        table.HasKey(s => s.Name);
    }
}

internal sealed class DataKeyTable : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> table)
    {
        table.ToTable("DataKeys");
        table.Property(k => k.Xml).HasMaxLength(-1);
    }
}
