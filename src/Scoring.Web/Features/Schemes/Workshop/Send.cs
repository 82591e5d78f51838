using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The first word: a draft without faults is handed to the second person. It gets the number under which it would be kept, so that what is read is what is kept.</summary>
public static class Send
{
    public sealed record Command(int Id, int Number, Guid Key) : ICommand<string>, IKeyed;

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            at.DemandEditing();
            if (at.Last.Number != request.Number)
                throw new Refused("这份草案刚刚又保存过。请看过最新一稿再送审。");
            var root = at.Root;
            if (root.Text("code") != at.Draft.Code)
                throw new Refused("草案的代号和新建时不一样，不能送审。");
            var newest = await db.SchemeVersions.AsNoTracking().Where(v => v.Code == at.Draft.Code).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            if (newest is not null && Hash(root, newest.Version) == newest.Hash)
                throw new Refused($"草案和第 {newest.Version} 版的内容一样，没有什么要启用的。");
            var number = at.Last.Number;
            var next = (newest?.Version ?? 0) + 1;
            if (Numbered(root, next))
                db.SchemeDraftSaves.Add(new SchemeDraftSave { DraftId = at.Draft.Id, Number = ++number, Json = SchemeJson.Write(root), ById = actor.Id, At = clock.Now });
            var faults = Faults.Of(root, await DraftAtHand.Departments(db, cancellationToken), shelf.Calendar, ChinaTime.DateOf(clock.Now));
            if (faults.Count > 0)
                throw new Refused($"还有 {faults.Count} 处没有填好，不能送审。第一处在“{faults[0].PartTitle}”：{faults[0].Sentence}");
            db.SchemeDraftSubmissions.Add(new SchemeDraftSubmission { DraftId = at.Draft.Id, Number = number, ById = actor.Id, At = clock.Now });
            journal.Note(null, null, $"送审方案草案“{at.Draft.Name}”第 {number} 稿", new Dictionary<string, string> { ["scheme"] = CanonicalJson.Hash(SchemeJson.Element(root)) });
            return $"第 {number} 稿已经送审，等审定的同志启用或者退回。";
        }

        private static string Hash(JsonObject root, int number)
        {
            var copy = (JsonObject)root.DeepClone();
            Numbered(copy, number);
            return CanonicalJson.Hash(SchemeJson.Element(copy));
        }

        private static bool Numbered(JsonObject root, int number)
        {
            if (root.Object("scoring") is not { } scoring || scoring.Text("version") == $"{number}")
                return false;
            scoring["version"] = number;
            return true;
        }
    }
}
