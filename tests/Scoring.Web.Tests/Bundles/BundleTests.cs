using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Bundles;
using Scoring.Domain.Cycles;
using Scoring.Web.Tests.Surveys;

namespace Scoring.Web.Tests.Bundles;

/// <summary>A published month hands out a bundle that checks, says nothing it must not, and is found wrong once it is touched.</summary>
public sealed class BundleTests(BundleTests.Planted app) : IClassFixture<BundleTests.Planted>, IAsyncLifetime
{
    private const string Phone = "13912345678";
    private const string Identity = "140105198803072218";
    private const string Stranger = "欧阳丁丁";

    private static readonly string[] Secrets = [Phone, Identity, Stranger];

    private int month;

    public async Task InitializeAsync() => month = await app.Month();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_bundle_of_a_published_month_checks_with_the_published_key_and_is_the_same_each_time()
    {
        var (archive, key) = await Fetch();
        var report = BundleCheck.Run(archive, key);
        report.Faults.ShouldBeEmpty();
        report.Cycle.ShouldBe("TOP10_SECRETARY/2026-10");
        report.Sheets.Count.ShouldBeGreaterThan(50);
        report.Events.ShouldBeGreaterThan(3);
        (await app.Visit().Http.GetByteArrayAsync($"/results/{month}/bundle")).ShouldBe(archive);
        var page = await app.Visit().Get($"/results/{month}");
        page.Says(HttpStatusCode.OK, $"href=\"/results/{month}/bundle\"", "href=\"/check\"");
        (await app.Visit().Get($"/notices/{month}")).Says(HttpStatusCode.OK, "事件链");
    }

    [Fact]
    public async Task The_signing_key_lies_outside_the_database_and_its_owner_alone_may_read_it()
    {
        await Fetch();
        var file = Path.Combine(Path.GetDirectoryName(app.DatabaseFile)!, "signing-key.pem");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var secret = File.ReadAllText(file).Split('\n')[1];
        Holds(await File.ReadAllBytesAsync(app.DatabaseFile), secret).ShouldBeFalse();
    }

