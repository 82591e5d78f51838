using Scoring.Domain.Notices;
using Scoring.Domain.Tests.Cycles;

namespace Scoring.Domain.Tests.Notices;

public sealed class PublicationTests
{
    [Fact]
    public void A_fingerprint_is_the_first_twelve_hex_digits_in_groups_of_four() =>
        // python: hashlib.sha256(b"scoring").hexdigest()
        Publication.FingerprintOf("6c95538d8e8c70504d144272598e7682d7c215f8b0f7359261ba3d828c36ce49").ShouldBe("6C95 538D 8E8C");

    [Fact]
    public void Publishing_repeats_the_notice_to_the_letter()
    {
        var rows = new[] { Row(2, "乙", "89.60"), Row(1, "甲", "91.25") };
        var notice = new Notice { Id = 4, CycleId = 9, TallyRunId = 6, Title = "公示", Rows = [.. rows] };
        var publication = Publication.Of(notice, October.Cycle(), new string('a', 64), "区组发〔2026〕12 号", October.At(23, 9));
        publication.Rows.Select(r => $"{r.Place} {r.Rank} {r.EntryId} {r.PersonName} {r.BranchName} {r.EstateName} {r.StreetName} {r.StreetId} {r.Composition} {r.Total} {string.Join(',', r.Parts)}")
            .ShouldBe(rows.Reverse().Select(r => $"{r.Place} {r.Rank} {r.EntryId} {r.PersonName} {r.BranchName} {r.EstateName} {r.StreetName} {r.StreetId} {r.Composition} {r.Total} {string.Join(',', r.Parts)}"));
        (publication.NoticeId, publication.TallyRunId, publication.PublishedAt, publication.AuthorityDocument, publication.Fingerprint)
            .ShouldBe((4, 6, October.At(23, 9), "区组发〔2026〕12 号", "AAAA AAAA AAAA"));
    }

    private static NoticeRow Row(int place, string name, string total) => new()
    {
        Place = place, Rank = place, EntryId = 100 + place, PersonName = name, BranchName = "支部", EstateName = "小区", StreetName = "东门街道", StreetId = 21,
        Composition = "居民党员", Total = total, Parts = [new("评委评分", "36.20", "40")],
    };
}
