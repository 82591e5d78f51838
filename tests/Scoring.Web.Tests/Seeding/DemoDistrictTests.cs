using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Notices;
using Scoring.Data.Seeding;
using Scoring.Data.Tallying;
using Scoring.Domain.Bundles;
using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Seeding;

public sealed class DemoDistrictTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    /// <summary>A few names that everybody knows; the district is peopled at random and must not hit one.</summary>
    private static readonly string[] Known =
    [
        "习近平", "李强", "赵乐际", "王沪宁", "蔡奇", "丁薛祥", "李希", "韩正", "胡锦涛", "温家宝", "江泽民", "朱镕基", "李鹏", "李克强", "王毅", "邓小平", "毛泽东", "周恩来",
        "刘德华", "张学友", "张国荣", "成龙", "周杰伦", "王菲", "章子怡", "巩俐", "葛优", "冯巩", "赵本山", "姚明", "刘翔", "李宁", "郎平", "林丹", "孙杨", "王楠", "马云", "任正非", "雷军", "王健林",
        "袁隆平", "屠呦呦", "莫言", "钱学森", "焦裕禄", "孔繁森", "雷锋", "王进喜", "张桂梅", "黄文秀", "金庸", "古龙", "王静", "李明",
    ];

    [Fact]
    public async Task The_same_seed_gives_the_same_district()
    {
        await demo.Fill("again.db");
        (await Print("again.db")).ShouldBe(await Print("demo.db"));

        async Task<string> Print(string name)
        {
            await using var db = demo.Open(name);
            var text = new StringBuilder();
            text.AppendJoin('\n', await db.Units.OrderBy(u => u.Id).Select(u => $"{u.Code} {u.Name} {u.Households}").ToListAsync());
            text.AppendJoin('\n', await db.People.OrderBy(p => p.Id).Select(p => $"{p.Name} {p.Composition} {p.UnitId}").ToListAsync());
            text.AppendJoin('\n', await db.Users.OrderBy(a => a.Id).Select(a => $"{a.UserName} {a.FullName}").ToListAsync());
            text.AppendJoin('\n', await db.TallyRuns.OrderBy(r => r.Id).Select(r => r.ResultHash).ToListAsync());
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    [Fact]
    public async Task The_district_has_a_real_districts_size()
    {
        await using var db = demo.Open();
        var count = (await db.Units.AsNoTracking().ToListAsync()).GroupBy(u => u.Kind).ToDictionary(g => g.Key, g => g.Count());
        count[UnitKind.Street].ShouldBe(7);
        count[UnitKind.Department].ShouldBe(8);
        count[UnitKind.Institution].ShouldBe(8);
        count[UnitKind.Community].ShouldBe(100);
        count[UnitKind.Estate].ShouldBeInRange(370, 430);
        count[UnitKind.Branch].ShouldBe(count[UnitKind.Estate]);
        (await db.People.CountAsync()).ShouldBeInRange(660, 740);
        var households = await db.Units.Where(u => u.Kind == UnitKind.Estate).Select(u => u.Households!.Value).ToListAsync();
        households.ShouldAllBe(h => h >= 60 && h <= 2500);
        // 251 : 442, the text's own ratio, is 36 %.
        var residents = await db.People.CountAsync(p => p.Composition == "RESIDENT");
        ((double)residents / await db.People.CountAsync()).ShouldBeInRange(0.31, 0.41);
    }

    [Fact]
    public async Task Names_look_like_names_and_are_nobodys()
    {
        await using var db = demo.Open();
        // Whoever applies for a branch is its secretary, whom the roster names already.
        var names = (await db.People.Select(p => p.Name).ToListAsync()).Concat(await db.Users.Where(a => a.Grants.All(g => g.Role != Role.Applicant)).Select(a => a.FullName).ToListAsync()).ToList();
        names.ShouldAllBe(n => n.Length >= 2 && n.Length <= 3 && n.All(c => c >= 0x4E00 && c <= 0x9FFF));
        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        names.Intersect(Known, StringComparer.Ordinal).ShouldBeEmpty();
        var places = await db.Units.Where(u => u.Kind == UnitKind.Estate || u.Kind == UnitKind.Community).Select(u => u.Name).ToListAsync();
        places.Distinct(StringComparer.Ordinal).Count().ShouldBe(places.Count);
    }

    [Fact]
    public async Task The_sign_in_page_offers_every_role()
    {
        await using var db = demo.Open();
        var all = await db.Users.Include(a => a.Grants).OrderBy(a => a.Id).ToListAsync();
        all.ShouldAllBe(a => a.Demo);
        all.SelectMany(a => a.Grants).Select(g => g.Role).Distinct().Count().ShouldBe(Enum.GetValues<Role>().Length);
        var judges = await db.Grants.Where(g => g.Role == Role.Judge && (g.Unit!.Kind == UnitKind.Department || g.Unit.Kind == UnitKind.Street)).Select(g => g.UnitId).ToListAsync();
        judges.Distinct().Count().ShouldBe(14);
    }

    [Fact]
    public async Task Every_published_month_has_a_bundle_that_checks_and_the_journal_is_one_chain()
    {
        await using var db = demo.Open();
        (await Data.Records.ChainAudit.Check(db, [])).Fault.ShouldBeNull();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var checkedMonths = 0;
        foreach (var publication in await db.Publications.Current().AsNoTracking().ToListAsync())
        {
            var hash = await db.TallyRuns.Where(r => r.Id == publication.TallyRunId).Select(r => r.ResultHash).SingleAsync();
            var parts = await BundleOfCycle.Build(db, publication, (await BundleOfCycle.HeadOf(db, publication.CycleId, hash)).ShouldNotBeNull());
            var files = parts.Files.ToDictionary();
            files["verify.py"] = [];
            BundleCheck.Run(BundleWriter.Write(parts.Subject, files, parts.Chain, key)).Faults.ShouldBeEmpty(publication.Title);
            checkedMonths++;
        }

        checkedMonths.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Six_months_are_published_with_exactly_the_awards_the_engine_gives()
    {
        await using var db = demo.Open();
        var published = await db.Cycles.AsNoTracking().Where(c => c.State == CycleState.Published && c.SchemeCode == demo.Scheme.Code).OrderBy(c => c.Number).ToListAsync();
        published.Select(c => c.Period).ShouldBe(["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]);
        foreach (var cycle in published)
        {
            // Recomputed from the rows as they lie now, not from the stored record.
            var record = await RecordOfCycle.Build(db, cycle, demo.Scheme);
            var result = Domain.Tallies.Tally.Run(record);
            var run = (await RunOfCycle.Latest(db, cycle.Id))!;
            run.Run.RecordJson.ShouldBe(record.Print());
            run.Unsettled.ShouldBeEmpty();
            var codes = await db.Entries.Where(e => e.CycleId == cycle.Id && e.Code != null).ToDictionaryAsync(e => e.Id, e => e.Code);
            var rows = await db.Publications.Current().Where(p => p.CycleId == cycle.Id).SelectMany(p => p.Rows).OrderBy(r => r.Place).ToListAsync();
            rows.Select(r => $"{codes[r.EntryId]} {r.Rank} {r.Total}").ShouldBe(result.Entries.Where(e => e.Award == "WINNER").OrderBy(e => e.Rank)
                .Select(e => $"{e.Code} {e.Rank} {e.Total!.Value.RoundHalfUp(2)}"));
            rows.Count.ShouldBe(10);
            rows.ShouldAllBe(r => decimal.Parse(r.Total, CultureInfo.InvariantCulture) >= 80);
        }
    }

    [Fact]
    public async Task Past_months_show_an_objection_that_was_answered_a_substitution_and_a_correction()
    {
        await using var db = demo.Open();
        var cases = await ObjectionCase.Read(db, db.Objections);
        cases.Select(c => c.Settled!.Outcome).Order().ShouldBe([Domain.Notices.ObjectionOutcome.Dismissed, Domain.Notices.ObjectionOutcome.Recount]);
        (await db.Cycles.CountAsync(c => c.OpenObjections != 0)).ShouldBe(0);
        var again = await db.Notices.AsNoTracking().Include(n => n.Rows).SingleAsync(n => n.Number == 2);
        again.Rows.Count(r => r.Substitute).ShouldBe(1);
        var corrected = await db.Publications.AsNoTracking().SingleAsync(p => p.Number == 2);
        (await CorrectionsOfCycle.Read(db, corrected.CycleId)).ShouldHaveSingleItem().Changes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_stands_again_after_winning()
    {
        await using var db = demo.Open();
        var number = await db.Cycles.ToDictionaryAsync(c => c.Id, c => c.Number);
        var entries = await db.Entries.AsNoTracking().Where(e => e.PersonId != null).ToListAsync();
        var winners = await db.Publications.SelectMany(p => p.Rows).Select(r => r.EntryId).ToListAsync();
        var won = entries.Where(e => winners.Contains(e.Id)).ToDictionary(e => e.PersonId!.Value, e => number[e.CycleId]);
        won.Count.ShouldBe(60);
        entries.Where(e => won.TryGetValue(e.PersonId!.Value, out var month) && number[e.CycleId] > month).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_judge_has_a_sheet_for_an_entry_they_stand_aside_from()
    {
        await using var db = demo.Open();
        (await db.Recusals.CountAsync()).ShouldBeGreaterThanOrEqualTo(7 * 21);
        (await db.Sheets.CountAsync(s => db.Recusals.Any(r => r.JudgeId == s.JudgeId && r.EntryId == s.EntryId))).ShouldBe(0);
        (await db.Sheets.CountAsync(s => db.Judges.Any(j => j.Id == s.JudgeId && j.ScopeUnitId == null && db.Entries.Any(e => e.Id == s.EntryId && e.StreetId == j.StreetId)))).ShouldBe(0);
        (await db.SheetDrafts.CountAsync(s => db.Recusals.Any(r => r.JudgeId == s.JudgeId && r.EntryId == s.EntryId))).ShouldBe(0);
    }

    [Fact]
    public async Task The_running_counts_are_what_the_ballots_say()
    {
        await using var db = demo.Open();
        var forms = (await db.SchemeVersions.AsNoTracking().ToListAsync()).ToDictionary(v => v.Id, v => new Questionnaire(v.Id, v.Code, Domain.Schemes.Scheme.Parse(v.Json).Survey!));
        var ballots = (await db.Ballots.AsNoTracking().ToListAsync())
            .SelectMany(b => forms[b.SchemeVersionId].Unpack(b.Answers).Select(a => (forms[b.SchemeVersionId].SchemeCode, b.EstateId, a.Question, a.Answer, b.Day, b.Channel)))
            .GroupBy(b => b).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal).ToList();
        var counts = (await db.BallotCounts.AsNoTracking().ToListAsync())
            .Select(c => $"{(c.SchemeCode, c.EstateId, c.Question, c.Answer, c.Day, c.Channel)} {c.Count}").Order(StringComparer.Ordinal).ToList();
        counts.ShouldBe(ballots);
        ballots.Count.ShouldBeGreaterThan(2000);
        (await db.SpentTokens.CountAsync()).ShouldBe(await db.Ballots.CountAsync(b => b.Channel == BallotChannel.Slip || b.Channel == BallotChannel.Open));
        foreach (var batch in await db.TokenBatches.AsNoTracking().ToListAsync())
            (await db.BallotTokens.CountAsync(t => t.BatchId == batch.Id && t.Channel == BallotChannel.Slip)).ShouldBe(batch.Count);
    }

    [Fact]
    public async Task The_current_month_is_in_the_middle_of_its_live_day()
    {
        await using var db = demo.Open();
        var cycle = await db.Cycles.SingleAsync(c => c.Period == "2026-11");
        cycle.State.ShouldBe(CycleState.Scoring);
        cycle.Phase(PhaseCode.Live).Contains(DemoDistrict.Today).ShouldBeTrue();
        ChinaTime.Words(DemoDistrict.Today).ShouldBe("11月13日 周五 14:30");
        var entries = await db.Entries.Where(e => e.CycleId == cycle.Id && e.State == EntryState.Accepted).ToListAsync();
        entries.Count.ShouldBe(21);
        entries.Select(e => e.RunningNumber!.Value).Order().ShouldBe(Enumerable.Range(1, 21));
        var board = await Data.Judging.SheetsOfCycle.Of(db, cycle.Id);
        var wanted = board.Counting.Count + board.Owed.Count;
        board.Counting.Count.ShouldBeInRange(wanted * 4 / 10, wanted * 6 / 10);
        board.Reopened.Count.ShouldBe(1);
        (await db.SheetDrafts.CountAsync()).ShouldBeInRange(3, 20);
        (await db.Sheets.CountAsync(s => s.HandedInAt > DemoDistrict.Today)).ShouldBe(0);
        (await db.AuditEvents.CountAsync(a => a.At > DemoDistrict.Today)).ShouldBe(0);
        var adjustments = await db.Adjustments.Where(a => entries.Select(e => e.Id).Contains(a.EntryId)).ToListAsync();
        adjustments.Count(a => a.ConfirmedAt is null).ShouldBe(1);
        adjustments.Count.ShouldBe(2);
        (await db.EvidenceMarks.CountAsync(m => entries.Select(e => e.Id).Contains(m.EntryId))).ShouldBe(21 * 5);
    }

    [Fact]
    public async Task Every_dossier_keeps_within_the_schemes_limits()
    {
        await using var db = demo.Open();
        var sections = demo.Scheme.Nomination!.Dossier;
        foreach (var entry in await db.Entries.AsNoTracking().Where(e => e.PersonId != null).ToListAsync())
        {
            foreach (var section in sections)
                entry.Dossier.Text(section.Code).Length.ShouldBeInRange(section.Minimum, section.Maximum, $"{entry.Code} {section.Name}: {entry.Dossier.Text(section.Code)}");
            entry.Dossier.Texts.Values.ShouldAllBe(t => !t.Contains('{'));
            entry.Dossier.Standards.Count.ShouldBe(demo.Scheme.Nomination!.Standards!.Items.Count);
        }
    }

    [Fact]
    public async Task The_people_of_the_past_acted_within_their_windows()
    {
        await using var db = demo.Open();
        var cycles = await db.Cycles.AsNoTracking().ToDictionaryAsync(c => c.Id);
        foreach (var entry in await db.Entries.AsNoTracking().Where(e => e.PersonId != null).ToListAsync())
        {
            cycles[entry.CycleId].Phase(PhaseCode.Nominate).Contains(entry.SubmittedAt!.Value).ShouldBeTrue($"{entry.Code} {entry.SubmittedAt}");
            var marks = await db.EvidenceMarks.AsNoTracking().Where(m => m.EntryId == entry.Id).ToListAsync();
            marks.ShouldAllBe(m => cycles[entry.CycleId].Phase(PhaseCode.Review).Contains(m.At) && m.At > entry.DecidedAt);
        }

        foreach (var draw in await db.Draws.AsNoTracking().ToListAsync())
        {
            cycles[draw.CycleId].Phase(PhaseCode.Review).Contains(draw.At).ShouldBeTrue();
            draw.Order.ShouldBe(Domain.Judging.Draw.Shuffle(draw.Seed, draw.Order.Order(StringComparer.Ordinal)));
        }

        var approvals = await db.Approvals.AsNoTracking().ToListAsync();
        // Six months, one of them counted twice, two quarters and two neighbours.
        approvals.Count.ShouldBe(11);
        approvals.ShouldAllBe(a => a.ApprovedById != a.TalliedById);
    }
}
