using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;

namespace Scoring.Web.Features.Papers;

/// <summary>From what is printed on a paper to its page: the number under the square, what a scanner types, or judge and candidate chosen.</summary>
public static partial class Open
{
    public sealed record Query : IRequest<string>
    {
        public int CycleId { get; init; }

        /// <summary>"J03/E01", or the address that the square holds.</summary>
        public string? Code { get; init; }

        public int? Judge { get; init; }

        public int? Entry { get; init; }
    }

    public sealed class Handler(ScoringDb db) : IRequestHandler<Query, string>
    {
        public async Task<string> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request is { Judge: { } judgeId, Entry: { } entryId })
                return $"/papers/sheet/{judgeId}/{entryId}";
            var text = (request.Code ?? string.Empty).Trim();
            if (text.Length == 0)
                return $"/papers/{request.CycleId}";
            if (Address().Match(text) is { Success: true } address)
                return address.Value;
            var number = Number().Match(text.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant());
            var (judgeCode, entryCode) = (number.Groups["judge"].Value, number.Groups["entry"].Value);
            var judge = await db.Judges.Where(j => j.CycleId == request.CycleId && j.Code == judgeCode && j.RemovedAt == null).Select(j => (int?)j.Id).SingleOrDefaultAsync(cancellationToken);
            var entry = await db.Entries.Where(e => e.CycleId == request.CycleId && e.Code == entryCode).Select(e => (int?)e.Id).SingleOrDefaultAsync(cancellationToken);
            return judge is null || entry is null
                ? throw Refused.Input("没有找到这张纸。请照方块码下面的编号填，例如 J03/E01；或者从下面选评委和候选人。")
                : $"/papers/sheet/{judge}/{entry}";
        }
    }

    [GeneratedRegex(@"/papers/sheet/\d{1,9}/\d{1,9}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?<judge>J\d{1,4})\W*(?<entry>[A-Z]\d{1,4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
