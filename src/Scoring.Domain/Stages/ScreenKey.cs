// The right to look at a cycle's big screen: an address that cannot be guessed. Must not know the address itself, only its hash, nor make random bytes.
using System.Security.Cryptography;
using System.Text;

namespace Scoring.Domain.Stages;

/// <summary>One address of a cycle's big screen. Several may be good at once (a second projector); taken back, an address is dead for good.</summary>
public sealed class ScreenKey
{
    /// <summary>Random bytes of a key.</summary>
    public const int RandomBytes = 16;

    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>SHA-256 of the key's text; the text itself is kept nowhere.</summary>
    public required byte[] Hash { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null while the address is good.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>The key as it stands in the address: lower-case hex.</summary>
    /// <param name="random">At least <see cref="RandomBytes"/> bytes that nobody can guess.</param>
    public static string Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, RandomBytes);
        return Convert.ToHexStringLower(random[..RandomBytes]);
    }

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
