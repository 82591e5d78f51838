using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Scoring.Benchmarks;

/// <summary>When a viewer had a broadcast in its hands, and what it was.</summary>
internal sealed record Seen(long At, int Bytes);

/// <summary>
/// Many viewers on raw WebSockets in this process. Each waits for the frame that carries a given mark; nothing is parsed, so that the
/// driver costs both sides the same and little. A viewer of the hub speaks its JSON protocol: handshake, one invocation, pings.
/// </summary>
internal sealed class Viewers : IAsyncDisposable
{
    private static readonly byte[] Ping = Encoding.UTF8.GetBytes("{\"type\":6}\u001e");
    private readonly List<ClientWebSocket> sockets = [];
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];
    private volatile Wave? wave;

    /// <summary>The last frame that carried a mark; the limit broadcasts the same bytes.</summary>
    public byte[]? LastFrame { get; private set; }

    public int Count => sockets.Count;

    /// <summary>Connects one more viewer to the program's hub and has it follow an audience.</summary>
    public async Task Follow(Uri address, string audience, string id, CookieContainer? cookies = null)
    {
        var socket = await Connect(new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri, cookies);
        await Send(socket, "{\"protocol\":\"json\",\"version\":1}\u001e");
        await Send(socket, $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Follow\",\"arguments\":[\"{audience}\",\"{id}\"]}}\u001e");
        var answer = await Until(socket, "\"invocationId\":\"1\"");
        if (answer.Contains("\"error\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"{audience} was not let in: {answer}");
        Listen(socket);
    }

    /// <summary>Connects one more viewer to a plain WebSocket.</summary>
    public async Task Plain(Uri address) => Listen(await Connect(new UriBuilder(address) { Scheme = "ws" }.Uri, null));

    /// <summary>Starts to wait for a frame with this mark at every viewer.</summary>
    public Wave Expect(string mark) => wave = new Wave(Encoding.UTF8.GetBytes(mark), sockets.Count);

    /// <summary>Sends what hub clients send every few seconds, one viewer after another, so that the server does not take them for lost.</summary>
    public void KeepAlive() => loops.Add(Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                foreach (var tenth in sockets.Chunk((sockets.Count / 10) + 1))
                {
                    await Task.Delay(500, stop.Token);
                    foreach (var socket in tenth)
                        await socket.SendAsync(Ping, WebSocketMessageType.Text, true, stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Done with.
        }
    }));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        sockets.ForEach(s => s.Dispose());
        stop.Dispose();
    }

    private void Listen(ClientWebSocket socket)
    {
        sockets.Add(socket);
        loops.Add(Task.Run(() => Read(socket)));
    }

    private async Task Read(ClientWebSocket socket)
    {
        var (buffer, length) = (new byte[16 * 1024], 0);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token);
                var now = Stopwatch.GetTimestamp();
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                length += part.Count;
                if (!part.EndOfMessage)
                {
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, buffer.Length * 2);
                    continue;
                }

                if (wave is { } waiting && buffer.AsSpan(0, length).IndexOf(waiting.Mark) >= 0)
                {
                    if (waiting.Note(now, length))
                        LastFrame = buffer.AsSpan(0, length).ToArray();
                }

                length = 0;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Closed by us, or the wave will say who is missing.
        }
    }

    private static async Task<ClientWebSocket> Connect(Uri address, CookieContainer? cookies)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(address, CancellationToken.None);
        return socket;
    }

    private static Task Send(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<string> Until(ClientWebSocket socket, string mark)
    {
        var (buffer, text) = (new byte[64 * 1024], string.Empty);
        while (!text.Contains(mark, StringComparison.Ordinal) || text[^1] != '\u001e')
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            text += Encoding.UTF8.GetString(buffer, 0, part.Count);
            if (part.MessageType == WebSocketMessageType.Close || text.Contains("\"type\":7", StringComparison.Ordinal))
                throw new InvalidOperationException($"The hub closed: {text}");
        }

        return text;
    }
}

/// <summary>One broadcast on its way to every viewer.</summary>
internal sealed class Wave(byte[] mark, int viewers)
{
    private readonly Seen[] seen = new Seen[viewers];
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int count;
    private int written;

    public byte[] Mark => mark;

    /// <returns>Whether it was the first.</returns>
    public bool Note(long at, int bytes)
    {
        var place = Interlocked.Increment(ref count) - 1;
        if (place >= seen.Length)
            return false;
        seen[place] = new Seen(at, bytes);
        // Counted apart: the last to come is not always the last to have written.
        if (Interlocked.Increment(ref written) == seen.Length)
            all.SetResult();
        return place == 0;
    }

    /// <summary>Milliseconds from a moment until each viewer had it.</summary>
    /// <exception cref="InvalidOperationException">Some viewer never got it.</exception>
    public async Task<IEnumerable<double>> Since(long start)
    {
        if (await Task.WhenAny(all.Task, Task.Delay(TimeSpan.FromSeconds(20))) != all.Task)
            throw new InvalidOperationException($"Only {count} of {viewers} viewers got {Encoding.UTF8.GetString(mark)}.");
        return seen.Select(s => Stopwatch.GetElapsedTime(start, s.At).TotalMilliseconds);
    }
}
