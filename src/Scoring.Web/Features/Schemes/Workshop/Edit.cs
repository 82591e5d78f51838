using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Features.Shared;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>One page of the form over a draft as it was last saved, or as it was just filled in.</summary>
public static class Edit
{
    /// <param name="Id">The draft.</param>
    /// <param name="Part">The page.</param>
    /// <param name="Number">The save it is opened on; null: the last one.</param>
    /// <param name="Sent">What was filled in and not kept; null: nothing.</param>
    /// <param name="Act">The button that was pressed.</param>
    public sealed record Query(int Id, string Part, int? Number = null, IReadOnlyDictionary<string, string[]>? Sent = null, string Act = "") : IRequest<View>;

    public sealed record View(
        int Id, string Code, string Name, PartOfForm Part, IReadOnlyList<Row> Rows, int Number, int Last, string Saved, DraftState State, string? Returned, bool Editable,
        IReadOnlyList<Fault> Faults, IReadOnlyList<ViewScheme.Preview> Dates, string? NoDates, string AccountId)
    {
        public PageHead Head => new(Name)
        {
            Crumbs = [("方案", "/schemes"), ("草案", "/schemes/drafts")], Sub = $"第 {Number} 稿　{Saved}", State = new Badge(DraftAtHand.Name(State), State switch { DraftState.Submitted => Tone.Wait, DraftState.InForce => Tone.Ok, DraftState.Editing => Tone.Info, _ => Tone.Off }),
        };

        public PartOfForm? Next => Form.Parts.SkipWhile(p => p != Part).Skip(1).FirstOrDefault();
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock, Actor actor) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var part = Form.Find(request.Part) ?? throw Refused.Missing("没有这一页。");
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            var save = request.Number is { } number && number != at.Last.Number
                ? await db.SchemeDraftSaves.AsNoTracking().SingleOrDefaultAsync(s => s.DraftId == request.Id && s.Number == number, cancellationToken) ?? throw Refused.Missing("没有这一稿。")
                : at.Last;
            var departments = await DraftAtHand.Departments(db, cancellationToken);
            var root = SchemeJson.Read(save.Json)!;
            if (request.Sent is { } sent)
                Save.Apply(root, part.Code, departments, sent, request.Act);
            var today = ChinaTime.DateOf(clock.Now);
            var (dates, none) = part.Code == "calendar" ? Ahead(root, shelf.Calendar, today) : ([], null);
            var by = (await db.Users.Names(cancellationToken)).GetValueOrDefault(save.ById, "—");
            return new View(
                request.Id, at.Draft.Code, at.Draft.Name, part, new Desk(root, departments).Walk(part), save.Number, at.Last.Number, $"{by}保存于 {ChinaTime.Words(save.At)}", at.State, at.Returned,
                at.State == DraftState.Editing && actor.Is(Role.Operator), Faults.Of(root, departments, shelf.Calendar, today), dates, none, $"{actor.AccountId}");
        }
    }

    /// <summary>The dates of the next twelve months, or why there are none.</summary>
    public static (IReadOnlyList<ViewScheme.Preview> Dates, string? None) Ahead(JsonObject root, WorkingDays calendar, DateOnly today)
    {
        try
        {
            var (cadence, count) = root.Text("cadence") switch { "monthly" => (Cadence.Monthly, 12), "quarterly" => (Cadence.Quarterly, 4), _ => (Cadence.Yearly, 1) };
            return (ViewScheme.Dates(PhasePlan.Parse(root["phases"]?.ToJsonString() ?? "[]"), cadence, calendar, today, count), null);
        }
        catch (SchemeInvalid fault)
        {
            return ([], SchemeWords.Plain(root, fault.Reason));
        }
    }
}