    [Fact]
    public async Task Dropped_into_the_page_it_is_found_good_and_once_touched_wrong()
    {
        var (archive, _) = await Fetch();
        var receipt = BundleCheck.Run(archive).Sheets[5].Fingerprint;
        (await Drop(archive, receipt)).Says(HttpStatusCode.OK, "核验通过", "与本平台公布的相同", "这张评分表在这里", "计入");
        var files = BundleFiles.Read(archive).ByName.ToDictionary();
        files["record.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["record.json"]).Replace("\"satisfied\":40", "\"satisfied\":41", StringComparison.Ordinal));
        (await Drop(BundleFiles.Pack(files), null)).Says(HttpStatusCode.OK, "核验没有通过", "record.json");
        (await Drop("no archive"u8.ToArray(), null)).Says(HttpStatusCode.OK, "这不是完好的证据包");
        (await Drop([], null)).Says(HttpStatusCode.BadRequest, "请先选择一个证据包");
    }

    [Fact]
    public async Task A_judge_finds_the_row_of_a_receipt_once_it_is_published()
    {
        var sheet = await app.Db(db => db.Sheets.AsNoTracking().OrderBy(s => s.Id).FirstAsync());
        (await app.Visit().Get($"/check?receipt={Uri.EscapeDataString(sheet.Fingerprint.ToLowerInvariant())}")).Says(HttpStatusCode.OK, "这张评分表在这里");
        (await app.Visit().Get("/check?receipt=000000000000")).Says(HttpStatusCode.OK, "已发布的各期里没有这个指纹");
        (await app.Visit().Get("/check?receipt=xyz")).Says(HttpStatusCode.OK, "回执指纹是 12 位");
    }

    [Fact]
    public async Task No_planted_phone_number_identity_number_or_name_is_in_any_public_page_bundle_or_log()
    {
        // Looked for here and not in the query: the loud log writes queries down as they are, with every constant in them.
        (await app.Db(db => db.Adjustments.Select(a => a.Reason).ToListAsync())).ShouldContain(r => r.Contains(Phone, StringComparison.Ordinal), "nothing was planted");
        (await app.Db(db => db.AuditEvents.Select(e => e.Text).ToListAsync())).ShouldContain(t => t.Contains(Stranger, StringComparison.Ordinal), "nothing was planted");
        var pages = Routes.RouteTable.Expected.Where(r => r.Name.StartsWith("GET ", StringComparison.Ordinal) && r.Roles is null)
            .Select(r => r.Name[4..].Replace("{cycleId:int}", $"{month}", StringComparison.Ordinal)).Where(p => !p.Contains('{')).ToList();
        pages.Count.ShouldBeGreaterThan(8);
        var seen = new Dictionary<string, byte[]>();
        foreach (var path in pages)
            seen[path] = await (await app.Visit().Http.GetAsync(path)).Content.ReadAsByteArrayAsync();
        foreach (var (name, content) in BundleFiles.Read((await Fetch()).Archive).ByName)
            seen[$"bundle/{name}"] = content;
        seen["log"] = Encoding.UTF8.GetBytes(string.Join('\n', AnonymityTests.Loud.Lines));
        Leaks(seen).ShouldBeEmpty();

        // Nobody's name who acted or judged, and of the candidates none at all, is in the bundle; on the pages only the winners' are.
        var names = await app.Db(async db => (await db.Users.Select(u => u.FullName).ToListAsync()).Concat(await db.Entries.Select(e => e.PersonName).ToListAsync()).ToList());
        foreach (var (name, content) in seen.Where(s => s.Key.StartsWith("bundle/", StringComparison.Ordinal) && !s.Key.EndsWith("scheme.json", StringComparison.Ordinal)))
            names.Where(n => Holds(content, n)).ShouldBeEmpty(name);

        // The guard itself: what leaks is found.
        seen["planted"] = Encoding.UTF8.GetBytes($"电话 {Phone}");
        Leaks(seen).ShouldBe([$"planted: {Phone}"]);
    }

    [Fact]
    public async Task Nothing_in_the_bundle_lines_up_with_who_the_judges_are()
    {
        var (archive, _) = await Fetch();
        var judges = await app.Db(db => db.Judges.AsNoTracking().Where(j => j.CycleId == month).ToListAsync());
        using var sheets = JsonDocument.Parse(BundleFiles.Read(archive).ByName["sheets.json"]);
        var row = sheets.RootElement.GetProperty("sheets")[0].EnumerateObject().Select(m => m.Name);
        // Neither a time, nor an id, nor a key of the device; and rows lie by entry and code, not as they came.
        row.ShouldBe(["counts", "entry", "fingerprint", "judge", "marks", "revision"], ignoreOrder: true);
        var order = sheets.RootElement.GetProperty("sheets").EnumerateArray().Select(s => $"{s.GetProperty("entry").GetString()} {s.GetProperty("judge").GetString()}").ToList();
        order.ShouldBe(order.Order(StringComparer.Ordinal));
        // No event says which judge it was: every commitment has a salt of its own, so not even one person's acts can be told to be one person's.
        var commitments = Encoding.UTF8.GetString(BundleFiles.Read(archive).ByName["chain.txt"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l[65..]).RootElement).ToList();
        commitments.Select(c => c.GetProperty("words").GetString()).ShouldBeUnique();
        string[] known = ["act", "at", "cycle", "entry", "facts", "number", "words"];
        commitments.SelectMany(c => c.EnumerateObject().Select(m => m.Name)).Distinct().ShouldBeSubsetOf(known);
        judges.Count.ShouldBe(10);
    }

    private static List<string> Leaks(Dictionary<string, byte[]> seen) =>
        [.. from s in seen from secret in Secrets where Holds(s.Value, secret) || Holds(Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Encoding.UTF8.GetString(s.Value))), secret) select $"{s.Key}: {secret}"];

    private static bool Holds(byte[] content, string text) => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private async Task<(byte[] Archive, byte[] Key)> Fetch()
    {
        var http = app.Visit().Http;
        return (await http.GetByteArrayAsync($"/results/{month}/bundle"), await http.GetByteArrayAsync("/results/key.pem"));
    }

    private async Task<Page> Drop(byte[] archive, string? receipt)
    {
        var visitor = app.Visit();
        var page = await visitor.Get("/check");
        // As a browser sends it: with the form's own field, of which there is one and not two.
        page.Body.Split("name=\"__RequestVerificationToken\"").Length.ShouldBe(2);
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(archive);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        form.Add(file, "bundle", "a.zip");
        if (receipt is not null)
            form.Add(new StringContent(receipt), "receipt");
        form.Add(new StringContent(await visitor.Token()), "__RequestVerificationToken");
        using var answer = await visitor.Http.PostAsync("/check", form);
        return new Page(answer.StatusCode, null, await answer.Content.ReadAsStringAsync(), null);
    }

    /// <summary>A published month in whose free texts somebody wrote what must not get out, with a loud log.</summary>
    public sealed class Planted : AnonymityTests.Loud
    {
        private readonly SemaphoreSlim making = new(1);
        private int month;

        public async Task<int> Month()
        {
            await making.WaitAsync();
            try
            {
                return month != 0 ? month : month = await Make();
            }
            finally
            {
                making.Release();
            }
        }

        private async Task<int> Make()
        {
            var cycle = await Tests.Month.Reach(this, CycleState.Scoring);
            var words = $"{Stranger} 电话 {Phone} 证件 {Identity}";
            await Db(async db =>
            {
                var entry = await db.Entries.Where(e => e.CycleId == cycle).OrderBy(e => e.Code).Select(e => e.Id).FirstAsync();
                db.Adjustments.Add(new Domain.Reviews.Adjustment
                {
                    EntryId = entry, Kind = "deduction", Code = "overtime", Amount = 0.5m, Reason = words, ProposedById = District.Account("operator-1"), ProposedAt = Clock.Now,
                    ConfirmedById = District.Account("supervisor"), ConfirmedAt = Clock.Now,
                });
                db.Vetoes.Add(new Domain.Reviews.Veto
                {
                    EntryId = entry + 8, Ground = "CANVASSING", Document = "区纪函〔2026〕3 号", Reason = words, DepartmentId = District.Department("PLC"), ById = District.Account("evidence-plc"), At = Clock.Now,
                });
                db.AuditEvents.Add(new Data.Records.AuditEvent { At = Clock.Now, Act = "Reviews.Adjust", Who = Stranger, Text = words, CycleId = cycle, EntryId = entry });
                await db.SaveChangesAsync();
            });
            return await Tests.Month.Reach(this, CycleState.Published);
        }
    }
}
