using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain.Chains;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Audit;

/// <summary>The journal as a table for elsewhere. The export is an act of its own.</summary>
public static class ExportEvents
{
    public sealed record Command(string? Q, string? Act, DateOnly? From, DateOnly? To) : ICommand<string>;

    public sealed class Handler(ScoringDb db, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Auditor);
            var events = await ListEvents.Matching(db, new ListEvents.Query(request.Q, request.Act, request.From, request.To)).OrderBy(e => e.Id).ToListAsync(cancellationToken);
            var csv = new StringBuilder("编号,时间(UTC),谁,操作,说明,期次,候选人,上一条哈希,哈希,链上内容\r\n");
            foreach (var e in events)
                csv.AppendJoin(',', new[] { $"{e.Id}", EventChain.Moment(e.At), e.Who, e.Act, e.Text, $"{e.CycleId}", $"{e.EntryId}", e.Previous, e.Hash, e.Body }.Select(Cell)).Append("\r\n");
            journal.Note(null, null, $"导出审计记录 {events.Count} 条", new Dictionary<string, string> { ["rows"] = $"{events.Count}" });
            return csv.ToString();
        }

        /// <summary>Quoted, and nothing that a spreadsheet would take for a formula.</summary>
        private static string Cell(string text) =>
            $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : string.Empty)}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
