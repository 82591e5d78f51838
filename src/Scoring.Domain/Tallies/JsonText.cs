using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scoring.Domain.Tallies;

/// <summary>JSON on one line, Chinese as it is; null members are left out by those who write.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        // What is written here is read as JSON, never pasted into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public static void Number(this Utf8JsonWriter writer, string name, Exact value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.ToDecimalText(), skipInputValidation: true);
    }

    public static void OptionalNumber(this Utf8JsonWriter writer, string name, Exact? value)
    {
        if (value is { } number) writer.Number(name, number);
    }

    public static void OptionalText(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void List<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) write(item);
        writer.WriteEndArray();
    }

    public static void Objects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write) => writer.List(name, items, item =>
    {
        writer.WriteStartObject();
        write(item);
        writer.WriteEndObject();
    });

    public static void Numbers(this Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, Exact> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map) writer.Number(key, value);
        writer.WriteEndObject();
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0) return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in map) writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
