using System.Reflection;
using AutoMapper;
using Scoring.Data;
using Scoring.Data.Sqlite;
using Scoring.Domain;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests.House;

public sealed class AssemblyRulesTests
{
    private static readonly Assembly[] Ours = [typeof(Refused).Assembly, typeof(ScoringDb).Assembly, typeof(SqliteOptions).Assembly, typeof(Wiring).Assembly];

    [Fact]
    public void The_domain_knows_no_clock_no_chance_and_nothing_outside()
    {
        using var domain = Metadata.Of(typeof(Refused));
        domain.Types.Count.ShouldBeGreaterThan(50);
        AssemblyRules.Worldly(domain).ShouldBeEmpty();
    }

    [Fact]
    public void Catches_an_assembly_that_looks_outside()
    {
        // This test assembly does everything that Domain must not: it is the planted violation.
        _ = new Random(1).Next();
        _ = Guid.NewGuid();
        using var tests = Metadata.Of(typeof(AssemblyRulesTests));
        var violations = AssemblyRules.Worldly(tests).ToList();
        violations.ShouldContain("references AutoMapper");
        violations.ShouldContain("uses System.Random");
        violations.ShouldContain("uses System.IO.File");
        violations.ShouldContain("uses System.Guid.NewGuid");
        violations.ShouldContain("uses System.Net.Http.HttpClient");
    }

    [Fact]
    public void No_interface_has_a_single_implementation() => AssemblyRules.LonelyInterfaces(Ours).ShouldBeEmpty();

    [Fact]
    public void Catches_an_interface_with_a_single_implementation() =>
        AssemblyRules.LonelyInterfaces([typeof(ILonely).Assembly]).ShouldBe(["ILonely: only Only"]);

    [Fact]
    public void Maps_are_complete_and_lead_to_an_end()
    {
        var maps = new MapperConfiguration(c => c.AddProfiles(typeof(Wiring).Assembly));
        maps.AssertConfigurationIsValid();
        AssemblyRules.CyclicMaps(maps).ShouldBeEmpty();
    }

    [Fact]
    public void Catches_maps_that_lead_back_to_themselves()
    {
        var maps = new MapperConfiguration(c =>
        {
            c.CreateMap<Parent, ParentRow>();
            c.CreateMap<Child, ChildRow>();
            c.CreateMap<Leaf, LeafRow>();
        });
        AssemblyRules.CyclicMaps(maps).Order(StringComparer.Ordinal).ShouldBe(["Child → ChildRow", "Parent → ParentRow"]);
    }

    [Fact]
    public void Catches_a_map_that_forgets_a_member()
    {
        var maps = new MapperConfiguration(c => c.CreateMap<Leaf, ParentRow>());
        Should.Throw<AutoMapperConfigurationException>(maps.AssertConfigurationIsValid);
    }

    private interface ILonely;

    private sealed class Only : ILonely;

    private sealed class Parent
    {
        public List<Child> Children { get; init; } = [];
    }

    private sealed class Child
    {
        public Parent? Parent { get; init; }

        public Leaf? Leaf { get; init; }
    }

    private sealed class Leaf
    {
        public int Number { get; init; }
    }

    private sealed class ParentRow
    {
        public List<ChildRow> Children { get; init; } = [];
    }

    private sealed class ChildRow
    {
        public ParentRow? Parent { get; init; }

        public LeafRow? Leaf { get; init; }
    }

    private sealed class LeafRow
    {
        public int Number { get; init; }
    }
}
