// What residents say. Who used a token and what was answered share no key, no order and no time finer than the day.
using System.Security.Cryptography;
using System.Text;

namespace Scoring.Domain.Surveys;

/// <summary>How a ballot came in; each is counted and shown apart. The numbers are kept in the rows and never change their meaning.</summary>
public enum BallotChannel
{
    /// <summary>A printed household slip, handed in by the household itself.</summary>
    Slip = 1,

    /// <summary>The estate's open QR code: one token a device.</summary>
    Open = 2,

    /// <summary>A paper ballot, entered by two people from the same sheet.</summary>
    Paper = 3,

    /// <summary>A grid worker at the door, on the worker's own device.</summary>
    Doorstep = 4,

    /// <summary>An interview by telephone.</summary>
    Phone = 5,
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

/// <summary>
/// One answer sheet of a resident. Rows lie sorted by what they say; the random mark only tells two that say the same apart. So the table
/// has no order but this one, and nothing finer than the day.
/// </summary>
public sealed class Ballot
{
    /// <summary>The local day on which it came in.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Which version of which programme asked; the answers are read with its questionnaire.</summary>
    public int SchemeVersionId { get; init; }

    public int EstateId { get; init; }

    public BallotChannel Channel { get; init; }

    /// <summary>As <see cref="Questionnaire.Pack"/> makes it.</summary>
    public required byte[] Answers { get; init; }

    /// <summary>64 random bits.</summary>
    public long Mark { get; init; }
}

/// <summary>Running count of a programme, kept in the ballot's own transaction. Two programmes that ask the same of one estate share none.</summary>
public sealed class BallotCount
{
    public int EstateId { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Code of the programme.</summary>
    public required string SchemeCode { get; init; }

    public required string Question { get; init; }

    public BallotChannel Channel { get; init; }

    public required string Answer { get; init; }

    public int Count { get; set; }
}

/// <summary>
/// Says which days the <see cref="EstateTotal"/>s of a cycle add up. When the cycle's window is another one by now (extended, moved), they
/// are out of date: readers add up the counts by day, and the next ballot brings the totals up to date.
/// </summary>
public sealed class TotalsWindow
{
    public int CycleId { get; init; }

    public DateOnly First { get; set; }

    public DateOnly Last { get; set; }
}

/// <summary>The counts of one estate over the whole window of one cycle, so that a city's tally reads one row an estate.</summary>
public sealed class EstateTotal
{
    public int CycleId { get; init; }

    public int EstateId { get; init; }

    /// <summary>As <see cref="TotalLines"/> writes it.</summary>
    public required string Counts { get; set; }
}
