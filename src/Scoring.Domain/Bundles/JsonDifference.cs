using System.Text.Json;

namespace Scoring.Domain.Bundles;

/// <summary>Where two JSON values first differ. The order of members does not matter, and numbers are compared as they are written.</summary>
internal static class JsonDifference
{
    /// <summary>The path of the first difference, "$.entries[3].total"; null when there is none.</summary>
    public static string? Between(JsonElement a, JsonElement b, string path = "$")
    {
        if (a.ValueKind != b.ValueKind) return path;
        return a.ValueKind switch
        {
            JsonValueKind.Object => Members(a, b, path),
            JsonValueKind.Array => Items(a, b, path),
            JsonValueKind.String => a.GetString() == b.GetString() ? null : path,
            _ => a.GetRawText() == b.GetRawText() ? null : path,
        };
    }

    /// <inheritdoc cref="Between(JsonElement, JsonElement, string)"/>
    public static string? Between(string a, string b)
    {
        using var left = JsonDocument.Parse(a);
        using var right = JsonDocument.Parse(b);
        return Between(left.RootElement, right.RootElement);
    }

    private static string? Members(JsonElement a, JsonElement b, string path)
    {
        foreach (var member in a.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (!b.TryGetProperty(member.Name, out var other)) return at;
            if (Between(member.Value, other, at) is { } found) return found;
        }

        foreach (var member in b.EnumerateObject())
        {
            if (!a.TryGetProperty(member.Name, out _)) return $"{path}.{member.Name}";
        }

        return null;
    }

    private static string? Items(JsonElement a, JsonElement b, string path)
    {
        var (left, right) = (a.GetArrayLength(), b.GetArrayLength());
        for (var i = 0; i < Math.Min(left, right); i++)
        {
            if (Between(a[i], b[i], $"{path}[{i}]") is { } found) return found;
        }

        return left == right ? null : $"{path}[{Math.Min(left, right)}]";
    }
}
