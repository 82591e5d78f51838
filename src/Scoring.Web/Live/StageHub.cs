using System.Text.Json.Nodes;
using MediatR;
using Microsoft.AspNetCore.SignalR;
using Scoring.Domain;
using Scoring.Web.Setup;

namespace Scoring.Web.Live;

/// <summary>Where consoles, phones and screens connect. Clients only ask to follow; whatever is done is posted as a form.</summary>
public sealed class StageHub(IMediator mediator, IHttpContextAccessor http, StagePush push, Presence presence, Clock clock, ILogger<StageHub> log) : Hub
{
    /// <summary>
    /// Joins an audience and answers with what it is shown now; afterwards "state" brings the whole snapshot whenever it changed. Who may not follow is
    /// answered with the sentence: that is no fault of the program, so nothing is thrown and nothing is logged as one.
    /// </summary>
    public async Task<JsonObject> Follow(string audience, string id)
    {
        if (Audiences.Find(audience) is not { } found)
            return Refuse(audience, "没有这样的现场画面。");
        // Who asks is who opened the connection; the framework does not say so by itself here.
        http.HttpContext = Context.GetHttpContext();
        Admitted admitted;
        try
        {
            admitted = await mediator.Send(found.Admit(id));
        }
        catch (Refused refused)
        {
            return Refuse(audience, refused.Message);
        }

        if (admitted.JudgeIds.Count > 0)
            await mediator.Send(new Features.Stage.Attend.Command(admitted.CycleId, admitted.JudgeIds));
        await Groups.AddToGroupAsync(Context.ConnectionId, StagePush.Group(found, admitted.CycleId));
        if (presence.Joined(Context, found.Name, admitted))
            push.Wake(admitted.CycleId, Audiences.Console);
        return await push.Now(found, admitted.CycleId);
    }

    private JsonObject Refuse(string audience, string sentence)
    {
        log.LogInformation("Nobody is let in to {Audience}: {Sentence}", audience.Length > 20 ? audience[..20] : audience, sentence);
        return new JsonObject { ["refused"] = sentence };
    }

    /// <summary>The server's time in UTC milliseconds; a client asks several times and believes the quickest answer.</summary>
    public long Time() => clock.Now.ToUnixTimeMilliseconds();

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var cycle in presence.Left(Context.ConnectionId, clock.Now))
            push.Wake(cycle, Audiences.Console);
        return base.OnDisconnectedAsync(exception);
    }
}
