using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scoring.Harness.Surveys;

/// <summary>One connection of a resident's phone, spoken by hand on a raw socket: one request, one answer, nothing ahead of time. Light, so that it never is what is measured.</summary>
public sealed class Resident(Uri address) : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private readonly byte[] buffer = new byte[32 << 10];
    private Socket? socket;

    /// <summary>The request that hands slip n in, as from a phone with an address of its own behind the proxy.</summary>
    public static byte[] Request(int slip, string answer = "satisfied")
    {
        var body = $"a.overall={answer}";
        var from = string.Create(CultureInfo.InvariantCulture, $"10.{(slip >> 16) & 255}.{(slip >> 8) & 255}.{slip & 255}");
        return Encoding.ASCII.GetBytes($"POST /s/{BallotFile.Code(slip)} HTTP/1.1\r\nHost: ballots\r\nX-Forwarded-For: {from}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    /// <returns>The status of the answer; 0 when none came.</returns>
    public async Task<int> Send(byte[] request, CancellationToken cancellationToken = default)
    {
        try
        {
            if (socket is null)
            {
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellationToken);
            }

            for (var sent = 0; sent < request.Length;)
                sent += await socket.SendAsync(request.AsMemory(sent), cancellationToken);
            return await Answer(socket, cancellationToken);
        }
        catch (SocketException)
        {
            Dispose();
            return 0;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task<int> Answer(Socket from, CancellationToken cancellationToken)
    {
        var have = 0;
        while (true)
        {
            var read = await from.ReceiveAsync(buffer.AsMemory(have), cancellationToken);
            if (read == 0)
            {
                Dispose();
                return 0;
            }

            have += read;
            if (Whole(buffer.AsSpan(0, have)))
                return int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }

    private static bool Whole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(EndOfHead);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("0\r\n\r\n"u8);
        var number = answer[(length + 16)..head];
        var end = number.IndexOf((byte)'\r');
        return answer.Length >= head + 4 + int.Parse(end < 0 ? number : number[..end], CultureInfo.InvariantCulture);
    }
}
