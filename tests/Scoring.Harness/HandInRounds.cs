using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Scoring.Harness;

/// <summary>What one round did and what was found wrong afterwards.</summary>
/// <param name="Acknowledged">Sheets whose device was given a receipt.</param>
/// <param name="Kills">How often the program was killed.</param>
/// <param name="KillsInFlight">How many of the kills came while requests were under way.</param>
/// <param name="Unanswered">Attempts that no answer came to.</param>
/// <param name="Repeated">Sheets handed in once more after their receipt.</param>
/// <param name="Faults">What is wrong, as sentences; empty when everything is as it must be.</param>
public sealed record HandInOutcome(int Acknowledged, int Kills, int KillsInFlight, int Unanswered, int Repeated, TimeSpan Took, IReadOnlyList<string> Faults);

/// <summary>
/// 40 judges hand in for 60 candidates, all 2,400 sheets of 12 marks within two seconds of each other, while the program is killed and
/// started again at random. Devices try again under the same key until they are answered. Then the file is looked at.
/// </summary>
public sealed class HandInRounds : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    // Inside the window: a kill after the last sheet would show nothing.
    private static readonly (int From, int To) KillAfterMilliseconds = (200, 1800);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(3);

    private readonly string folder;
    private readonly WebProgram program;
    private readonly List<Device> devices = [];
    private readonly Random random;
    private readonly string template;
    private readonly int candidates;

    /// <param name="seed">Of the marks and the moments of the kills.</param>
    /// <param name="candidates">For how many of the candidates each judge hands in; at most <see cref="LiveDay.Candidates"/>.</param>
    /// <param name="variant">What to run in the place of the real program; null: the real one.</param>
    public HandInRounds(int seed, int candidates = LiveDay.Candidates, IReadOnlyList<string>? variant = null)
    {
        this.candidates = candidates;
        folder = Directory.CreateTempSubdirectory("scoring-harness-").FullName;
        program = new WebProgram(folder, variant);
        random = new Random(seed);
        template = Path.Combine(folder, "template.db");
    }

    /// <summary>Sheets a round.</summary>
    public int Sheets => LiveDay.Judges * candidates;

    /// <summary>Lays the file and signs the forty devices in, once; every round begins with a copy of that file.</summary>
    public async Task Prepare()
    {
        LiveDay.Lay(program.DatabaseFile, TimeProvider.System.GetUtcNow());
        await program.Start();
        for (var judge = 1; judge <= LiveDay.Judges; judge++)
            devices.Add(new Device(program.Address, LiveDay.UserName(judge)));
        await Task.WhenAll(devices.Select(d => d.SignIn(LiveDay.Password)));
        await program.Kill();
        using (var db = LiveDay.Open(program.DatabaseFile))
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        File.Copy(program.DatabaseFile, template);
    }

    /// <param name="kills">How often the program is to be killed; fewer when the sheets are all in before.</param>
    public async Task<HandInOutcome> Run(int kills)
    {
        foreach (var left in Directory.GetFiles(folder, "scoring.db*"))
            File.Delete(left);
        File.Copy(template, program.DatabaseFile);
        await program.Start();

        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(LongestRound);
        var (unansweredBefore, held) = (devices.Sum(d => d.Unanswered), Held());
        var handing = Task.WhenAll(held.Select(sheet => HandIn(sheet, limit.Token)));
        var (killed, inFlight) = await KillAtRandom(kills, handing);
        var faults = new List<string>();
        try
        {
            await handing;
            await Repeat(held, limit.Token);
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException)
        {
            faults.Add(e.Message);
        }

        var took = watch.Elapsed;
        await program.Kill();
        faults.AddRange(StoredSheets.Faults(program.DatabaseFile, held, devices));
        return new HandInOutcome(held.Count(s => devices[s.Judge - 1].Told.ContainsKey(s.Key)), killed, inFlight,
            devices.Sum(d => d.Unanswered) - unansweredBefore, Repeats, took, faults);
    }

    public void Dispose()
    {
        program.Dispose();
        devices.ForEach(d => d.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    private const int Repeats = LiveDay.Judges * 5;

    private List<HeldSheet> Held() =>
    [
        .. from judge in Enumerable.Range(1, LiveDay.Judges)
           from entry in Enumerable.Range(1, candidates)
           select new HeldSheet(judge, entry, LiveDay.Criteria.ToDictionary(c => c.Code, c => (random.Next(0, (c.Maximum * 2) + 1) / 2m).ToString("0.#", CultureInfo.InvariantCulture)), Guid.NewGuid()),
    ];

    /// <summary>One sheet, some time within the window; one in ten is tapped twice.</summary>
    private async Task HandIn(HeldSheet sheet, CancellationToken cancellationToken)
    {
        var device = devices[sheet.Judge - 1];
        await Task.Delay(Window * Random.Shared.NextDouble(), cancellationToken);
        var taps = sheet.Key.GetHashCode() % 10 == 0 ? 2 : 1;
        await Task.WhenAll(Enumerable.Range(0, taps).Select(_ => device.HandIn(sheet, cancellationToken)));
    }

    private async Task<(int Killed, int InFlight)> KillAtRandom(int kills, Task handing)
    {
        var (killed, inFlight) = (0, 0);
        while (killed < kills)
        {
            if (await Task.WhenAny(handing, Task.Delay(random.Next(KillAfterMilliseconds.From, KillAfterMilliseconds.To))) == handing)
                break;
            inFlight += devices.Any(d => d.InFlight > 0) ? 1 : 0;
            killed++;
            await program.Kill();
            await program.Start();
        }

        return (killed, inFlight);
    }

    /// <summary>The same sheets again, as a device does that lost the answer: the device itself compares the receipts.</summary>
    private Task Repeat(List<HeldSheet> held, CancellationToken cancellationToken) =>
        Task.WhenAll(held.OrderBy(s => s.Key).Take(Repeats).Select(s => devices[s.Judge - 1].HandIn(s, cancellationToken)));
}
