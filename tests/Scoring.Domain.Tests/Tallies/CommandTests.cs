using Scoring.Verify;

namespace Scoring.Domain.Tests.Tallies;

/// <summary>The offline command: what goes where, and with which exit code.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Prints_one_line_a_record_in_the_order_given()
    {
        var (exit, output, errors) = Run(Write("b.json", Sample.Json), Write("a.json", Sample.Json.Replace("\"ALL\"", "\"擂台\"")));
        exit.ShouldBe(0);
        errors.ShouldBeEmpty();
        var lines = output.Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("""{"format":"scoring-result/1","scheme":"ALL","version":3,"entries":[{"code":"E1","status":"RANKED",""");
        lines[1].ShouldContain("\"scheme\":\"擂台\"");
        lines[2].ShouldBeEmpty();
    }

    [Fact]
    public void Names_file_and_path_of_what_it_refuses_and_prints_the_others()
    {
        var spoilt = Write("spoilt.json", Sample.With("$.sheets[0].marks.work", "13"));
        var (exit, output, errors) = Run(Write("a.json", Sample.Json), spoilt, Write("z.json", Sample.Json));
        exit.ShouldBe(2);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        errors.ShouldStartWith($"{spoilt}: $.sheets[0].marks.work: ");
    }

    [Fact]
    public void Names_the_root_of_what_it_cannot_read()
    {
        var latin = Path.Combine(_folder, "latin.json");
        File.WriteAllBytes(latin, [.. "{\"a\": \""u8, 0xE9, .. "\"}"u8]);
        string[] files = [Path.Combine(_folder, "none.json"), _folder, Write("empty.json", ""), Write("text.json", "not JSON"), latin, ""];
        var (exit, output, errors) = Run(files);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Zip(files).ShouldAllBe(pair => pair.First.StartsWith($"{pair.Second}: $: "));
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(files.Length);
    }

    [Fact]
    public void Allows_a_byte_order_mark() => Run(Write("bom.json", "\uFEFF" + Sample.Json)).Exit.ShouldBe(0);

    private static (int Exit, string Output, string Errors) Run(params string[] files)
    {
        using StringWriter output = new(), errors = new();
        return (TallyCommand.Run(files, output, errors), output.ToString(), errors.ToString());
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
