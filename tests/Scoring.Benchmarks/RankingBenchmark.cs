using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Scoring.Harness;
using Scoring.Harness.Surveys;

namespace Scoring.Benchmarks;

/// <summary>
/// The public ranking page of the real program beside a server that holds the same bytes ready and does nothing but send them. In turns, in one run; the median of
/// the rounds' ratios counts. Meanwhile somebody asks with the hash of what he has, and must be told that nothing has changed.
/// </summary>
internal static class RankingBenchmark
{
    public const string Peer = "bytes-ready";

    private const int Connections = 64;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly byte[] Request = "GET /results HTTP/1.1\r\nHost: ranking\r\nAccept: text/html\r\n\r\n"u8.ToArray();

    public static async Task<int> Run(string[] args)
    {
        var rounds = args.ElementAtOrDefault(0) is { } r ? int.Parse(r, Plain) : 5;
        var seconds = args.ElementAtOrDefault(1) is { } s ? double.Parse(s, Plain) : 4;
        var folder = Directory.CreateTempSubdirectory("scoring-ranking-").FullName;
        try
        {
            using var real = new WebProgram(folder);
            PublishedMonth.Lay(real.DatabaseFile, TimeProvider.System.GetUtcNow());
            await real.Start();
            var (page, tag, head) = await Page(real.Address);
            var file = Path.Combine(folder, "page.html");
            await File.WriteAllBytesAsync(file, page);
            using var peer = new WebProgram(folder, [typeof(RankingBenchmark).Assembly.Location, Peer, file, head]);
            await peer.Start();
            if (!(await Page(peer.Address)).Bytes.AsSpan().SequenceEqual(page))
                throw new InvalidOperationException("The two do not send the same bytes.");
            Console.WriteLine(string.Create(Plain, $"a page of {page.Length} bytes, {Connections} connections, {rounds} rounds of {seconds} s"));
            await Load(real.Address, 3);
            await Load(peer.Address, 3);
            var ratios = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                var (ours, theirs) = (0.0, 0.0);
                if (round % 2 == 0)
                    (ours, theirs) = (await Load(real.Address, seconds), await Load(peer.Address, seconds));
                else
                    (theirs, ours) = (await Load(peer.Address, seconds), await Load(real.Address, seconds));
                ratios.Add(ours / theirs);
                await Unchanged(real.Address, tag);
                Console.WriteLine(string.Create(Plain, $"  round {round + 1}: the page {ours:F0}/s, the bytes ready {theirs:F0}/s, ratio {ours / theirs:F2}"));
            }

            var ratio = ratios.Order().ElementAt(rounds / 2);
            Console.WriteLine(string.Create(Plain, $"  of the same bytes ready: {ratio:F2} (must 0.85, aim 0.95: {(ratio >= 0.95 ? "aim reached" : ratio >= 0.85 ? "kept" : "BROKEN")})"));
            return ratio >= 0.85 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Kestrel as the real program sets it up, and one answer in memory, head and body.</summary>
    public static async Task<int> RunPeer(string[] args)
    {
        var page = await File.ReadAllBytesAsync(args[0]);
        var head = args[1].Split('\n').Select(line => line.Split(": ", 2)).Select(line => (Name: line[0], Value: new Microsoft.Extensions.Primitives.StringValues(line[1]))).ToArray();
        var builder = WebApplication.CreateSlimBuilder(args[2..]);
        builder.WebHost.UseSockets(o => o.UnsafePreferInlineScheduling = true);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health", () => "Healthy");
        app.MapGet("/results", (HttpContext context) =>
        {
            var response = context.Response;
            foreach (var (name, value) in head)
                response.Headers[name] = value;
            response.ContentLength = page.Length;
            return response.Body.WriteAsync(page).AsTask();
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task<(byte[] Bytes, string Tag, string Head)> Page(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Host = "ranking";
        using var answer = await http.GetAsync("/results");
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Encoding.UTF8.GetString(bytes).Contains(PublishedMonth.Winner, StringComparison.Ordinal)
            ? (bytes, answer.Headers.ETag!.Tag, string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Server" or "Content-Length")).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}"))) : throw new InvalidOperationException("That is not the ranking.");
    }

    private static async Task Unchanged(Uri address, string tag)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/results");
        request.Headers.Host = "ranking";
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != System.Net.HttpStatusCode.NotModified)
            throw new InvalidOperationException($"Whoever has the page was answered {answer.StatusCode}.");
    }

    /// <returns>Whole answers a second.</returns>
    private static async Task<double> Load(Uri address, double seconds)
    {
        var readers = Enumerable.Range(0, Connections).Select(_ => new Resident(address)).ToList();
        var until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(readers.Select(reader => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetTimestamp() < until; count++)
            {
                var status = await reader.Send(Request);
                if (status != 200)
                    throw new InvalidOperationException($"The page was answered with {status}.");
            }

            return count;
        })));
        var took = watch.Elapsed.TotalSeconds;
        readers.ForEach(r => r.Dispose());
        var all = counts.Sum();
        return all > 300 * seconds ? all / took : throw new InvalidOperationException("Too little work was done for the figure to mean anything.");
    }
}
