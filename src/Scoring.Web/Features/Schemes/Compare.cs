using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;

namespace Scoring.Web.Features.Schemes;

/// <summary>Two versions side by side as text: members sorted and indented, so that only what means something shows as changed.</summary>
public static class Compare
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public sealed record Query(string Code, int Version, int? From) : IRequest<View>;

    public sealed record View(string Code, string Name, int From, int To, IReadOnlyList<int> Others, IReadOnlyList<LineDiff.Line> Lines);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var numbers = await db.SchemeVersions.Where(v => v.Code == request.Code).OrderBy(v => v.Version).Select(v => v.Version).ToListAsync(cancellationToken);
            var from = request.From ?? numbers.LastOrDefault(n => n < request.Version, request.Version);
            if (!numbers.Contains(request.Version) || !numbers.Contains(from))
                throw Refused.Missing("没有这个方案，或者没有这一版。");
            var (older, newer) = (await Load(request.Code, from, cancellationToken), await Load(request.Code, request.Version, cancellationToken));
            return new View(request.Code, newer.Name, from, request.Version, [.. numbers.Where(n => n != request.Version)], LineDiff.Of(Lines(older.Json), Lines(newer.Json)));
        }

        private async Task<(string Name, string Json)> Load(string code, int version, CancellationToken cancellationToken)
        {
            var row = await db.SchemeVersions.AsNoTracking().SingleAsync(v => v.Code == code && v.Version == version, cancellationToken);
            return (row.Name, row.Json);
        }
    }

    /// <summary>A scheme's text line by line, as it is compared.</summary>
    public static string[] Lines(string json) => Sorted(JsonNode.Parse(json)!).ToJsonString(Indented).ReplaceLineEndings("\n").Split('\n');

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(i => i is null ? null : Sorted(i))]),
        _ => node.DeepClone(),
    };
}
