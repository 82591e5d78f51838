using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scoring.Domain;
using Scoring.Domain.Notices;
using Scoring.Web.Features.Objections;
using Scoring.Web.Tests.Tallies;

namespace Scoring.Web.Tests.Objections;

/// <summary>The steps of an objection to the notice that <see cref="Scored.ReachNotice"/> posts on Thursday 15 October 2026: taken until Thursday the 22nd, 18:00.</summary>
internal static class Objecting
{
    /// <summary>A name, a telephone number and words that must never be seen where they do not belong.</summary>
    public const string Name = "欧阳检举", Phone = "13987654321", Text = "其佐证材料中的台账是事后补造的，有现场照片可以核对。";

    /// <summary>Files on the public page, as a browser does, and answers with the receipt number.</summary>
    public static async Task<string> FileInPublic(this Scored app, int entry)
    {
        var visitor = app.Visit();
        var page = (await visitor.Get($"/objections/file/{app.CycleId}")).Says(HttpStatusCode.OK, "提出异议", Scored.Name(entry));
        var answer = await visitor.Post($"/objections/file/{app.CycleId}", ("FormKey", page.Value("FormKey")), ("EntryId", $"{await app.EntryId(entry)}"), ("Text", Text), ("Name", Name), ("Phone", Phone));
        answer.Says(HttpStatusCode.OK, "异议已收到");
        return Regex.Match(answer.Text, "[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }

    public static Task<string> Assign(this Scored app, int id, string to, string by = "operator-1") => app.Send(new Assign.Command { ObjectionId = id, AccountId = District.Account(to), Key = Guid.NewGuid() }, by);

    public static Task<string> Answer(this Scored app, int id, ObjectionOutcome outcome, string by) =>
        app.Send(new Answer.Command { ObjectionId = id, Outcome = outcome, Findings = "查阅台账原件，走访两户", Reply = "经核实，已按规定处理。", Key = Guid.NewGuid() }, by);

    public static async Task<string> Decide(this Scored app, int id, bool accept = true, string by = "approver") =>
        await app.Send(new Decide.Command { ObjectionId = id, AnswerId = await app.Db(db => db.ObjectionAnswers.Where(a => a.ObjectionId == id).MaxAsync(a => a.Id)), Accept = accept, Note = accept ? null : "请补充走访记录", Key = Guid.NewGuid() }, by);

    /// <summary>From filing to the second person's word.</summary>
    public static async Task Settle(this Scored app, int id, ObjectionOutcome outcome)
    {
        await app.Assign(id, "evidence-org");
        await app.Answer(id, outcome, "evidence-org");
        await app.Decide(id);
    }

    public static Task<Objection> Only(this Scored app) => app.Db(db => db.Objections.AsNoTracking().SingleAsync());

    public static async Task<string> Refusal(Func<Task> act) => (await act.ShouldThrowAsync<Refused>()).Message;

    public static async Task<Features.Objections.File.Answer> FileAbout(this Scored app, int? entry = null, Guid? key = null, string? by = null, DateOnly? on = null) =>
        await app.Send(new Features.Objections.File.Command
        {
            CycleId = app.CycleId, EntryId = entry is { } e ? await app.EntryId(e) : null, Text = Text, Name = Name, Phone = Phone, ReceivedOn = on, FormKey = key ?? Guid.NewGuid(),
        }, by);
}
