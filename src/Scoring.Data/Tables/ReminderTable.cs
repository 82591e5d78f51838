using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Reminders;

namespace Scoring.Data.Tables;

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> table)
    {
        table.ToTable("Messages");
        table.HasIndex(m => new { m.AccountId, m.Id });
        // How many somebody has not read is asked for every page.
        table.HasIndex(m => m.AccountId).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_Messages_Unread");
        table.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderTable : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> table)
    {
        table.ToTable("Reminders");
        table.HasIndex(r => new { r.CycleId, r.PhaseCode, r.Kind, r.Deadline }).IsUnique();
        table.HasOne<Cycle>().WithMany().HasForeignKey(r => r.CycleId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ChannelTable : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> table)
    {
        table.ToTable("Channels");
        table.Ignore(c => c.Shown);
        table.HasOne<Account>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> table)
    {
        table.ToTable("Deliveries");
        table.Property(d => d.Attempts).IsConcurrencyToken();
        table.Property(d => d.Text).HasMaxLength(2000);
        table.HasIndex(d => d.NextAt).HasFilter("\"ArrivedAt\" IS NULL AND \"GivenUpAt\" IS NULL");
        table.HasOne(d => d.Channel).WithMany().HasForeignKey(d => d.ChannelId).OnDelete(DeleteBehavior.Restrict);
    }
}
