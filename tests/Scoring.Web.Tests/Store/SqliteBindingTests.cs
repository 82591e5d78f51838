using System.Reflection;
using Microsoft.Data.Sqlite;
using Scoring.Data.Sqlite;
using Scoring.Web.Tests.House;

namespace Scoring.Web.Tests.Store;

/// <summary>Microsoft.Data.Sqlite runs on an older SQLitePCLRaw than it asks for: everything it uses must be there.</summary>
public sealed class SqliteBindingTests
{
    private const string Core = "SQLitePCLRaw.core";

    static SqliteBindingTests() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(SqliteOptions).Module.ModuleHandle);

    [Fact]
    public void The_older_binding_lacks_only_what_is_never_called()
    {
        var used = Used();
        used.Count.ShouldBeGreaterThan(60);
        Missing(used, Loaded()).ShouldBe(["SQLitePCL.raw.sqlite3_load_extension/4"]);
    }

    [Fact]
    public void Catches_a_member_that_the_binding_lacks()
    {
        (string, string, int)[] planted = [("SQLitePCL.raw", "sqlite3_of_tomorrow", 2), ("SQLitePCL.raw", "sqlite3_libversion", 0), ("SQLitePCL.raw", "sqlite3_libversion", 3)];
        Missing(planted, Loaded()).ShouldBe(["SQLitePCL.raw.sqlite3_of_tomorrow/2", "SQLitePCL.raw.sqlite3_libversion/3"]);
    }

    [Fact]
    public void The_library_is_new_enough()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Version.Parse(connection.ServerVersion).ShouldBeGreaterThanOrEqualTo(new Version(3, 35, 5));
    }

    private static Assembly Loaded() => Assembly.Load(Core);

    private static IReadOnlyList<(string Type, string Name, int Parameters)> Used()
    {
        using var metadata = Metadata.Of(typeof(SqliteConnection));
        return [.. metadata.Members.Where(m => m.Assembly == Core).Select(m => (m.Type, m.Name, m.Parameters)).Distinct()];
    }

    private static IEnumerable<string> Missing(IEnumerable<(string Type, string Name, int Parameters)> used, Assembly binding)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
        return from member in used
               let type = binding.GetType(member.Type)
               let there = type is not null && (member.Parameters < 0
                   ? type.GetField(member.Name, All) is not null
                   : type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Any(m => m.Name == member.Name && m.GetParameters().Length == member.Parameters)
                     || (type.BaseType == typeof(MulticastDelegate) && type.GetConstructors().Length == 1))
               where !there
               select $"{member.Type}.{member.Name}/{member.Parameters}";
    }
}
