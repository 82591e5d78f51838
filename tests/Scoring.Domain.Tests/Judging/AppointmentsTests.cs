using Scoring.Domain.Judging;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;

namespace Scoring.Domain.Tests.Judging;

public sealed class AppointmentsTests
{
    private static readonly JudgingRules Rules = Field.Scheme.Judging!;
    private static readonly Unit[] Units =
    [
        Unit(11, "ORG", UnitKind.Department), Unit(12, "PLC", UnitKind.Department), Unit(19, "WATER", UnitKind.Department), Unit(21, "S1", UnitKind.Street), Unit(22, "S2", UnitKind.Street),
    ];

    [Fact]
    public void Seats_the_departments_the_scheme_names_and_every_street() =>
        Seats.Of(Rules, Units, [Field.Judge(1, unit: 11)]).Select(s => $"{s.Group.Group} {s.Unit.Code} owes {s.Owed}")
            .ShouldBe(["department ORG owes 0", "department PLC owes 1", "street S1 owes 1", "street S2 owes 1"]);

    [Fact]
    public void Owes_a_judge_again_when_one_is_removed()
    {
        var judge = Field.Judge(1, unit: 11);
        judge.RemovedAt = Field.Before;
        Seats.Of(Rules, Units, [judge])[0].Owed.ShouldBe(1);
    }

    [Theory]
    [InlineData("live", "department", 4, "不由单位22选派")]
    [InlineData("live", "department", 2, "不由单位19选派")]
    [InlineData("live", "street", 0, "不由单位11选派")]
    [InlineData("live", "public", 0, "没有这个评委组")]
    [InlineData("written", "department", 0, "没有这个评委组")]
    public void Refuses_a_unit_or_group_that_the_scheme_does_not_allow(string panel, string group, int unit, string words)
    {
        var refused = Should.Throw<Refused>(() => Seats.Demand(Rules, Units, [], panel, group, Units[unit]));
        refused.Message.ShouldContain(words);
        refused.Kind.ShouldBe(RefusalKind.Input);
    }

    [Fact]
    public void Refuses_one_judge_more_than_the_unit_sends() =>
        Should.Throw<Refused>(() => Seats.Demand(Rules, Units, [Field.Judge(1, unit: 11)], "live", "department", Units[0])).Message.ShouldContain("应派 1 名，已经派齐");

    private static Unit Unit(int id, string code, UnitKind kind) =>
        new() { Id = id, Code = code, Name = $"单位{id}", Kind = kind, StreetId = kind == UnitKind.Street ? id : null };
}
