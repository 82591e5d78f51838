// The words of the demo district, read from seeds/demo: this folder of code only knows how they are put together.
using System.Text.Json;

namespace Scoring.Data.Seeding;

/// <summary>The demo's own data files.</summary>
public sealed record DemoFiles(DistrictText District, NamesText Names, TextsText Texts)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the files of a folder.</summary>
    public static DemoFiles Read(string folder) =>
        new(Read<DistrictText>(folder, "district.json"), Read<NamesText>(folder, "names.json"), Read<TextsText>(folder, "texts.json"));

    private static T Read<T>(string folder, string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(folder, name)), Options)
        ?? throw new InvalidOperationException($"seeds/demo/{name} is empty.");
}

/// <summary>Names of places, and patterns to make more of them.</summary>
/// <param name="Scheme">Code of the programme that the district runs.</param>
/// <param name="District">Name of the district.</param>
/// <param name="Streets">Its streets and towns.</param>
/// <param name="Communities">Names of communities, street by street.</param>
/// <param name="EstateFirst">Beginnings of estate names.</param>
/// <param name="EstateLast">Endings of estate names.</param>
/// <param name="Compounds">Works and offices whose people live together.</param>
/// <param name="CompoundLast">What such a compound is called.</param>
/// <param name="Lanes">Lanes whose courtyards have numbers.</param>
/// <param name="Institutions">机关企事业单位 that have adopted estates.</param>
public sealed record DistrictText(
    string Scheme,
    string District,
    IReadOnlyList<StreetText> Streets,
    IReadOnlyList<string> Communities,
    IReadOnlyList<string> EstateFirst,
    IReadOnlyList<string> EstateLast,
    IReadOnlyList<string> Compounds,
    IReadOnlyList<string> CompoundLast,
    IReadOnlyList<string> Lanes,
    IReadOnlyList<NamedText> Institutions);

/// <summary>A code and the name that goes with it.</summary>
public sealed record NamedText(string Code, string Name);

/// <summary>A street and how many of the communities, in the order listed, are its own.</summary>
public sealed record StreetText(string Code, string Name, int Communities);

/// <summary>Characters for given names, by generation.</summary>
public sealed record NamesText(IReadOnlyList<GenerationText> Generations, IReadOnlyList<string> Avoid);

/// <summary>Birth years from–to, and the characters usual then.</summary>
public sealed record GenerationText(int From, int To, GivenText Men, GivenText Women);

/// <summary>First and second characters of two-character names, and characters that stand alone.</summary>
public sealed record GivenText(string First, string Second, string Single);
