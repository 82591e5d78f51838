using Scoring.Browser.Tests.Stage;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Stars;

/// <summary>The test district in January 2026, with the fifth lead department and two branches that sign in for themselves.</summary>
public sealed class YearApp : LiveApp
{
    public const int FifthDepartment = 19;

    public override DateTimeOffset Begins => China(2026, 1, 5, 9);

    protected override string Programmes => "FIVE_STAR_BRANCH";

    protected override void Furnish(ScoringDb db)
    {
        db.Units.Add(new Unit { Id = FifthDepartment, Code = "HRSS", Name = "区人社局", Kind = UnitKind.Department, ParentId = District.Id });
        db.SaveChanges();
        District.AddAccount(db, 101, "evidence-hrss", "区人社局核查", Role.EvidenceDepartment, FifthDepartment);
        District.AddAccount(db, 103, "branch-2", "书记22111", Role.Applicant, District.Branches(2)[0]);
        db.SaveChanges();
    }
}
