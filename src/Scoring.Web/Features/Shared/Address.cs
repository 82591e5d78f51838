using System.Globalization;

namespace Scoring.Web.Features.Shared;

/// <summary>Addresses of our own pages.</summary>
public static class Address
{
    /// <summary>A path with those of the parameters that have a value.</summary>
    public static string Of(string path, params (string Name, object? Value)[] query)
    {
        var pairs = query.Select(q => KeyValuePair.Create(q.Name, Convert.ToString(q.Value, CultureInfo.InvariantCulture))).Where(p => !string.IsNullOrEmpty(p.Value));
        return path + QueryString.Create(pairs);
    }
}
