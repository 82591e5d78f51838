using Scoring.Web.Setup;

namespace Scoring.Web.Features.Organisation;

/// <summary>The kinds of secretary that the programmes' newest schemes distinguish, by code.</summary>
public sealed class Compositions(SchemeShelf shelf)
{
    public async Task<IReadOnlyDictionary<string, string>> Names(CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, scheme) in await shelf.Latest(cancellationToken))
        {
            foreach (var choice in scheme.Nomination?.Composition ?? [])
                names.TryAdd(choice.Code, choice.Name);
        }

        return names;
    }

    /// <summary>The name of a code; a code that no scheme knows any more is shown as it is.</summary>
    public static string Name(IReadOnlyDictionary<string, string> names, string code) => names.GetValueOrDefault(code) ?? code;
}
