using Microsoft.AspNetCore.Builder;
using Scoring.Web.Setup;

namespace Scoring.Harness;

/// <summary>The web program with something changed in its wiring: for planted faults and for what it is measured against. The product needs no switch for either.</summary>
public static class WebVariant
{
    /// <param name="args">The settings, as the real program gets them.</param>
    /// <param name="change">What is registered besides or instead.</param>
    /// <param name="first">What stands before everything a request passes.</param>
    public static async Task<int> Run(string[] args, Action<WebApplicationBuilder>? change = null, Action<WebApplication>? first = null)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--applicationName=Scoring.Web"]);
        builder.AddScoring();
        change?.Invoke(builder);
        var app = builder.Build();
        await app.Prepare();
        first?.Invoke(app);
        app.UseScoring();
        return await app.RunHere();
    }
}
