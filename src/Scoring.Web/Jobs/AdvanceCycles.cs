using Scoring.Web.Features.Cycles;

namespace Scoring.Web.Jobs;

/// <summary>Opens, closes and publishes what has come due.</summary>
public sealed class AdvanceCycles(OneByOne each) : IClockJob
{
    public string Name => "推进期次";

    public Task<string> Run(CancellationToken cancellationToken) => each.Send(new Advance.Open(), id => new Advance.Command(id), cancellationToken);
}

/// <summary>Creates the cycles of this period and the next ones ahead of time.</summary>
public sealed class CreateCycles(OneByOne each) : IClockJob
{
    public string Name => "创建期次";

    public Task<string> Run(CancellationToken cancellationToken) => each.Send(new Create.Programmes(), code => new Create.Command(code), cancellationToken);
}
