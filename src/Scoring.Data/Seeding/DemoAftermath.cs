using System.Globalization;
using Scoring.Data.Tallying;
using Scoring.Domain.Cycles;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>What came after the notice in three of the past months: an objection that was answered, one that led to a substitution, and a correction. Draws on no chance.</summary>
internal sealed class DemoAftermath(DemoContext to, DemoMonth month, DemoEnding ending)
{
    /// <summary>The months by their number.</summary>
    public const int Corrected = 4, Objected = 5, Substituted = 6;

    private readonly Cycle cycle = month.Cycle;

    /// <summary>An objection that was looked into and found to be without ground.</summary>
    public Task Dismiss(Notice notice) => Objection(notice, notice.Rows.OrderBy(r => r.Place).ElementAt(6), ObjectionOutcome.Dismissed, "dismissed");

    /// <summary>The fourth of the list is vetoed on an objection; whoever is behind moves up, and the new tenth gets a fresh notice.</summary>
    public async Task<(TallyRun, Notice)> Substitute(TallyRun run, Notice notice)
    {
        var fourth = notice.Rows.OrderBy(r => r.Place).ElementAt(3);
        await Objection(notice, fourth, ObjectionOutcome.Recount, "recount");
        var day = Day(notice, 3);
        var ground = to.Scheme.Vetoes.First(v => v.Code == to.Texts.Said("vetoGround"));
        var department = to.District.Department(ground.Department);
        var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
        to.Db.Vetoes.Add(Domain.Reviews.Veto.Of(fourth.EntryId, ground, department.Code, to.Texts.Said("recountDocument"), to.Texts.Said("recountReason"), department.Id, officer.Id, DemoMonth.At(day, 540)));
        ending.Say(DemoMonth.At(day, 540), officer, "Reviews.Vetoes", $"登记一票否决：{ground.Name}（{to.Texts.Said("recountDocument")}）");
        to.Db.ChangeTracker.DetectChanges();
        await to.Db.SaveChangesAsync();
        run = await ending.Tally(2, DemoMonth.At(day, 600), DemoMonth.At(day, 840));
        return (run, await ending.Post(run, notice, DemoMonth.At(day, 910)));
    }

    /// <summary>One word of the published list was wrong: the branch of the eighth.</summary>
    public async Task Correct(TallyRun run, Publication publication)
    {
        var row = publication.Rows.OrderBy(r => r.Place).ElementAt(7);
        var (proposed, decided) = (publication.PublishedAt.AddHours(26), publication.PublishedAt.AddHours(30));
        var correction = new Correction
        {
            CycleId = cycle.Id, PublicationId = publication.Id, Kind = CorrectionKind.Words, EntryId = row.EntryId, Field = PublicField.BranchName,
            Before = row.BranchName, After = $"{row.BranchName}（{to.Texts.Said("correctionWord")}）", Reason = to.Texts.Said("correctionReason"), ProposedById = to.Accounts.Operator.Id, ProposedAt = proposed,
        };
        to.Db.Corrections.Add(correction);
        await to.Db.SaveChangesAsync();
        to.Db.CorrectionDecisions.Add(new CorrectionDecision { CorrectionId = correction.Id, CycleId = cycle.Id, ProposedById = correction.ProposedById, ById = to.Accounts.Approver.Id, Accepted = true, Number = 1, At = decided });
        await to.Db.SaveChangesAsync();
        to.Db.Publications.Add(publication.Corrected(correction, decided));
        await to.Db.SaveChangesAsync();
        ending.Say(proposed, to.Accounts.Operator, "Corrections.Propose", $"提出更正党支部“{correction.Before}”为“{correction.After}”，理由：{correction.Reason}");
        ending.Say(decided, to.Accounts.Approver, "Corrections.Decide", $"审定更正第 1 号：党支部“{correction.Before}”更正为“{correction.After}”", new Dictionary<string, string>(RunOfCycle.Facts(run.ResultHash)) { ["correction"] = "1" });
    }

    /// <summary>Filed on the public page, given out on the same day, answered on the next and decided in its afternoon.</summary>
    private async Task Objection(Notice notice, NoticeRow about, ObjectionOutcome outcome, string words)
    {
        var (filed, next) = (Day(notice, 1), Day(notice, 2));
        var worker = to.Accounts.Of(Role.EvidenceDepartment, to.District.Department(to.Scheme.Vetoes[0].Department).Id);
        var facts = new Dictionary<string, string> { ["objection"] = "1" };
        var objection = new Objection
        {
            CycleId = cycle.Id, Number = 1, NoticeId = notice.Id, EntryId = about.EntryId, Text = to.Texts.Said($"{words}Text"), FiledAt = DemoMonth.At(filed, 560), ReceivedOn = filed,
            ReceiptHash = ObjectionRules.HashOf(ObjectionRules.Receipt(new Guid(cycle.Number, 0, 0, new byte[8]))),
        };
        to.Db.Objections.Add(objection);
        await to.Db.SaveChangesAsync();
        to.Db.ObjectionContacts.Add(new ObjectionContact { ObjectionId = objection.Id, Name = to.Texts.Said($"{words}Name"), Phone = $"1390000{cycle.Number.ToString("0000", CultureInfo.InvariantCulture)}" });
        to.Db.ObjectionAssignments.Add(new ObjectionAssignment { ObjectionId = objection.Id, AccountId = worker.Id, ById = to.Accounts.Operator.Id, At = DemoMonth.At(filed, 630) });
        var answer = new ObjectionAnswer { ObjectionId = objection.Id, Outcome = outcome, Findings = to.Texts.Said($"{words}Findings"), Reply = to.Texts.Said($"{words}Reply"), ById = worker.Id, At = DemoMonth.At(next, 620) };
        to.Db.ObjectionAnswers.Add(answer);
        await to.Db.SaveChangesAsync();
        to.Db.ObjectionDecisions.Add(new ObjectionDecision { AnswerId = answer.Id, ObjectionId = objection.Id, AnsweredById = worker.Id, ById = to.Accounts.Approver.Id, Accepted = true, At = DemoMonth.At(next, 900) });
        await to.Db.SaveChangesAsync();
        cycle.ObjectionFiled();
        cycle.ObjectionSettled(outcome == ObjectionOutcome.Recount ? $"异议第 1 号成立，复核重算" : null);
        to.Log.Public(objection.FiledAt, "公众", "Objections.File", cycle.Id, "收到异议第 1 号（网上提出）", new Dictionary<string, string>(facts) { ["received"] = filed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        ending.Say(DemoMonth.At(filed, 630), to.Accounts.Operator, "Objections.Assign", $"异议第 1 号分办给{worker.FullName}", facts);
        ending.Say(answer.At, worker, "Objections.Answer", $"答复异议第 1 号：{ObjectionNames.Of(outcome)}", facts);
        ending.Say(DemoMonth.At(next, 900), to.Accounts.Approver, "Objections.Decide", $"审定异议第 1 号：{ObjectionNames.Of(outcome)}", new Dictionary<string, string>(facts) { ["outcome"] = ObjectionNames.Code(outcome) });
    }

    /// <summary>The n-th working day of a notice.</summary>
    private DateOnly Day(Notice notice, int n) => to.Calendar.AddWorkingDays(notice.FirstDay, n - 1);
}
