using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.FileProviders;

namespace Scoring.Web.Features.Shared;

/// <summary>The built front end: which hashed files belong to which entry, read once from Vite's manifest.</summary>
public sealed class Assets(IWebHostEnvironment environment)
{
    public const string Root = "/dist/";
    private readonly Lazy<FrozenDictionary<string, Files>> entries = new(() => Read(environment.WebRootFileProvider));

    /// <summary>What a page that asks for an entry must load: scripts first the entry's own, then the chunks it imports.</summary>
    public sealed record Files(string Script, IReadOnlyList<string> Styles, IReadOnlyList<string> Imports);

    public Files this[string entry] => entries.Value.TryGetValue(entry, out var files)
        ? files
        : throw new InvalidOperationException($"The front end has no entry “{entry}”; it has: {string.Join(", ", entries.Value.Keys.Order())}.");

    private static FrozenDictionary<string, Files> Read(IFileProvider webRoot)
    {
        var file = webRoot.GetFileInfo("dist/manifest.json");
        if (!file.Exists)
            throw new InvalidOperationException("The front end has not been built (wwwroot/dist/manifest.json is missing): run dotnet build with Node.js installed.");
        using var stream = file.CreateReadStream();
        var chunks = JsonSerializer.Deserialize<Dictionary<string, Chunk>>(stream)!;
        return chunks.Values.Where(c => c.IsEntry && c.Name is not null).ToFrozenDictionary(c => c.Name!, c => Collect(c, chunks));
    }

    private static Files Collect(Chunk entry, Dictionary<string, Chunk> chunks)
    {
        var seen = new List<Chunk>();
        void Visit(Chunk chunk)
        {
            if (seen.Contains(chunk)) return;
            seen.Add(chunk);
            foreach (var name in chunk.Imports) Visit(chunks[name]);
        }
        Visit(entry);
        // Styles of imported chunks come before the entry's own, which may refine them.
        return new Files(
            Root + entry.File,
            [.. seen.AsEnumerable().Reverse().SelectMany(c => c.Css).Distinct().Select(f => Root + f)],
            [.. seen.Skip(1).Select(c => Root + c.File)]);
    }

    private sealed class Chunk
    {
        [JsonPropertyName("file")] public string File { get; init; } = "";
        [JsonPropertyName("name")] public string? Name { get; init; }
        [JsonPropertyName("isEntry")] public bool IsEntry { get; init; }
        [JsonPropertyName("css")] public string[] Css { get; init; } = [];
        [JsonPropertyName("imports")] public string[] Imports { get; init; } = [];
    }
}
