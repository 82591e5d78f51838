namespace Scoring.Domain.Organisation;

/// <summary>What is shown in place of what need not be seen.</summary>
public static class Masked
{
    /// <summary>王**: the first character; nothing stays nothing.</summary>
    public static string Name(string? name) => string.IsNullOrEmpty(name) ? string.Empty : $"{name[..1]}**";

    /// <summary>138****1234; a short number keeps its last two digits, nothing stays nothing.</summary>
    public static string Phone(string? phone) => phone switch
    {
        null or "" => string.Empty,
        { Length: >= 11 } => $"{phone[..3]}****{phone[^4..]}",
        { Length: > 4 } => $"****{phone[^2..]}",
        _ => "****",
    };
}
