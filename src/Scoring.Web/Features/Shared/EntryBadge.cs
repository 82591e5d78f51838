using Scoring.Data.Records;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;

namespace Scoring.Web.Features.Shared;

/// <summary>An entry's state as a badge, and its history as a timeline.</summary>
public static class EntryBadge
{
    public static Badge Of(EntryState state) => new(EntryStateNames.Of(state), state switch
    {
        EntryState.Submitted => Tone.Info,
        EntryState.Returned => Tone.Wait,
        EntryState.Accepted => Tone.Ok,
        EntryState.Rejected => Tone.Refused,
        _ => Tone.Off,
    });

    /// <summary>Newest first.</summary>
    public static Timeline History(IEnumerable<AuditEvent> events) =>
        new([.. events.OrderByDescending(e => e.Id).Select(e => new TimelineItem(e.Text, ChinaTime.Words(e.At), e.Who))], "这份申报的经过");
}
