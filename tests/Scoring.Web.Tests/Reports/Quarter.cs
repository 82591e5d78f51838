using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Domain.Surveys;

namespace Scoring.Web.Tests.Reports;

/// <summary>
/// The district with what a quarter of pairings needs: the second office, two units, three pairings in two streets, a rater for each branch and community
/// of their estates, and a second clerk in each street. It begins on Monday 28 September 2026, before the quarter ends.
/// <code>
/// 甲局 helps 2111 and 2112 (street 1, communities 211), 乙局 helps 2211 (street 2, community 221)
/// </code>
/// </summary>
public sealed class Quarter : WebApp
{
    public const int Office = 18;

    protected override string Programmes => "YIBAO_WUBANG";

    public override DateTimeOffset Begins => China(2026, 9, 28, 9);

    public static IReadOnlyList<int> Estates { get; } = [2111, 2112, 2211];

    protected override void Furnish(ScoringDb db)
    {
        db.Units.Add(new Unit { Id = Office, Code = "CCO", Name = "区创建办", Kind = UnitKind.Department, ParentId = District.Id });
        db.Units.Add(new Unit { Id = 31, Code = "UA", Name = "甲局", Kind = UnitKind.Institution, ParentId = District.Id });
        db.Units.Add(new Unit { Id = 32, Code = "UB", Name = "乙局", Kind = UnitKind.Institution, ParentId = District.Id });
        db.SaveChanges();
        foreach (var (estate, unit) in Estates.Zip((int[])[31, 31, 32]))
            db.Pairings.Add(new PairingAssignment { PairedUnitId = unit, EstateId = estate, Since = new(2026, 1, 1), LeadCadre = "包保领导", Commitments = "每月到小区一次" });
        var id = 200;
        void Person(string name, Role role, int unit) => District.AddAccount(db, ++id, name, name, role, unit);
        Person("office", Role.EvidenceDepartment, Office);
        Person("second-1", Role.StreetCommittee, 21);
        Person("second-2", Role.StreetCommittee, 22);
        Person("unit-a", Role.PairedUnit, 31);
        Person("unit-b", Role.PairedUnit, 32);
        foreach (var estate in Estates)
            Person(Text($"branch-{estate}"), Role.Judge, (estate * 10) + 1);
        Person("community-211", Role.Judge, 211);
        Person("community-221", Role.Judge, 221);
    }

    /// <summary>Twenty-five residents of each estate, 23 of them satisfied: 92 %.</summary>
    public Task Survey() => Db(async db =>
    {
        foreach (var estate in Estates)
        {
            foreach (var (answer, count) in new[] { ("satisfied", 23), ("dissatisfied", 2) })
                db.BallotCounts.Add(new BallotCount { SchemeCode = "YIBAO_WUBANG", EstateId = estate, Question = "overall", Answer = answer, Day = new(2026, 10, 9), Channel = BallotChannel.Open, Count = count });
        }

        await db.SaveChangesAsync();
        await db.TotalsWindows.ExecuteDeleteAsync();
    });

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
