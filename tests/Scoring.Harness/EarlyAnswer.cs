using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Data;
using Scoring.Web.Features.Judging;
using Scoring.Web.Setup;

namespace Scoring.Harness;

/// <summary>
/// The planted fault: the web program, but it acknowledges a sheet before it is committed. The same wiring as the real program's, with one
/// behaviour more. It lives here so that the product needs no switch for it.
/// </summary>
public static class EarlyAnswer
{
    public const string Command = "web-that-answers-early";

    /// <summary>What to run for it.</summary>
    public static IReadOnlyList<string> Program { get; } = [typeof(EarlyAnswer).Assembly.Location, Command];

    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--applicationName=Scoring.Web"]);
        builder.AddScoring();
        // Before the others: it stands outermost, around the transaction.
        builder.Services.Insert(0, ServiceDescriptor.Scoped(typeof(IPipelineBehavior<,>), typeof(Early<,>)));
        var app = builder.Build();
        await app.Prepare();
        app.UseScoring();
        return await app.RunHere();
    }

    private sealed class Early<TRequest, TResponse>(IServiceScopeFactory scopes, IHttpContextAccessor http, ScoringDb db) : IPipelineBehavior<TRequest, TResponse>
    {
        public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
        {
            if (request is not Submit.Command sheet || http.HttpContext!.Items.ContainsKey(Command) || db.RequestKeys.Any(k => k.Key == sheet.Key))
                return await next();
            // The answer is worked out without a transaction and thrown away; the real write follows so much later that a kill at any moment comes between.
            var context = new DefaultHttpContext { User = http.HttpContext.User, Items = { [Command] = true } };
            _ = Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
                await scope.ServiceProvider.GetRequiredService<IMediator>().Send(sheet, CancellationToken.None);
            }, CancellationToken.None);
            await using var dry = scopes.CreateAsyncScope();
            var answer = await dry.ServiceProvider.GetRequiredService<IRequestHandler<Submit.Command, Submit.Receipt>>().Handle(sheet, cancellationToken);
            return (TResponse)(object)answer;
        }
    }
}
