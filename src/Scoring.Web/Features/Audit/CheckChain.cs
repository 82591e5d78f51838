using MediatR;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Audit;

/// <summary>The check that the command <c>audit</c> makes, on a page.</summary>
public static class CheckChain
{
    public sealed record Query : IRequest<View>;

    public sealed record View(Tone Tone, string Title, string Words);

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var report = await ChainAudit.Check(db, [], cancellationToken);
            return new View(report.Fault is null ? Tone.Ok : Tone.Refused, report.Fault is null ? "事件链完好" : "事件链断了", AuditCommand.Words(report));
        }
    }
}
