using Scoring.Web.Features.Reminders;

namespace Scoring.Web.Jobs;

/// <summary>Tells people of deadlines that come near, and of those that have passed with something undone.</summary>
public sealed class RemindOfDeadlines(OneByOne each) : IClockJob
{
    public string Name => "提醒截止";

    public Task<string> Run(CancellationToken cancellationToken) => each.Send(new Remind.Due(), id => new Remind.Command(id), cancellationToken);
}
