using Microsoft.AspNetCore.Mvc.Razor;

namespace Scoring.Web.Features.Shared;

/// <summary>Views lie beside the controllers that use them: /Features/{room}/{action}.cshtml, what several rooms use in /Features/Shared.</summary>
public static class FeatureViews
{
    public static IServiceCollection AddFeatureViews(this IServiceCollection services)
    {
        services.AddSingleton<Assets>();
        return services.Configure<RazorViewEngineOptions>(options =>
        {
            options.ViewLocationFormats.Clear();
            options.ViewLocationFormats.Add("/Features/{1}/{0}" + RazorViewEngine.ViewExtension);
            options.ViewLocationFormats.Add("/Features/Shared/{0}" + RazorViewEngine.ViewExtension);
        });
    }
}
