using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Scoring.Domain.Surveys;

namespace Scoring.Data.Surveys;

/// <summary>Puts a ballot in from a command: the row and its counts, in the transaction that the command has open. Who may, is the caller's affair.</summary>
public static class BallotBox
{
    /// <param name="db">With its transaction open.</param>
    /// <param name="form">What was asked.</param>
    /// <param name="estateId">Whose residents answered.</param>
    /// <param name="channel">How it came in.</param>
    /// <param name="day">The local day.</param>
    /// <param name="answers">For each ballot question code → answer code, checked by <see cref="AnswerSheet"/>.</param>
    public static void Put(ScoringDb db, Questionnaire form, int estateId, BallotChannel channel, DateOnly day, params IReadOnlyList<IReadOnlyDictionary<string, string>> answers)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A ballot and its counts belong in one transaction.");
        using var book = new BallotBook(db.Database.GetDbConnection(), transaction.GetDbTransaction());
        book.Put([.. answers.Select(a => new NewBallot(form, estateId, channel, day, form.Pack(a)))], (scheme, on) => SurveyWindows.Holding(db, scheme, on));
    }
}
