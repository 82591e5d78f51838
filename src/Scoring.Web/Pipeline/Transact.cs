using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Data.Sqlite;
using Scoring.Domain;
using Scoring.Web.Setup;

namespace Scoring.Web.Pipeline;

/// <summary>
/// Second: a command runs in one transaction that holds the write lock from the start (BEGIN IMMEDIATE), so that what it
/// reads — deadlines, quotas, locks — is still true when it writes. Commands stand in line for that lock. A keyed command is done once.
/// </summary>
public sealed class Transact<TRequest, TResponse>(ScoringDb db, Journal journal, Actor actor, Clock clock, WriteGate gate, AfterCommit after) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse> || db.Database.CurrentTransaction is not null)
            return await next();

        using var turn = await gate.Enter(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var act = Name(typeof(TRequest));
        var key = request is IKeyed keyed && actor.AccountId is not null ? keyed.Key : Guid.Empty;
        if (key != Guid.Empty && await db.RequestKeys.FindAsync([key], cancellationToken) is { } answered)
        {
            if (answered.AccountId != actor.AccountId || answered.Act != act)
                throw Refused.Input("这个页面已经用过，请返回后重新打开再操作。");
            return JsonSerializer.Deserialize<TResponse>(answered.AnswerJson)!;
        }

        // A handler may save on its way, so that the database can refuse there too.
        TResponse response;
        try
        {
            response = await next();
            if (journal.Empty && request is not IQuiet)
                throw new InvalidOperationException($"{act} wrote without saying what it did: note it in the journal.");
            journal.Write(act);
            if (key != Guid.Empty)
                db.RequestKeys.Add(new RequestKey { Key = key, AccountId = actor.Id, Act = act, AnswerJson = JsonSerializer.Serialize(response), At = clock.Now });
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new Refused("这条记录刚刚被别人改过。请刷新页面，看过最新内容后再操作；您填写的内容仍保留在本机。");
        }
        catch (DbUpdateException e) when (e.InnerException?.Message.Contains("constraint failed", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new Refused(Races.Explain(e.InnerException.Message));
        }

        await transaction.CommitAsync(cancellationToken);
        after.Flush();
        return response;
    }

    private static string Name(Type request) =>
        request.DeclaringType is { } slice ? $"{slice.Namespace?.Split('.')[^1]}.{slice.Name}" : request.Name;
}

/// <summary>What to say when the database itself refused: two people were at it at the same moment, or a two-person rule held.</summary>
public static class Races
{
    private static readonly (string Part, string Sentence)[] Sentences =
    [
        ("Entries.CycleId, Entries.StreetId, Entries.Slot", "这个名额刚刚已被使用。请刷新页面，看过最新的申报情况后再操作。"),
        ("Entries.CycleId, Entries.PersonId", "这位同志本期已经申报过，不能重复申报。"),
        ("Entries.CycleId, Entries.BranchId", "这个党支部本期已经申报过一位书记，不能重复申报。"),
        ("CK_Approvals_TwoPeople", "审定人不能是核算人本人。请换一位同志审定。"),
        ("CK_NotApplicables_TwoPeople", "批准人不能是提出人本人。请换一位同志批准。"),
        ("CK_Adjustments_TwoPeople", "确认人不能是登记人本人。请换一位同志确认。"),
        ("CK_MeetingAbsences_TwoPeople", "确认人不能是登记人本人。请换一位同志确认。"),
        ("CK_StreetReports_TwoPeople", "签字人不能是汇总人本人。请换一位同志签字。"),
        ("StreetReports.CycleId, StreetReports.StreetId", "本街道刚刚有人汇总过。请刷新页面，看过最新一稿再操作。"),
        ("ReportAnswers.ReportId", "本部门刚刚有人签收过这一稿。请刷新页面查看。"),
        ("PairingAssignments.PairedUnitId, PairingAssignments.EstateId", "这个单位正在包联这个小区，不用重复登记。"),
        ("NotApplicables.EntryId, NotApplicables.Block", "这一项已经提出过不适用。请刷新页面查看。"),
        ("ScoreSheets.JudgeId, ScoreSheets.EntryId", "这张评分表已经交过。请刷新页面查看回执。"),
        ("LateSheets.JudgeId, LateSheets.EntryId", "这张评分表已经有一张在关闭以后送到，由监督员处理。"),
        ("JudgePasses.JudgeId", "这位评委的码刚刚被别人换过。请刷新页面查看。"),
        ("StageSteps.CycleId, StageSteps.Number", "刚刚有另一个控制台先操作了一步，您这一步没有执行。请看过现在的情况再操作。"),
        ("CK_BatchVoids_TwoPeople", "作废要两个人：提出的人不能自己确认。请换一位同志确认。"),
        ("CK_AlarmVerdicts_TwoPeople", "剔除答卷要两个人：提出的人不能自己确认。请换一位同志确认。"),
        ("CK_CallBacks_TwoPeople", "回访人不能是入户的人。请换一位同志回访。"),
        ("CK_ObjectionDecisions_TwoPeople", "审定人不能是答复人本人。请换一位同志审定。"),
        ("CK_CorrectionDecisions_TwoPeople", "审定人不能是提出人本人。请换一位同志审定。"),
        ("SchemeDraftSaves.DraftId, SchemeDraftSaves.Number", "这份草案刚刚被别人保存过，您的这一次没有保存。请打开最新一稿，再把您的改动填上。"),
        ("CK_SchemeDraftDecisions_TwoPeople", "启用人不能是送审人本人。请换一位同志启用。"),
        ("SchemeDraftDecisions.SubmissionId", "这份草案刚刚有人办过了。请刷新页面查看。"),
        ("Publications_Settled", "还有异议没有办结，现在不能发布。"),
        ("FormReadings.FormId", "刚刚有人录过。请刷新页面，看现在还差什么。"),
        ("PaperSettlements", "刚刚已经核定。请刷新页面看结果。"),
    ];

    public static string Explain(string message) =>
        Array.Find(Sentences, s => message.Contains(s.Part, StringComparison.Ordinal)).Sentence
        ?? "刚刚有人做了同样的操作，这一次没有保存。请刷新页面，看过最新情况后再试。";
}
