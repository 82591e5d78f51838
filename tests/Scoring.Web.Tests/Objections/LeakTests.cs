using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Web.Tests.Routes;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Objections;

/// <summary>
/// An objector's name and telephone number are planted, the objection is settled and the result published; then everything that anyone can open or take
/// away is searched, archives unpacked, and every table but the one that is for them.
/// </summary>
public sealed class LeakTests(Scored app) : IClassFixture<Scored>, IAsyncLifetime
{
    private static readonly (Role? Role, string? User)[] Readers =
    [
        (null, null), (Role.Operator, "operator-1"), (Role.Approver, "approver"), (Role.Supervisor, "supervisor"), (Role.Administrator, "administrator"), (Role.Auditor, "auditor"),
        (Role.EvidenceDepartment, "evidence-org"), (Role.StreetCommittee, "street-1"), (Role.Judge, "judge-org"), (Role.Timekeeper, "timekeeper"), (Role.Scorer, "scorer-1"),
    ];

    private int objection;

    public async Task InitializeAsync()
    {
        await app.Reset();
        await app.ReachNotice();
        await app.MoveTo(WebApp.China(2026, 10, 19, 10));
        (await app.FileInPublic(4)).Length.ShouldBe(14);
        objection = (await app.Only()).Id;
        await app.Settle(objection, ObjectionOutcome.Dismissed);
        await app.MoveTo(WebApp.China(2026, 10, 23, 9, 1));
        await app.RunJobs();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Who_objected_stands_in_no_page_no_export_and_no_bundle_and_what_they_wrote_only_where_it_is_worked_on()
    {
        var (seen, asked) = (new List<string>(), 0);
        foreach (var (role, user) in Readers)
        {
            var visitor = user is null ? app.Visit() : await app.SignIn(user);
            foreach (var route in RouteTable.Expected.Where(r => r.Method == "GET" && r.Pattern != "/live" && (role is null ? r.Roles is null : r.Roles?.Contains(role.Value) == true)))
            {
                var text = await Read(await visitor.Http.GetAsync(Fill(route.Pattern)));
                seen.AddRange(Found(text).Where(what => !(what == Objecting.Text && route.Pattern == "/objections/{id:int}")).Select(what => $"{role}: {route.Name}: {what}"));
                asked++;
            }
        }

        seen.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(120);
        var auditor = await app.SignIn("auditor");
        await auditor.Get("/audit");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await auditor.Token())]);
        var exported = await Read(await auditor.Http.PostAsync("/audit/export", form));
        exported.ShouldContain("收到异议第 1 号");
        Found(exported).ShouldBeEmpty();
        // The search sees what it searches for, in a page and inside an archive.
        var worker = await app.SignIn("evidence-org");
        await worker.Get($"/objections/{objection}");
        Found((await worker.Post($"/objections/{objection}/contact")).Text).Count().ShouldBe(2);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        await using (var entry = archive.CreateEntry("a.txt").Open())
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Objecting.Phone));
        Found(Unpack(zip.ToArray())).ShouldBe([Objecting.Phone]);
    }

    [Fact]
    public async Task No_table_but_that_of_the_contacts_knows_who_objected()
    {
        var found = await app.Db(async db =>
        {
            var places = await db.Database.SqlQueryRaw<string>("SELECT m.name || '.' || c.name AS Value FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'").ToListAsync();
            places.Count.ShouldBeGreaterThan(300);
            var hits = new List<string>();
            foreach (var place in places.Select(p => p.Split('.')))
            {
                var (name, phone) = ($"%{Objecting.Name}%", $"%{Objecting.Phone}%");
                var rows = await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS Value FROM \"{place[0]}\" WHERE CAST(\"{place[1]}\" AS TEXT) LIKE {{0}} OR CAST(\"{place[1]}\" AS TEXT) LIKE {{1}}", name, phone).SingleAsync();
                if (rows > 0)
                    hits.Add(string.Join('.', place));
            }

            return hits;
        });
        found.ShouldBe(["ObjectionContacts.Name", "ObjectionContacts.Phone"], ignoreOrder: true);
    }

    private static IEnumerable<string> Found(string text) => new[] { Objecting.Name, Objecting.Phone, Objecting.Text }.Where(text.Contains);

    private string Fill(string pattern) => Regex.Replace(pattern, @"\{\*{0,2}(?<name>\w+)[^}]*\}", m => m.Groups["name"].Value switch
    {
        "estate" => "E2111", "code" when pattern.Contains("entry", StringComparison.Ordinal) => "E04", "code" or "scheme" => "TOP10_SECRETARY", "token" => "ABCDEFGH", "status" => "404", "period" => "2026-10", "phase" => "nominate",
        "block" => "BRANCH", "part" => "coverage", "id" when pattern.StartsWith("/objections", StringComparison.Ordinal) => $"{objection}", _ => $"{app.CycleId}",
    }, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static async Task<string> Read(HttpResponseMessage response)
    {
        using (response)
            return Unpack(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>A text as it is; of an archive (a bundle, a Word or Excel file) everything in it, entities decoded.</summary>
    private static string Unpack(byte[] bytes)
    {
        if (bytes is not [0x50, 0x4B, ..])
            return System.Net.WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes));
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var text = new StringBuilder();
        foreach (var entry in archive.Entries)
        {
            using var from = entry.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            text.Append(Unpack(to.ToArray()));
        }

        return text.ToString();
    }
}
