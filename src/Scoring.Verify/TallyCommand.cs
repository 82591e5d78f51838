using Scoring.Domain.Tallies;

namespace Scoring.Verify;

/// <summary>Tallies files one after another: results to one side, refusals to the other, and no file stops the next.</summary>
public static class TallyCommand
{
    /// <summary>Exit code when every record was tallied.</summary>
    public const int Done = 0;

    /// <summary>Exit code when a record is invalid or a file is unreadable.</summary>
    public const int Refused = 2;

    /// <summary>Writes one result a line to <paramref name="output"/>; file, JSON path and reason of what was refused to <paramref name="errors"/>.</summary>
    public static int Run(IEnumerable<string> files, TextWriter output, TextWriter errors)
    {
        var exit = Done;
        foreach (var file in files)
        {
            try
            {
                var result = Tally.Run(TallyRecord.Parse(Read(file))).Print();
                output.Write(result);
                output.Write('\n');
            }
            catch (InvalidRecord refusal)
            {
                errors.Write($"{file}: {refusal.Path}: {refusal.Reason}\n");
                exit = Refused;
            }
        }

        output.Flush();
        errors.Flush();
        return exit;
    }

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidRecord("$", $"文件读不出来（{failure.Message}）");
        }
    }
}
