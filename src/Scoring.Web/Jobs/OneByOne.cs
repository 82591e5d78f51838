using MediatR;

namespace Scoring.Web.Jobs;

/// <summary>Sends one command for each of many, each in a scope and a transaction of its own: one that fails holds back no other.</summary>
public sealed class OneByOne(IServiceScopeFactory scopes)
{
    /// <returns>What was done, as one sentence; empty when there was nothing to do.</returns>
    /// <exception cref="InvalidOperationException">At least one failed; the message says what was done and what was not.</exception>
    public async Task<string> Send<T>(IRequest<IReadOnlyList<T>> all, Func<T, IRequest<IReadOnlyList<string>>> command, CancellationToken cancellationToken)
    {
        var said = new List<string>();
        Exception? first = null;
        foreach (var one in await Ask(all, cancellationToken))
        {
            try
            {
                said.AddRange(await Ask(command(one), cancellationToken));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                said.Add($"没有办成（{one}）：{e.Message}");
                first ??= e;
            }
        }

        var text = string.Join("；", said);
        return first is null ? text : throw new InvalidOperationException(text, first);
    }

    private async Task<T> Ask<T>(IRequest<T> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
