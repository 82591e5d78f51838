using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Tables;

internal sealed class UnitTable : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> table)
    {
        table.ToTable("Units", t => t.HasCheckConstraint("CK_Units_Households", "\"Households\" IS NULL OR \"Households\" >= 1"));
        table.HasIndex(u => u.Code).IsUnique();
        table.HasIndex(u => new { u.StreetId, u.Kind });
        table.HasIndex(u => u.Initials);
        table.Ignore(u => u.Retired);
        table.HasOne<Unit>().WithMany().HasForeignKey(u => u.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne(u => u.Parent).WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne(u => u.Street).WithMany().HasForeignKey(u => u.StreetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PairingAssignmentTable : IEntityTypeConfiguration<PairingAssignment>
{
    public void Configure(EntityTypeBuilder<PairingAssignment> table)
    {
        table.ToTable("PairingAssignments", t => t.HasCheckConstraint("CK_PairingAssignments_Days", "\"Until\" IS NULL OR \"Until\" >= \"Since\""));
        table.HasIndex(p => new { p.PairedUnitId, p.EstateId }).IsUnique().HasFilter("\"Until\" IS NULL");
        table.Property(p => p.Commitments).HasMaxLength(2000);
        table.HasOne(p => p.PairedUnit).WithMany().HasForeignKey(p => p.PairedUnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne(p => p.Estate).WithMany().HasForeignKey(p => p.EstateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.ToTable("People");
        table.HasIndex(p => p.Initials);
        table.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.ToTable("Accounts");
        table.HasOne(a => a.Unit).WithMany().HasForeignKey(a => a.UnitId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(a => a.Grants).WithOne().HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(a => a.NormalizedUserName).HasDatabaseName("UserNameIndex").IsUnique();
    }
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.ToTable("RoleGrants");
        table.HasIndex(g => new { g.AccountId, g.Role, g.UnitId }).IsUnique();
        table.HasOne(g => g.Unit).WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
