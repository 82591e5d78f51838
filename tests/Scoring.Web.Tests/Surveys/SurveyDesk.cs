using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain.Entries;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Surveys;

/// <summary>What the survey tests do again and again: print slips as the operator does, count rows, put an entry up.</summary>
internal static partial class SurveyDesk
{
    /// <summary>The first estate of the first street; 410 + 1 · 10 … households as the district says.</summary>
    public const int Estate = 2111;

    public static Task<int> October(this WebApp app) => app.Db(db => db.Cycles.Where(c => c.Period == "2026-10").Select(c => c.Id).SingleAsync());

    /// <summary>Prints a batch through the screens and reads the codes off the sheet.</summary>
    public static async Task<IReadOnlyList<string>> PrintSlips(this WebApp app, int count, int estate = Estate)
    {
        var desk = await app.SignIn("operator-1");
        var path = $"/surveys/slips?cycle={await app.October()}&estate={estate}";
        var form = await desk.Get(path);
        var sheet = await desk.Post(path, ("count", count.ToString(CultureInfo.InvariantCulture)), ("key", form.Value("key")));
        return Codes(sheet);
    }

    public static IReadOnlyList<string> Codes(Page sheet) =>
        [.. Printed().Matches(sheet.Body).Select(m => m.Groups["code"].Value.Replace(" ", string.Empty, StringComparison.Ordinal))];

    public static Task<int> Ballots(this WebApp app, int estate) => app.Db(db => db.Ballots.CountAsync(b => b.EstateId == estate));

    /// <summary>The running counts of an estate as text: "overall satisfied Slip 2".</summary>
    public static Task<List<string>> Counts(this WebApp app, int estate) => app.Db(async db =>
        (await db.BallotCounts.AsNoTracking().Where(c => c.EstateId == estate).ToListAsync())
            .OrderBy(c => c.Answer, StringComparer.Ordinal).ThenBy(c => c.Channel).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Day:MM-dd} {c.Question} {c.Answer} {c.Channel} {c.Count}")).ToList());

    /// <summary>An accepted entry for the estate's branch, 400 households.</summary>
    public static async Task<int> PutUp(this WebApp app, int estate, int slot, EntryState state = EntryState.Accepted, int households = 400)
    {
        var cycle = await app.October();
        return await app.Db(async db =>
        {
            var unit = await db.Units.SingleAsync(u => u.Id == estate);
            var entry = new Entry
            {
                CycleId = cycle, StreetId = unit.StreetId!.Value, Slot = slot, PersonName = $"书记{slot}", Composition = "RESIDENT", BranchId = (estate * 10) + 1, BranchName = "党支部",
                EstateId = estate, EstateName = unit.Name, Households = households, State = state, Code = string.Create(CultureInfo.InvariantCulture, $"E{estate}"), CreatedAt = app.Begins,
            };
            db.Entries.Add(entry);
            await db.SaveChangesAsync();
            return entry.Id;
        });
    }

    /// <summary>Adds to a running count, as so many ballots of that day would have.</summary>
    public static Task Given(this WebApp app, int estate, DateOnly day, string answer, int count, BallotChannel channel = BallotChannel.Open) => app.Db(async db =>
    {
        db.BallotCounts.Add(new BallotCount { SchemeCode = "TOP10_SECRETARY", EstateId = estate, Day = day, Question = "overall", Answer = answer, Channel = channel, Count = count });
        await db.SaveChangesAsync();
        // Counted past the book, so the totals are no longer true.
        await db.TotalsWindows.ExecuteDeleteAsync();
    });

    [GeneratedRegex("class=\"slip-code\">(?<code>[^<]+)<", RegexOptions.None, 1000)]
    private static partial Regex Printed();
}
