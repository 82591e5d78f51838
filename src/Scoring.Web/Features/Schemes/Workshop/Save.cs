using MediatR;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>Keeps one page of the form as the draft's next save; every save stays. Quiet, because the saves themselves are the record.</summary>
public static class Save
{
    /// <param name="Id">The draft.</param>
    /// <param name="Part">The page.</param>
    /// <param name="Number">The save that the page was opened on.</param>
    /// <param name="Sent">What was filled in, by field.</param>
    /// <param name="Act">The button, when it was one that adds, moves or takes away.</param>
    public sealed record Command(int Id, string Part, int Number, IReadOnlyDictionary<string, string[]> Sent, string Act) : ICommand<bool>, IQuiet;

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor) : IRequestHandler<Command, bool>
    {
        /// <summary>Whether anything changed.</summary>
        public async Task<bool> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            at.DemandEditing();
            if (at.Last.Number != request.Number)
            {
                var by = (await db.Users.Names(cancellationToken)).GetValueOrDefault(at.Last.ById, "别的同志");
                throw new Refused($"{by}在 {ChinaTime.Words(at.Last.At)} 先保存了第 {at.Last.Number} 稿，您打开的是第 {request.Number} 稿，所以没有保存。您填的都还在下面：请另开一页看最新一稿，把您的改动填上去。");
            }

            var root = at.Root;
            Apply(root, request.Part, await DraftAtHand.Departments(db, cancellationToken), request.Sent, request.Act);
            if (CanonicalJson.Hash(SchemeJson.Element(root)) == CanonicalJson.Hash(SchemeJson.Element(at.Root)))
                return false;
            at.Draft.Name = root.Text("name") is { Length: > 0 } name ? name : at.Draft.Name;
            db.SchemeDraftSaves.Add(new SchemeDraftSave { DraftId = at.Draft.Id, Number = request.Number + 1, Json = SchemeJson.Write(root), ById = actor.Id, At = clock.Now });
            return true;
        }
    }

    /// <summary>Writes what was sent into a draft, and lets follow what follows from it.</summary>
    /// <exception cref="Refused">There is no such page.</exception>
    public static void Apply(System.Text.Json.Nodes.JsonObject root, string part, IReadOnlyList<Option> departments, IReadOnlyDictionary<string, string[]> sent, string act)
    {
        var before = (System.Text.Json.Nodes.JsonObject)root.DeepClone();
        new Desk(root, departments, sent, act).Walk(Form.Find(part) ?? throw Refused.Missing("没有这一页。"));
        Upkeep.Follow(before, root);
    }
}
