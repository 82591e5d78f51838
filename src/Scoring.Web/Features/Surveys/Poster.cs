using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>An A4 sheet with the estate's open code, for its notice board.</summary>
public static class Poster
{
    public sealed record Query(string Estate) : IRequest<View>;

    public sealed record View(string EstateCode, string EstateName, string StreetName, string Subject, string Audience, string Organiser, int WindowDays, string Url, string Svg);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Actor actor, Clock clock, PublicAddress address) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var estate = await db.Units.AsNoTracking().Include(u => u.Street).SingleOrDefaultAsync(u => u.Kind == UnitKind.Estate && u.Code == request.Estate, cancellationToken) ?? throw Refused.Missing("没有这个小区。");
            if (!actor.IsAny(Role.Operator, Role.Supervisor, Role.Approver) && estate.StreetId != actor.UnitFor(Role.StreetCommittee))
                throw Refused.NotYours("只能打印本街道小区的海报。");
            var asks = BallotRight.Standing(db, shelf, ChinaTime.DateOf(clock.Now)) ?? throw new Refused("现行方案里没有扫码测评，不能张贴二维码。");
            var scheme = await shelf.Of(asks.SchemeVersionId, cancellationToken);
            var url = address.Survey(estate.Code);
            return new View(estate.Code, estate.Name, estate.Street?.Name ?? string.Empty, scheme.Subject.Name, scheme.Survey!.Audience, scheme.Authority.Organiser, scheme.Survey.WindowDays, url, Qr.Svg(url, $"{estate.Name}满意度测评二维码"));
        }
    }
}
