using MediatR;
using Scoring.Data;
using Scoring.Data.Surveys;
using Scoring.Domain;
using Scoring.Domain.Calendars;
using Scoring.Domain.Surveys;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>
/// Hands in one ballot: uses the token, keeps the answers and counts them, all or nothing. Quiet by design: a journal row beside
/// every ballot would say when it came. A token that is used already changes nothing and is answered like the first time.
/// </summary>
public static class HandIn
{
    public sealed record Command(Ticket Ticket, IReadOnlyDictionary<string, string> Answers, string? Comment = null) : ICommand<Outcome>, IQuiet;

    /// <summary>Null Stop: the resident's ballot is in.</summary>
    public sealed record Outcome(Stop? Stop, int WindowDays);

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command request, CancellationToken cancellationToken)
        {
            var right = await BallotRight.Of(request.Ticket, db, shelf, clock.Now, cancellationToken);
            if (right.Stop is not null)
                return new Outcome(right.Stop, 0);
            if (right.Hash is null)
                throw Refused.Input("这台手机的浏览器没有留下防重复的标记，所以没有交上。请允许网页保存 Cookie 后重新扫码，或者换一个浏览器。");
            var day = ChinaTime.DateOf(clock.Now);
            if (right.Spent)
            {
                await BallotBox.CountRepeat(db, right.Estate!.Id, right.Channel, day, cancellationToken);
                return new Outcome(null, right.Survey.WindowDays);
            }

            var answers = AnswerSheet.Demand(right.Survey, request.Answers);
            var comment = request.Comment?.Trim();
            if (right.Survey.Comment is { } rule && comment?.Length > rule.Maximum)
                throw Refused.Input($"想说的话请不超过 {rule.Maximum} 字，现在 {comment.Length} 字。您选的答案都还在。");
            // An open token comes into being only now, so that looking at the page leaves nothing behind.
            if (right.Channel == BallotChannel.Open)
                db.BallotTokens.Add(new BallotToken { Hash = right.Hash, EstateId = right.Estate!.Id, Channel = BallotChannel.Open, IssuedOn = new DateOnly(day.Year, day.Month, 1) });
            db.SpentTokens.Add(new SpentToken { Hash = right.Hash });
            await BallotBox.Put(db, right.Estate!.Id, right.Channel, day, answers, cancellationToken);
            if (right.Survey.Comment is not null && comment is { Length: > 0 })
                BallotBox.PutComment(db, right.Estate.Id, day, comment);
            return new Outcome(null, right.Survey.WindowDays);
        }
    }
}
