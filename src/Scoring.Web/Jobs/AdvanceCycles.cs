using MediatR;
using Scoring.Web.Features.Cycles;

namespace Scoring.Web.Jobs;

/// <summary>Opens, closes and publishes what has come due.</summary>
public sealed class AdvanceCycles(IMediator mediator) : IClockJob
{
    public string Name => "推进期次";

    public async Task<string> Run(CancellationToken cancellationToken) =>
        string.Join("；", await mediator.Send(new Advance.Command(), cancellationToken));
}

/// <summary>Creates the cycles of this period and the next ones ahead of time.</summary>
public sealed class CreateCycles(IMediator mediator) : IClockJob
{
    public string Name => "创建期次";

    public async Task<string> Run(CancellationToken cancellationToken) =>
        string.Join("；", await mediator.Send(new Create.Command(), cancellationToken));
}
