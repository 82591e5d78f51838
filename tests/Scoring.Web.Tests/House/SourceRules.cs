using System.Text.RegularExpressions;

namespace Scoring.Web.Tests.House;

/// <summary>The house rules that can be read off the text. Each answers with its violations, so that the same rule judges planted ones.</summary>
public static partial class SourceRules
{
    /// <summary>Which rooms each room may build on.</summary>
    private static readonly Dictionary<string, string[]> Below = new(StringComparer.Ordinal)
    {
        ["Scoring.Domain"] = [],
        ["Scoring.Data"] = ["Scoring.Domain"],
        ["Scoring.Data.Sqlite"] = ["Scoring.Data", "Scoring.Domain"],
        ["Scoring.Web"] = ["Scoring.Data.Sqlite", "Scoring.Data", "Scoring.Domain"],
        ["Scoring.Verify"] = ["Scoring.Domain"],
    };

    public static IEnumerable<string> WrongDependencies(IEnumerable<TextFile> projects)
    {
        foreach (var project in projects)
        {
            var room = Path.GetFileNameWithoutExtension(project.Name);
            if (!Below.TryGetValue(room, out var allowed))
            {
                yield return $"{project.Path}: a room that the table of rooms does not know";
                continue;
            }

            foreach (var other in Reference().Matches(project.Text).Select(m => m.Groups["room"].Value).Where(o => !allowed.Contains(o, StringComparer.Ordinal)))
                yield return $"{project.Path}: {room} may not build on {other}";
            if (room == "Scoring.Domain" && (project.Text.Contains("PackageReference", StringComparison.Ordinal) || project.Text.Contains("FrameworkReference", StringComparison.Ordinal)))
                yield return $"{project.Path}: Domain has no packages";
        }
    }

    /// <summary>Slices of one room must not know another's: they meet in Domain.</summary>
    public static IEnumerable<string> RoomsThatKnowAnother(IEnumerable<TextFile> features)
    {
        const string Root = "src/Scoring.Web/Features/";
        var files = features.ToList();
        var rooms = files.Select(f => f.Path[Root.Length..].Split('/')).Where(p => p.Length > 1).Select(p => p[0]).Where(r => r != "Shared").Distinct(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var own = file.Path[Root.Length..].Split('/')[0];
            foreach (var other in rooms.Where(r => r != own))
            {
                if (Regex.IsMatch(file.Text, $@"Features\.{other}\b|(?<![\w.]){other}\.[A-Z]\w*\.(Query|View|Row|Command|Form|Handler|Validator)\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
                    yield return $"{file.Path}: knows the room {other}";
            }
        }
    }

    public static IEnumerable<string> BannedNames(IEnumerable<TextFile> code) =>
        from file in code
        from Match type in TypeName().Matches(file.Text)
        let name = type.Groups["name"].Value
        where Banned().IsMatch(name)
        select $"{file.Path}: {name}";

    /// <summary>The engine is generic: what a programme is called, or its code, is the scheme file's affair.</summary>
    public static IEnumerable<string> ProgrammeNames(IEnumerable<TextFile> files, IReadOnlyCollection<string> names) =>
        from file in files
        from name in names
        where file.Text.Contains(name, StringComparison.OrdinalIgnoreCase)
        select $"{file.Path}: {name}";

    /// <summary>Who may ask the system for the time: the clock, and what must not move with the demo's clock.</summary>
    private static readonly string[] Clocks = ["src/Scoring.Web/Setup/Clock.cs", "src/Scoring.Web/Features/Accounts/Locks.cs"];

    public static IEnumerable<string> OtherClocks(IEnumerable<TextFile> files) =>
        from file in files
        where !Clocks.Contains(file.Path, StringComparer.Ordinal)
        from Match match in SystemTime().Matches(file.Text)
        select $"{file.Path}: {match.Value}";

    public static IEnumerable<string> BinaryFractions(IEnumerable<TextFile> domain) =>
        from file in domain
        from line in file.Lines
        let code = line.Split("//")[0]
        where Fraction().IsMatch(code)
        select $"{file.Path}: {code.Trim()}";

    public static IEnumerable<string> LongFiles(IEnumerable<TextFile> files, int longest) =>
        files.Where(f => f.Lines.Length > longest).Select(f => $"{f.Path}: {f.Lines.Length} lines");

    /// <summary>Words of how the project is made, and places on somebody's machine, belong to nobody who reads it later.</summary>
    public static IEnumerable<string> PrivateWords(IEnumerable<TextFile> files) =>
        from file in files
        from Match match in Private().Matches(file.Text)
        select $"{file.Path}: {match.Value.Trim()}";

    public static IEnumerable<string> SkippedTests(IEnumerable<TextFile> tests) =>
        from file in tests
        from Match match in Skipped().Matches(file.Text)
        select $"{file.Path}: {match.Value}";

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<room>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\s*(public |internal |private |protected |file |static |sealed |abstract |partial |readonly |ref )*(class|record struct|record class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex TypeName();

    [GeneratedRegex("(Service|Manager|Helper|Util|Utils|Utility|Common|Dto|DTO|Vm|VM|ViewModel|Repository)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Banned();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SystemTime();

    [GeneratedRegex(@"(?<![\w""])(double|float)\b|\bMath\.(Pow|Sqrt|Log)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<![\w.:~/}{-])/(work|root|home|Users|tmp)/\w+|\b[A-Z]:\\\\?(Users|work)\b|\b[i]ssues? #?\d+|\b(this|last|previous|next) [s]ession\b|\b[s]ub-?agents?\b|\b(127\.0\.0\.1|localhost):\d+/(repository|registry|npm|v3)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Private();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*\bSkip\b|\bSkip(Test|Unless|When)?Exception\b|\bSkip\.If", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Skipped();
}
