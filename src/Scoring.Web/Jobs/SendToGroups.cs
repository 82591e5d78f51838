using System.Net.Mime;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Reminders;
using Scoring.Web.Setup;

namespace Scoring.Web.Jobs;

/// <summary>
/// Sends what waits for groups. Before each attempt the row says so and until when, so that two that send at once do not send the same, and a program that dies
/// in between tries again: a message may arrive twice, and never not at all without being listed as failed.
/// </summary>
public sealed class SendToGroups(ScoringDb db, IHttpClientFactory clients, Clock clock) : IClockJob
{
    /// <summary>The name of the client that talks to robots.</summary>
    public const string Robots = "robots";

    /// <summary>Robots of both kinds take twenty messages a minute.</summary>
    private const int APass = 15;

    public const string Title = "发送群通知";

    public string Name => Title;

    public async Task<string> Run(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var due = await db.Deliveries.Include(d => d.Channel)
            .Where(d => d.ArrivedAt == null && d.GivenUpAt == null && d.NextAt <= now && d.Channel!.StoppedAt == null).OrderBy(d => d.Id).Take(APass).ToListAsync(cancellationToken);
        var (arrived, faults, silent) = (0, new List<string>(), new HashSet<int>());
        foreach (var delivery in due.Where(d => !silent.Contains(d.ChannelId)))
        {
            delivery.Begin(clock.Now);
            if (!await Kept(cancellationToken))
                continue;
            if (await Post(delivery, cancellationToken) is { } fault)
            {
                delivery.Failed(fault, clock.Now);
                faults.Add($"“{delivery.Channel!.Name}”第 {delivery.Attempts} 次没有送到：{fault}{(delivery.GivenUpAt is null ? string.Empty : "，不再试")}");
                silent.Add(delivery.ChannelId);
            }
            else
            {
                delivery.Arrived(clock.Now);
                arrived++;
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        var text = string.Join("；", [.. arrived > 0 ? new[] { $"送到 {arrived} 条" } : [], .. faults]);
        return faults.Count == 0 ? text : throw new InvalidOperationException(text);
    }

    /// <summary>Whether nobody else has begun with it meanwhile.</summary>
    private async Task<bool> Kept(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException taken)
        {
            foreach (var entry in taken.Entries)
                entry.State = EntityState.Detached;
            return false;
        }
    }

    /// <returns>What went wrong; null when it arrived.</returns>
    private async Task<string?> Post(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Robots);
            using var body = new StringContent(delivery.Channel!.Body(delivery.Title, delivery.Text), Encoding.UTF8, MediaTypeNames.Application.Json);
            using var answer = await client.PostAsync(new Uri(delivery.Channel.SignedAddress(clock.Unmoved)), body, cancellationToken);
            return answer.IsSuccessStatusCode ? Channel.Complaint(await answer.Content.ReadAsStringAsync(cancellationToken)) : $"对方回答 {(int)answer.StatusCode}";
        }
        catch (HttpRequestException)
        {
            return "连不上对方的服务器";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "对方没有及时回答";
        }
    }
}
