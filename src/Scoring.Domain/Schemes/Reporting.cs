namespace Scoring.Domain.Schemes;

/// <summary>报送: every street sums up what was rated in it, a second person signs, and each of these departments has to acknowledge it before the tally.</summary>
/// <param name="To">Department codes, at least one.</param>
public sealed record Reporting(IReadOnlyList<string> To)
{
    internal static Reporting Read(Node node)
    {
        node.Only("to");
        return new(Node.Distinct(node.Some("to"), item => item.Code(), code => code));
    }
}
