// What residents say. Who used a token and what was answered share no key, no order and no time finer than the day.
using System.Security.Cryptography;
using System.Text;

namespace Scoring.Domain.Surveys;

/// <summary>How a ballot came in; each is counted and shown apart.</summary>
public enum BallotChannel
{
    /// <summary>A printed household slip.</summary>
    Slip,

    /// <summary>The estate's open QR code: one token a device.</summary>
    Open,

    /// <summary>A paper ballot, read in by two people blind.</summary>
    Paper,

    /// <summary>A grid worker's phone, handed over at the door.</summary>
    Doorstep,

    /// <summary>Asked by telephone, the words read from the screen.</summary>
    Phone,
}

/// <summary>A right to one ballot; only the hash of its text is kept.</summary>
public sealed class BallotToken
{
    /// <summary>SHA-256 of the token's text.</summary>
    public required byte[] Hash { get; init; }

    public int EstateId { get; init; }

    public BallotChannel Channel { get; init; }

    public int? BatchId { get; init; }

    /// <summary>The local day a slip was printed; for an open token only the first of its month, so that it says nothing of the day of the answer.</summary>
    public DateOnly IssuedOn { get; init; }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>That a token was used: its own row, so that the database itself refuses a second use. Says nothing of the answer.</summary>
public sealed class SpentToken
{
    public required byte[] Hash { get; init; }
}

/// <summary>A printed batch of slips for one estate.</summary>
public sealed class TokenBatch
{
    public int Id { get; init; }

    public int CycleId { get; init; }

    public int EstateId { get; init; }

    public int Count { get; init; }

    /// <summary>The building (楼栋) it was printed for; null when for the whole estate.</summary>
    public string? Building { get; init; }

    public int IssuedById { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? VoidedAt { get; set; }

    public string? VoidReason { get; set; }
}

/// <summary>One answer sheet of a resident. Its key is random, so rows tell nothing of their order.</summary>
public sealed class Ballot
{
    public required byte[] Id { get; init; }

    public int EstateId { get; init; }

    public DateOnly Day { get; init; }

    public BallotChannel Channel { get; init; }

    /// <summary>Question code → answer code.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }
}

/// <summary>Running count, kept in the ballot's own transaction.</summary>
public sealed class BallotCount
{
    public int EstateId { get; init; }

    public required string Question { get; init; }

    public required string Answer { get; init; }

    public DateOnly Day { get; init; }

    public BallotChannel Channel { get; init; }

    public int Count { get; set; }
}
