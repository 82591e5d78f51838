using System.Reflection;
using AutoMapper;

namespace Scoring.Web.Tests.House;

/// <summary>The house rules that only what was compiled can answer.</summary>
public static class AssemblyRules
{
    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.Console", "System.Random",
        "System.Security.Cryptography.RandomNumberGenerator", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Thread",
        "System.Threading.Timer", "System.Threading.Tasks.Task",
    ];

    private static readonly (string Type, string Member)[] OutsideMembers =
    [
        ("System.DateTime", "get_Now"), ("System.DateTime", "get_UtcNow"), ("System.DateTime", "get_Today"),
        ("System.DateTimeOffset", "get_Now"), ("System.DateTimeOffset", "get_UtcNow"), ("System.Guid", "NewGuid"), ("System.Double", "Parse"),
    ];

    /// <summary>References beyond the base library, and uses of the clock, chance, files or the network.</summary>
    public static IEnumerable<string> Worldly(Metadata assembly)
    {
        foreach (var other in assembly.Assemblies.Where(a => !a.StartsWith("System.", StringComparison.Ordinal)))
            yield return $"references {other}";
        foreach (var type in assembly.Types.Where(t => Outside.Contains(t, StringComparer.Ordinal) || t.StartsWith("System.Net.", StringComparison.Ordinal)))
            yield return $"uses {type}";
        // Iterators ask for the number of their thread by themselves.
        foreach (var member in assembly.Members.Where(m => OutsideMembers.Contains((m.Type, m.Name)) || (m.Type == "System.Environment" && m.Name != "get_CurrentManagedThreadId")))
            yield return $"uses {member.Type}.{member.Name}";
    }

    /// <summary>An interface that one class implements says nothing that the class does not. Marks on requests, which the pipeline looks for, are not meant.</summary>
    public static IEnumerable<string> LonelyInterfaces(IEnumerable<Assembly> ours)
    {
        var types = ours.SelectMany(a => a.GetTypes()).ToList();
        return from contract in types
               where contract.IsInterface && contract.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
               let classes = types.Where(t => t is { IsInterface: false, IsAbstract: false } && t.GetInterfaces().Any(i => (i.IsGenericType ? i.GetGenericTypeDefinition() : i) == contract)).ToList()
               where classes.Count == 1 && !typeof(MediatR.IBaseRequest).IsAssignableFrom(classes[0])
               select $"{contract.Name}: only {classes[0].Name}";
    }

    /// <summary>Walks the maps from member to member; a map that leads back to itself can be made to recurse without end.</summary>
    public static IEnumerable<string> CyclicMaps(IConfigurationProvider maps)
    {
        var all = maps.GetAllTypeMaps();
        var leads = all.ToDictionary(m => m, m => m.PropertyMaps.SelectMany(p => Reached(all, p)).Distinct().ToList());
        return all.Where(start => Reaches(start, start, [])).Select(m => $"{m.SourceType.Name} → {m.DestinationType.Name}");

        bool Reaches(TypeMap from, TypeMap goal, HashSet<TypeMap> seen) =>
            leads[from].Exists(next => next == goal || (seen.Add(next) && Reaches(next, goal, seen)));
    }

    private static IEnumerable<TypeMap> Reached(TypeMap[] all, PropertyMap property)
    {
        if (property.Ignored || property.SourceType is null)
            return [];
        var (from, to) = (Element(property.SourceType), Element(property.DestinationType));
        return all.Where(m => m.SourceType.IsAssignableFrom(from) && (m.DestinationType == to || m.DestinationType.IsAssignableFrom(to)));
    }

    private static Type Element(Type type) =>
        type == typeof(string) ? type
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0] ?? type;
}
