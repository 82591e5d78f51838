using MediatR;
using Scoring.Data;
using Scoring.Domain.Surveys;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Surveys;

/// <summary>The questionnaire on a resident's phone. Opening it writes nothing.</summary>
public static class Ballot
{
    public sealed record Query(Ticket Ticket) : IRequest<View>;

    public sealed record AnswerRow(string Code, string Name, bool Quiet);

    public sealed record QuestionRow(string Code, string Text, bool Optional, IReadOnlyList<AnswerRow> Answers);

    /// <summary>The last screen, where one may write a few words.</summary>
    public sealed record CommentBox(string Text, int Maximum);

    public sealed record View(Stop? Stop, string EstateName, string Subject, IReadOnlyList<QuestionRow> Questions, bool Open, bool Spent, int WindowDays)
    {
        /// <summary>Why the last attempt was not taken; null at first.</summary>
        public string? Problem { get; init; }

        public CommentBox? Comment { get; init; }

        public string? Written { get; init; }

        /// <summary>Screens in all: the questions, and one for the words.</summary>
        public int Screens => Questions.Count + (Comment is null ? 0 : 1);

        /// <summary>The question shown first, from 0.</summary>
        public int Start { get; init; }

        /// <summary>What was chosen so far, kept when the page is shown again.</summary>
        public IReadOnlyDictionary<string, string> Chosen { get; init; } = new Dictionary<string, string>();
    }

    public sealed class Handler(ScoringDb db, SchemeShelf shelf, Clock clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var right = await BallotRight.Of(request.Ticket, db, shelf, clock.Now, cancellationToken);
            if (right.Stop is not null)
                return new View(right.Stop, string.Empty, string.Empty, [], false, false, 0);
            // An answer that counts for nothing ("don't know") is offered more quietly than the others, as the scheme's tally has it.
            var quiet = right.Scheme!.Scoring.Blocks.Select(b => b.Source).OfType<Domain.Tallies.ResidentsRule>().ToLookup(r => r.Question, r => r.Excluded);
            return new View(
                null, right.Estate!.Name, right.Scheme.Subject.Name,
                [.. right.Survey.Questions.Select(q => new QuestionRow(q.Code, q.Text, q.Optional, [.. q.Answers.Select(a => new AnswerRow(a.Code, a.Name, quiet[q.Code].Any(e => e.Contains(a.Code)))) ]))],
                right.Channel == BallotChannel.Open, right.Spent, right.Survey.WindowDays)
            {
                Comment = right.Survey.Comment is { } comment ? new CommentBox(comment.Text, comment.Maximum) : null,
            };
        }
    }
}
