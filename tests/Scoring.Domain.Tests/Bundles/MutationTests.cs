using Scoring.Domain.Bundles;

namespace Scoring.Domain.Tests.Bundles;

/// <summary>Whatever one thing is changed in a bundle, the check sees it and says where; and it never cries wolf.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Clean_bundles_raise_no_alarm()
    {
        var count = Work.Of(40, 500);
        var clean = 0;
        for (var seed = 0; seed < count; seed++)
        {
            var made = new MadeBundle(seed);
            BundleCheck.Run(made.Archive, made.PublicPem).Faults.ShouldBeEmpty($"seed {seed}");
            clean++;
        }

        clean.ShouldBe(count);
    }

    [Fact]
    public void Every_single_change_is_seen_and_located()
    {
        var count = Work.Of(420, 10_000);
        var random = new Random(20261124);
        var made = Enumerable.Range(0, 12).Select(seed => new MadeBundle(seed)).ToArray();
        var seen = new Dictionary<string, int>();
        var missed = new List<string>();
        var covers = Enum.GetValues<Mutation.Cover>();
        for (var n = 0; n < count;)
        {
            var (bundle, kind, cover) = (made[n % made.Length], Mutation.Kinds[n % Mutation.Kinds.Count], covers[n / Mutation.Kinds.Count % covers.Length]);
            if (Mutation.Make(bundle.Archive, kind, cover, random) is not { } mutation) continue;
            var faults = BundleCheck.Run(mutation.Archive, bundle.PublicPem).Faults;
            if (!faults.Any(f => mutation.Files.Contains(f.File))) missed.Add($"{n}: {mutation.What}: {(faults.Count == 0 ? "nothing seen" : faults[0].ToString())}");
            seen[$"{kind}, {cover}"] = seen.GetValueOrDefault($"{kind}, {cover}") + 1;
            n++;
        }

        missed.ShouldBeEmpty();
        // The work was really done, and of every kind under every cover.
        seen.Values.Sum().ShouldBe(count);
        seen.Count.ShouldBe(Mutation.Kinds.Count * covers.Length);
        seen.Values.Min().ShouldBeGreaterThan(count / (Mutation.Kinds.Count * covers.Length) / 2);
    }

    [Fact]
    public void What_the_signature_alone_would_catch_is_located_all_the_same()
    {
        // Listed anew and signed anew: the hashes of record, result and scheme, the fingerprints and the chain still say which file it was.
        var random = new Random(7);
        var made = new MadeBundle(1);
        var named = 0;
        string[] kinds = ["a row dropped", "rows swapped", "the rubric edited", "an older chain"];
        for (var n = 0; n < 80;)
        {
            if (Mutation.Make(made.Archive, kinds[n % 4], Mutation.Cover.Signed, random) is not { } mutation) continue;
            var file = mutation.Files[0];
            // Without the published key, as somebody who got the bundle from a stranger.
            if (BundleCheck.Run(mutation.Archive).Faults.Any(f => f.File == file)) named++;
            n++;
        }

        // The order of rows in sheets.json carries no meaning of its own between different sheets.
        named.ShouldBeGreaterThanOrEqualTo(70);
    }

    [Fact]
    public void Python_sees_and_locates_them_too()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (count, random) = (Work.Of(42, 1_000), new Random(11));
            var made = new MadeBundle(5);
            var key = Path.Combine(folder, "key.pem");
            File.WriteAllBytes(key, made.PublicPem);
            File.WriteAllBytes(Path.Combine(folder, "clean.zip"), made.Archive);
            var wanted = new List<Mutation>();
            while (wanted.Count < count)
            {
                if (Mutation.Make(made.Archive, Mutation.Kinds[wanted.Count % 7], (Mutation.Cover)(wanted.Count / 7 % 3), random) is not { } mutation) continue;
                File.WriteAllBytes(Path.Combine(folder, $"{wanted.Count}.zip"), mutation.Archive);
                wanted.Add(mutation);
            }

            var names = Enumerable.Range(0, count).Select(i => Path.Combine(folder, $"{i}.zip")).Append(Path.Combine(folder, "clean.zip")).ToList();
            var (exit, lines) = Python.Run([.. names, "--key", key]);
            exit.ShouldBe(1);
            lines.ShouldContain($"{names[^1]}: OK");
            var faults = lines.Where(l => l.Contains(".zip: WRONG ", StringComparison.Ordinal)).ToLookup(l => l[..l.IndexOf(": WRONG ", StringComparison.Ordinal)], l => l[(l.IndexOf(": WRONG ", StringComparison.Ordinal) + 8)..]);
            for (var i = 0; i < count; i++)
                faults[names[i]].ShouldContain(f => wanted[i].Files.Any(file => f.StartsWith(file + ":", StringComparison.Ordinal)), $"{wanted[i].What}: {string.Join(" | ", faults[names[i]])}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
