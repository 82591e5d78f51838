using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Scoring.Harness;

/// <summary>What the program answered to a sheet handed in.</summary>
public sealed record Receipt(string? ReceiptPage, string Fingerprint, int Revision);

/// <summary>One sheet in a device: whose, for whom, what was typed, and the key that it keeps for every attempt.</summary>
public sealed record HeldSheet(int Judge, int Entry, IReadOnlyDictionary<string, string> Marks, Guid Key);

/// <summary>
/// A judge's phone: signs in on the sign-in page, and hands in a sheet as often as it takes to get an answer, always under the same key.
/// It keeps what it was told.
/// </summary>
public sealed partial class Device : IDisposable
{
    // No answer for this long is no answer; a phone would wait about as long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http;
    private readonly ConcurrentDictionary<Guid, Receipt> told = new();
    // What waits in the device goes one by one; one more for a second tap. While nothing answers, the rest waits behind these.
    private readonly SemaphoreSlim line = new(2);
    private int inFlight;
    private int unanswered;
    private readonly string userName;
    private string token = string.Empty;

    public Device(Uri address, string userName)
    {
        this.userName = userName;
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = address, Timeout = Patience,
        };
    }

    /// <summary>What says who this is, once signed in.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>Requests whose answer is still owed.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Attempts that were never answered: the connection broke or the program was not there.</summary>
    public int Unanswered => Volatile.Read(ref unanswered);

    /// <summary>What this device was told, by the sheet's key.</summary>
    public IReadOnlyDictionary<Guid, Receipt> Told => told;

    public async Task SignIn(string password)
    {
        await Look("/account/sign-in");
        using var form = Form([new("UserName", userName), new("Password", password)]);
        using var answer = await http.PostAsync("/account/sign-in", form);
        if (answer.StatusCode != HttpStatusCode.Found)
            throw new InvalidOperationException($"{userName} could not sign in: {(int)answer.StatusCode}");
        // The token belongs to whoever was signed in when it was made.
        await Look("/account");
    }

    /// <summary>Hands in until it is answered; every attempt carries the same key.</summary>
    /// <returns>The receipt.</returns>
    /// <exception cref="InvalidOperationException">The program refused: a live day's sheet must not be.</exception>
    public async Task<Receipt> HandIn(HeldSheet sheet, CancellationToken cancellationToken)
    {
        await line.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                if (await Try(sheet, cancellationToken) is { } receipt)
                {
                    var before = told.GetOrAdd(sheet.Key, receipt);
                    return before == receipt ? receipt : throw new InvalidOperationException($"{userName}: {sheet.Key} was answered {before} and then {receipt}.");
                }

                Interlocked.Increment(ref unanswered);
                // Soon at first, then more slowly, and no two devices in step.
                await Task.Delay(Random.Shared.Next(50, 100 << Math.Min(attempt, 4)), cancellationToken);
            }
        }
        finally
        {
            line.Release();
        }
    }

    /// <summary>Takes back what was handed in for an entry, once.</summary>
    public async Task TakeBack(int entry)
    {
        using var form = Form([new("Key", Guid.NewGuid().ToString())]);
        using var answer = await http.PostAsync($"/judging/{entry}/take-back", form);
        if (answer.StatusCode != HttpStatusCode.Found)
            throw new InvalidOperationException($"{userName} could not take {entry} back: {(int)answer.StatusCode}");
    }

    public void Dispose()
    {
        http.Dispose();
        line.Dispose();
    }

    private async Task<Receipt?> Try(HeldSheet sheet, CancellationToken cancellationToken)
    {
        using var form = Form([new("Key", sheet.Key.ToString()), .. sheet.Marks.Select(m => KeyValuePair.Create($"Marks[{m.Key}]", m.Value))]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/judging/{sheet.Entry}") { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        Interlocked.Increment(ref inFlight);
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode >= 500)
                return null;
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{userName}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return await answer.Content.ReadFromJsonAsync<Receipt>(cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private FormUrlEncodedContent Form(IEnumerable<KeyValuePair<string, string>> fields) => new([.. fields, new("__RequestVerificationToken", token)]);

    private async Task Look(string page)
    {
        var body = await http.GetStringAsync(page);
        token = TokenField().Match(body) is { Success: true } match ? match.Groups["token"].Value
            : throw new InvalidOperationException($"{page} has no form.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex TokenField();
}
