// A judge's personal QR code: whom it lets in, on which one device, until when. Must not know the secret itself, only its hash, nor how a session is kept.
using System.Security.Cryptography;
using System.Text;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;

namespace Scoring.Domain.Judging;

/// <summary>How a pass stands towards the device that shows it.</summary>
public enum PassStanding
{
    /// <summary>Not used yet: the first device that confirms keeps it.</summary>
    Unused,

    /// <summary>Bound to this device.</summary>
    Mine,

    /// <summary>Bound to another device.</summary>
    Taken,

    Revoked,

    Expired,
}

/// <summary>A personal pass. At most one that is not revoked for each judge; once bound to a device it stays with it (a trigger).</summary>
public sealed class JudgePass
{
    public int Id { get; init; }

    public int JudgeId { get; init; }

    /// <summary>SHA-256 of the secret in the QR code; the secret itself is nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    public int IssuedById { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>SHA-256 of the mark of the one device that uses it; null until a device confirms.</summary>
    public byte[]? DeviceHash { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The end of the live day (24:00 in China); where a cycle has none, of the day on which scoring ends.</summary>
    public static DateTimeOffset EndFor(Cycle cycle) => ChinaTime.At(ChinaTime.DateOf(cycle.ScoringEndsAt).AddDays(1), TimeOnly.MinValue);

    /// <param name="device">The device's own secret mark; null when it has none.</param>
    /// <param name="now">The time of asking.</param>
    public PassStanding StandingFor(string? device, DateTimeOffset now) =>
        RevokedAt is not null ? PassStanding.Revoked
        : now >= ExpiresAt ? PassStanding.Expired
        : DeviceHash is null ? PassStanding.Unused
        : device is not null && CryptographicOperations.FixedTimeEquals(DeviceHash, HashOf(device)) ? PassStanding.Mine
        : PassStanding.Taken;

    /// <summary>Binds the pass to a device, or finds it bound to it already.</summary>
    /// <exception cref="Refused">Bound to another device, revoked or expired.</exception>
    public void Use(string device, DateTimeOffset now)
    {
        switch (StandingFor(device, now))
        {
            case PassStanding.Unused:
                (DeviceHash, UsedAt) = (HashOf(device), now);
                break;
            case PassStanding.Mine:
                break;
            case var standing:
                throw new Refused(PassStandingNames.Why(standing));
        }
    }

    /// <summary>Ends the pass and every session that it opened. Ending it twice changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>The words for a pass's standing.</summary>
public static class PassStandingNames
{
    /// <summary>Why the pass does not let this device in, and what to do.</summary>
    public static string Why(PassStanding standing) => standing switch
    {
        PassStanding.Taken => "这张评委码已经在另一台手机上用过，只能在那台手机上用。换了手机的，请找工作人员换一张。",
        PassStanding.Revoked => "这张评委码已经作废。请找工作人员换一张。",
        PassStanding.Expired => "这张评委码已经过期。请找工作人员换一张，或者用账号登录。",
        _ => string.Empty,
    };
}
