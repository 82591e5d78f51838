using Microsoft.EntityFrameworkCore;
using Scoring.Browser.Tests.Stage;
using Scoring.Data;
using Scoring.Domain.Organisation;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Month;

/// <summary>
/// The test district with a fourth street, so that twelve stand for ten places, and with estates of 200 households, so that 20 answers
/// are a whole sample everywhere.
/// </summary>
public sealed class MonthApp : LiveApp
{
    public const int Streets = 4;

    protected override void Furnish(ScoringDb db)
    {
        District.AddStreet(db, Streets, "S4", "北门街道");
        db.SaveChanges();
        District.AddAccount(db, 101, "street-4", "北门街道经办", Role.StreetCommittee, District.Street(Streets));
        District.AddAccount(db, 102, "judge-street-4", "北门街道评委", Role.Judge, District.Street(Streets));
        db.SaveChanges();
        db.Units.Where(u => u.Households != null).ExecuteUpdate(set => set.SetProperty(u => u.Households, 200));
    }
}
