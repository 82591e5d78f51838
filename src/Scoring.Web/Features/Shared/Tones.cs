namespace Scoring.Web.Features.Shared;

public static class Tones
{
    /// <summary>The class that carries the tone: <c>is-ok</c> and so on; nothing for <see cref="Tone.Off"/>.</summary>
    public static string Css(this Tone tone) => tone == Tone.Off ? "" : "is-" + tone.ToString().ToLowerInvariant();
}
