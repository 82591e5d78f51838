using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Web.Tests;

namespace Scoring.Browser.Tests.Stage;

/// <summary>The application on a real port, chosen by the system.</summary>
public class LiveApp : WebApp
{
    /// <summary>A request that carries this header is taken to come from the address in it: residents are many, this machine is one.</summary>
    public const string AddressHeader = "X-Test-Address";

    /// <param name="port">0: any that is free.</param>
    public LiveApp(int port = 0) => UseKestrel(port);

    public PageKinds Kinds { get; private set; } = null!;

    public string Address { get; private set; } = string.Empty;

    /// <summary>Starts listening; once.</summary>
    public void Open()
    {
        StartServer();
        Address = ClientOptions.BaseAddress.ToString();
        Kinds = new PageKinds(Services);
    }

    /// <summary>On a real port the factory's own client would follow redirects.</summary>
    protected override HttpClient Client(CookieContainer jar) =>
        new(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        // Unpublished, the compressed scripts that a browser asks for lie outside the web root; Development alone finds them by itself.
        builder.UseStaticWebAssets();
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, ManyAddresses>());
    }

    private sealed class ManyAddresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, onward) =>
            {
                if (IPAddress.TryParse(context.Request.Headers[AddressHeader], out var address))
                    context.Connection.RemoteIpAddress = address;
                return onward(context);
            });
            next(app);
        };
    }
}

/// <summary>The demo, as a newcomer starts it.</summary>
public sealed class DemoApp : LiveApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Scoring:Demo", "true");
    }

    /// <summary>No file at all: the application makes and fills it.</summary>
    protected override void LayFile()
    {
    }
}
