using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Domain.Bundles;
using Scoring.Domain.Notices;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Checks;

/// <summary>What a bundle's check found, and the row in which a receipt stands: in that bundle, else in whatever is published.</summary>
public static class Check
{
    /// <summary>The most that is taken in, in bytes.</summary>
    public const int LargestUpload = 32 * 1024 * 1024;

    /// <param name="Archive">Null when only a receipt is looked for.</param>
    /// <param name="Receipt">As typed; null or empty for none.</param>
    public sealed record Query(byte[]? Archive, string? Receipt) : IRequest<View>;

    /// <param name="Unreadable">Why the file is no bundle; null when it is one, or none was given.</param>
    /// <param name="Published">What is published under the same cycle and result; null when nothing is.</param>
    /// <param name="OwnKey">Whether the key in the bundle is this site's.</param>
    public sealed record View(BundleReport? Report, string? Unreadable, string? Published, bool OwnKey, string? Receipt, string? WrongReceipt, IReadOnlyList<Row> Rows, string KeyHash);

    /// <summary>A sheet that has the fingerprint asked for.</summary>
    public sealed record Row(string Where, int? CycleId, BundleSheet Sheet);

    public sealed class Handler(ScoringDb db, Signing signing) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var (report, unreadable) = Read(request.Archive);
            var digits = Digits(request.Receipt);
            var wrong = request.Receipt is { Length: > 0 } && digits is null ? "回执指纹是 12 位的数字和字母 A–F，例如 7F3A 91C2 D05E。请照回执再输一遍。" : null;
            IReadOnlyList<Row> rows = digits is null ? []
                : report is not null ? [.. report.Sheets.Where(s => s.Fingerprint == digits).Select(s => new Row(report.Title!, null, s))]
                : await Find(digits, cancellationToken);
            return new View(report, unreadable, await Published(report, cancellationToken), report?.KeyHash == signing.Hash, request.Receipt, wrong, rows, signing.Hash);
        }

        private static (BundleReport?, string?) Read(byte[]? archive)
        {
            if (archive is null)
                return (null, null);
            try
            {
                return (BundleCheck.Run(archive), null);
            }
            catch (UnreadableBundle e)
            {
                return (null, e.Message);
            }
        }

        private async Task<string?> Published(BundleReport? report, CancellationToken cancellationToken)
        {
            if (report?.ResultHash is not { } hash)
                return null;
            return await db.Publications.AsNoTracking().Where(p => db.TallyRuns.Any(r => r.Id == p.TallyRunId && r.ResultHash == hash))
                .Select(p => p.Title).FirstOrDefaultAsync(cancellationToken);
        }

        /// <summary>In published cycles only: before that a receipt is the judge's own affair.</summary>
        private async Task<IReadOnlyList<Row>> Find(string fingerprint, CancellationToken cancellationToken)
        {
            var found = await db.Sheets.AsNoTracking().Where(s => s.Fingerprint == fingerprint)
                .Join(db.Judges, s => s.JudgeId, j => j.Id, (s, j) => new { Sheet = s, j.Code, j.CycleId })
                .Join(db.Publications.Current(), s => s.CycleId, p => p.CycleId, (s, p) => new { s.Sheet, s.Code, p.CycleId, p.Title })
                .Join(db.Entries, s => s.Sheet.EntryId, e => e.Id, (s, e) => new { s.Sheet, s.Code, s.CycleId, s.Title, Entry = e.Code! }).ToListAsync(cancellationToken);
            var later = await db.Sheets.AsNoTracking().Where(s => found.Select(f => f.Sheet.JudgeId).Contains(s.JudgeId)).Select(s => new { s.JudgeId, s.EntryId, s.Revision }).ToListAsync(cancellationToken);
            return [.. found.Select(f => new Row(f.Title, f.CycleId, new BundleSheet(f.Code, f.Entry, f.Sheet.Revision, f.Sheet.Marks, f.Sheet.Fingerprint,
                !later.Any(l => l.JudgeId == f.Sheet.JudgeId && l.EntryId == f.Sheet.EntryId && l.Revision > f.Sheet.Revision))))];
        }

        private static string? Digits(string? receipt)
        {
            var typed = new string([.. (receipt ?? string.Empty).Where(c => !char.IsWhiteSpace(c))]).Normalize(System.Text.NormalizationForm.FormKC);
            return typed.Length == 12 && typed.All(char.IsAsciiHexDigit) ? Publication.FingerprintOf(typed) : null;
        }
    }
}
