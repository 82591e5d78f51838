using System.Globalization;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Organisation;

namespace Scoring.Data.Seeding;

/// <summary>申报 and 资格审查 of one month: every street files its slots, the operator accepts them.</summary>
internal static class DemoNominations
{
    /// <param name="to">What everything is taken from.</param>
    /// <param name="month">The month.</param>
    /// <param name="substitution">Whether one street changes its mind half way.</param>
    public static void Add(DemoContext to, DemoMonth month, bool substitution)
    {
        var filed = new List<Entry>();
        var firstId = month.Cycle.Number * 100;
        foreach (var street in to.District.Streets)
        {
            var clerk = to.Accounts.Of(Role.StreetCommittee, street.Id);
            var quota = to.Scheme.Nomination!.QuotaPerStreet;
            // One more than the slots: whoever is withdrawn must come from somewhere.
            var candidates = to.Random.ListItems([.. Standing(to, street)], quota + 1);
            for (var slot = 1; slot <= quota; slot++)
            {
                int? replaces = null;
                if (substitution && slot == 2 && street == to.District.Streets[3])
                {
                    var gone = Entry(to, month, street, slot, candidates[quota], ++firstId, null);
                    (gone.State, gone.Reason) = (EntryState.Withdrawn, to.Texts.Said("withdrawn"));
                    to.Db.Entries.Add(gone);
                    to.Log.Note(gone.SubmittedAt!.Value.AddHours(3), clerk, street.Name, "Nominations.Withdraw", month.Cycle.Id, gone.Id, $"撤回{gone.PersonName}的申报，理由：{gone.Reason}");
                    replaces = gone.Id;
                }

                filed.Add(Entry(to, month, street, slot, candidates[slot - 1], ++firstId, replaces));
            }

            var last = filed.Where(e => e.StreetId == street.Id).Max(e => e.SubmittedAt!.Value).AddMinutes(12);
            to.Db.Filings.Add(new Filing { CycleId = month.Cycle.Id, StreetId = street.Id, ById = clerk.Id, At = last });
        }

        Accept(to, month, filed);
        month.Entries = filed;
        to.Db.Entries.AddRange(filed);
    }

    private static IEnumerable<Person> Standing(DemoContext to, Unit street)
    {
        var branches = to.District.Branches.Where(b => b.StreetId == street.Id).Select(b => b.Id).ToHashSet();
        return to.District.People.Where(p => branches.Contains(p.UnitId) && p.Title == "党支部书记" && !to.Winners.Contains(p.Id));
    }

    private static Entry Entry(DemoContext to, DemoMonth month, Unit street, int slot, Person person, int id, int? replaces)
    {
        var days = to.Calendar.Between(month.FirstDay(PhaseCode.Nominate), month.LastDay(PhaseCode.Nominate)).ToList();
        var day = days[Math.Min(days.Count - 1, to.Random.Number(replaces is null ? 0 : 2, days.Count - 1))];
        var submitted = DemoMonth.At(day, to.Random.Number(560, 960), to.Random.Number(0, 59));
        var branch = to.District.Branches.First(b => b.Id == person.UnitId);
        var estate = to.District.EstateOf(branch);
        var clerk = to.Accounts.Of(Role.StreetCommittee, street.Id);
        to.Log.Note(submitted, clerk, street.Name, "Nominations.Submit", month.Cycle.Id, id, $"申报第 {slot} 名：{person.Name}（{branch.Name}）");
        month.People[id] = person;
        return new Entry
        {
            Id = id,
            CycleId = month.Cycle.Id,
            StreetId = street.Id,
            Slot = slot,
            PersonId = person.Id,
            PersonName = person.Name,
            Composition = person.Composition,
            PersonTitle = person.Title,
            BranchId = branch.Id,
            BranchName = branch.Name,
            EstateId = estate.Id,
            EstateName = estate.Name,
            Households = estate.Households!.Value,
            State = EntryState.Accepted,
            Dossier = Write(to, month, person, branch, estate),
            ReplacesId = replaces,
            CreatedAt = submitted.AddMinutes(-to.Random.Number(35, 180)),
            SubmittedAt = submitted,
            Version = 3,
        };
    }

    private static Dossier Write(DemoContext to, DemoMonth month, Person person, Unit branch, Unit estate)
    {
        var households = estate.Households!.Value;
        var members = Math.Clamp(households / to.Random.Number(18, 30), 8, 96);
        var asked = to.Random.Number(18, 66);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["branch"] = branch.Name,
            ["estate"] = estate.Name,
            ["households"] = Text(households),
            ["residents"] = Text((int)(households * to.Random.Double(2.3, 2.9))),
            ["buildings"] = Text(Math.Max(1, households / to.Random.Number(40, 70))),
            ["members"] = Text(members),
            ["retired"] = Text(members * to.Random.Number(4, 7) / 10),
            ["asked"] = Text(asked),
            ["solved"] = Text(asked - to.Random.Number(1, 5)),
            ["since"] = Text(Math.Max(to.Random.Number(2017, 2024), person.PartyYear!.Value + 3)),
            ["month"] = Text(month.FirstDay(PhaseCode.Nominate).Month),
        };
        var rules = to.Scheme.Nomination!;
        return new Dossier(
            rules.Dossier.ToDictionary(s => s.Code, s => to.Texts.Section(s, facts), StringComparer.Ordinal),
            [.. rules.Standards?.Items.Select(i => i.Code) ?? []])
        {
            // Streets think well of their own: full points, now and then half a point less.
            SelfReport = to.Scheme.Evidence.Where(e => e.SelfReport).SelectMany(e => e.Indicators.Select(i => (Key: $"{e.Block}.{i.Code}", i.Maximum)))
                .ToDictionary(i => i.Key, i => (i.Maximum - (to.Random.Number(1, 5) == 1 ? 0.5m : 0)).ToString("0.##", CultureInfo.InvariantCulture), StringComparer.Ordinal),
        };
    }

    private static void Accept(DemoContext to, DemoMonth month, List<Entry> filed)
    {
        var by = to.Accounts.Operator;
        var office = to.District.Units.First(u => u.Id == by.UnitId).Name;
        var returned = filed[to.Random.Number(0, filed.Count - 1)];
        var n = 0;
        foreach (var entry in filed.OrderBy(e => e.SubmittedAt))
        {
            entry.Code = $"E{++n:D2}";
            if (entry == returned)
            {
                to.Log.Note(entry.SubmittedAt!.Value.AddMinutes(41), by, office, "Reviews.Return", month.Cycle.Id, entry.Id, $"退回{entry.PersonName}的申报，理由：{to.Texts.Said("returned")}");
                entry.SubmittedAt = entry.SubmittedAt.Value.AddMinutes(95);
                var street = to.District.Streets.First(s => s.Id == entry.StreetId);
                to.Log.Note(entry.SubmittedAt.Value, to.Accounts.Of(Role.StreetCommittee, street.Id), street.Name, "Nominations.Submit", month.Cycle.Id, entry.Id, $"补充材料后重新提交：{entry.PersonName}");
                entry.Version += 2;
            }

            // One after the other on the working day after nominations close, when nobody can change a list any more.
            entry.DecidedAt = DemoMonth.At(to.Calendar.Next(month.LastDay(PhaseCode.Nominate)), 540 + (n * 6), n * 7 % 60);
            to.Log.Note(entry.DecidedAt.Value, by, office, "Reviews.Accept", month.Cycle.Id, entry.Id, $"{entry.PersonName}资格审查通过，编号 {entry.Code}");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
