using System.Data.Common;
using Microsoft.Extensions.Options;

namespace Scoring.Web.Setup;

/// <summary>Where things lie on this machine: the SQLite file and the attachments, made absolute under the content root.</summary>
public sealed class Store
{
    public Store(IOptions<ScoringOptions> options, IWebHostEnvironment environment)
    {
        var connection = new DbConnectionStringBuilder { ConnectionString = options.Value.Database };
        var file = Path.GetFullPath((string)connection["Data Source"], environment.ContentRootPath);
        connection["Data Source"] = DatabaseFile = file;
        ConnectionString = connection.ConnectionString;
        FilesDirectory = Path.GetFullPath(options.Value.Files, environment.ContentRootPath);
    }

    public string ConnectionString { get; }

    public string DatabaseFile { get; }

    public string FilesDirectory { get; }
}

/// <summary>The files that travel with the program: schemes and calendars.</summary>
public sealed class SeedFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <summary>Calendar texts, one a year.</summary>
    public IReadOnlyList<string> Calendars { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "calendars"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>The working days of those years.</summary>
    public Domain.Calendars.WorkingDays WorkingDays => workingDays ??= Domain.Calendars.WorkingDays.Read(Calendars);

    private Domain.Calendars.WorkingDays? workingDays;

    /// <summary>The words of the demo district.</summary>
    public Data.Seeding.DemoFiles Demo => Data.Seeding.DemoFiles.Read(Path.Combine(Root, "demo"));

    /// <summary>A few seconds of film for the demo's candidates.</summary>
    public byte[] DemoFilm => File.ReadAllBytes(Path.Combine(Root, "demo", "talk.mp4"));

    /// <summary>Scheme files by name, without the JSON schema beside them.</summary>
    public IReadOnlyList<(string Name, string Json)> Schemes { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "schemes"), "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))];
}
