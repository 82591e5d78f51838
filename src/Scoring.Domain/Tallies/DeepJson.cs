using System.Buffers;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>
/// Parses JSON of any depth in linear time. A record is a dozen levels deep; what lies below sixty stands in members that
/// nobody reads, so it is checked as JSON and then emptied, because a document of great depth takes quadratic time to index.
/// </summary>
internal static class DeepJson
{
    private const int Deepest = 60;

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            // Too deep, or not JSON: reading on tells which, and throws in the second case.
            return JsonDocument.Parse(Shallow(utf8.Span));
        }
    }

    private static ReadOnlyMemory<byte> Shallow(ReadOnlySpan<byte> utf8)
    {
        var shallow = new ArrayBufferWriter<byte>(utf8.Length + 1);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var copied = 0;
        while (reader.Read())
        {
            if (reader.CurrentDepth != Deepest || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) continue;
            var start = (int)reader.TokenStartIndex + 1;
            shallow.Write(utf8[copied..start]);
            reader.Skip();
            copied = (int)reader.BytesConsumed - 1;
        }

        shallow.Write(utf8[copied..]);
        return shallow.WrittenMemory;
    }
}
