using Scoring.Domain.Bundles;
using Scoring.Verify;

namespace Scoring.Domain.Tests.Bundles;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private readonly MadeBundle made = new(2);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_good_bundle_with_the_published_key_is_exit_0()
    {
        var (exit, output, errors) = Run(Write("key.pem", made.PublicPem), Write("a.zip", made.Archive));
        (exit, errors).ShouldBe((0, string.Empty));
        output.ShouldContain("核验通过：十月");
    }

    [Fact]
    public void Another_key_than_the_published_one_is_exit_1_and_said_first()
    {
        var (exit, output, _) = Run(Write("key.pem", new MadeBundle(3).PublicPem), Write("a.zip", made.Archive));
        exit.ShouldBe(1);
        output.Split('\n')[0].ShouldContain("a.zip: key.pem: 不是公布的那把公钥");
    }

    [Fact]
    public void A_key_changed_in_any_one_letter_is_a_fault_and_never_a_crash()
    {
        var files = BundleFiles.Read(made.Archive).ByName.ToDictionary();
        var key = files["key.pem"].ToArray();
        var start = Array.IndexOf(key, (byte)'\n') + 1;
        var tried = 0;
        foreach (var letter in "0Az/"u8.ToArray())
        {
            for (var at = start; at < start + 120; at++)
            {
                var changed = key.ToArray();
                if (changed[at] == letter || changed[at] == '\n') continue;
                changed[at] = letter;
                files["key.pem"] = changed;
                BundleCheck.Run(BundleFiles.Pack(files)).Faults.ShouldContain(f => f.File == "key.pem");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void A_changed_mark_is_exit_1_and_names_the_sheet()
    {
        var files = BundleFiles.Read(made.Archive).ByName.ToDictionary();
        var sheets = System.Text.Encoding.UTF8.GetString(files["sheets.json"]);
        var at = sheets.IndexOf("\"work\":\"", StringComparison.Ordinal) + 8;
        files["sheets.json"] = System.Text.Encoding.UTF8.GetBytes(string.Concat(sheets.AsSpan(0, at), "0.5", sheets.AsSpan(sheets.IndexOf('"', at))));
        var (exit, output, _) = Run(null, Write("a.zip", BundleFiles.Pack(files)));
        exit.ShouldBe(1);
        output.ShouldContain("sheets.json: $.sheets[0].fingerprint");
    }

    [Fact]
    public void What_is_no_bundle_is_exit_2_and_does_not_stop_the_next()
    {
        var (exit, output, errors) = Run(null, Write("b.zip", "no archive"u8.ToArray()), Path.Combine(folder, "none.zip"), Write("a.zip", made.Archive));
        exit.ShouldBe(2);
        errors.ShouldContain("b.zip: 不是完好的 ZIP 文件");
        errors.ShouldContain("none.zip: 文件读不出来");
        output.ShouldContain("a.zip: 核验通过");
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static (int Exit, string Output, string Errors) Run(string? key, params string[] files)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = VerifyCommand.Run(files, key, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
