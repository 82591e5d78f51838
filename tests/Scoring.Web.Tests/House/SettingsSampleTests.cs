using System.Text.Json;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests.House;

/// <summary>appsettings.sample.json lists every setting with its default and what it means.</summary>
public sealed class SettingsSampleTests
{
    private static readonly string Sample = Checkout.All.Single(f => f.Path == "appsettings.sample.json").Text;

    [Fact]
    public void The_sample_lists_every_setting_with_its_default() => Differences(Sample).ShouldBeEmpty();

    [Theory]
    [InlineData("\"LockoutAfter\": 5,", "", "LockoutAfter is missing")]
    [InlineData("\"LockoutAfter\": 5,", "\"LockoutAfter\": 6,", "LockoutAfter is 6 in the sample and 5 in the program")]
    [InlineData("\"LockoutAfter\": 5,", "\"LockoutAfter\": 5, \"Colour\": 1,", "Colour is no setting")]
    [InlineData("// Failed sign-ins before an account is locked.", "", "LockoutAfter has no meaning above it")]
    public void Catches_a_sample_that_differs(string there, string planted, string difference)
    {
        Sample.ShouldContain(there);
        Differences(Sample.Replace(there, planted, StringComparison.Ordinal)).ShouldContain(difference);
    }

    private static IEnumerable<string> Differences(string sample)
    {
        using var json = JsonDocument.Parse(sample, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var listed = json.RootElement.GetProperty(ScoringOptions.Section).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetRawText(), StringComparer.Ordinal);
        var settings = typeof(ScoringOptions).GetProperties();
        var lines = sample.Split('\n').Select(l => l.Trim()).ToList();
        foreach (var setting in settings)
        {
            var value = JsonSerializer.Serialize(setting.GetValue(new ScoringOptions()));
            if (!listed.TryGetValue(setting.Name, out var given))
            {
                yield return $"{setting.Name} is missing";
                continue;
            }

            if (given != value)
                yield return $"{setting.Name} is {given} in the sample and {value} in the program";
            if (!lines[lines.FindIndex(l => l.StartsWith($"\"{setting.Name}\"", StringComparison.Ordinal)) - 1].StartsWith("//", StringComparison.Ordinal))
                yield return $"{setting.Name} has no meaning above it";
        }

        foreach (var name in listed.Keys.Except(settings.Select(s => s.Name), StringComparer.Ordinal))
            yield return $"{name} is no setting";
    }
}
