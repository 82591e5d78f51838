using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Scoring.Data.Records;
using Scoring.Domain.Cycles;
using Scoring.Domain.Entries;
using Scoring.Domain.Judging;
using Scoring.Domain.Levels;
using Scoring.Domain.Notices;
using Scoring.Domain.Organisation;
using Scoring.Domain.Pairings;
using Scoring.Domain.Papers;
using Scoring.Domain.Practices;
using Scoring.Domain.Reminders;
using Scoring.Domain.Reports;
using Scoring.Domain.Reviews;
using Scoring.Domain.Stages;
using Scoring.Domain.Surveys;
using Scoring.Domain.Tallies;

namespace Scoring.Data;

/// <summary>The tables. How each noun lies in its table is in Tables/, one mapping a noun.</summary>
public sealed class ScoringDb(DbContextOptions<ScoringDb> options)
    : IdentityUserContext<Account, int, IdentityUserClaim<int>, IdentityUserLogin<int>, IdentityUserToken<int>>(options)
{
    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<PairingAssignment> Pairings => Set<PairingAssignment>();

    public DbSet<HelpRecord> HelpRecords => Set<HelpRecord>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<MeetingAbsence> MeetingAbsences => Set<MeetingAbsence>();

    public DbSet<StreetReport> StreetReports => Set<StreetReport>();

    public DbSet<UnitFeedback> UnitFeedbacks => Set<UnitFeedback>();

    public DbSet<RoleGrant> Grants => Set<RoleGrant>();

    public DbSet<SchemeVersion> SchemeVersions => Set<SchemeVersion>();

    public DbSet<SchemeDraft> SchemeDrafts => Set<SchemeDraft>();

    public DbSet<SchemeDraftSave> SchemeDraftSaves => Set<SchemeDraftSave>();

    public DbSet<SchemeDraftSubmission> SchemeDraftSubmissions => Set<SchemeDraftSubmission>();

    public DbSet<SchemeDraftDecision> SchemeDraftDecisions => Set<SchemeDraftDecision>();

    public DbSet<Cycle> Cycles => Set<Cycle>();

    /// <summary>The cycles that count: every one but rehearsals. What lists cycles asks this one.</summary>
    public IQueryable<Cycle> Contests => Cycles.Where(c => !c.Rehearsal);

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<Pledge> Pledges => Set<Pledge>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<Filing> Filings => Set<Filing>();

    public DbSet<EvidenceMark> EvidenceMarks => Set<EvidenceMark>();

    public DbSet<MetricFigure> MetricFigures => Set<MetricFigure>();

    public DbSet<NotApplicable> NotApplicables => Set<NotApplicable>();

    public DbSet<Adjustment> Adjustments => Set<Adjustment>();

    public DbSet<Veto> Vetoes => Set<Veto>();

    public DbSet<Judge> Judges => Set<Judge>();

    public DbSet<Recusal> Recusals => Set<Recusal>();

    public DbSet<SheetDraft> SheetDrafts => Set<SheetDraft>();

    public DbSet<ScoreSheet> Sheets => Set<ScoreSheet>();

    public DbSet<SheetReopening> Reopenings => Set<SheetReopening>();

    public DbSet<LateSheet> LateSheets => Set<LateSheet>();

    public DbSet<LateDecision> LateDecisions => Set<LateDecision>();

    public DbSet<JudgePass> Passes => Set<JudgePass>();

    public DbSet<Draw> Draws => Set<Draw>();

    public DbSet<StageStep> StageSteps => Set<StageStep>();

    public DbSet<PracticeSheet> PracticeSheets => Set<PracticeSheet>();

    public DbSet<PracticeClip> PracticeClips => Set<PracticeClip>();

    public DbSet<ScreenKey> ScreenKeys => Set<ScreenKey>();

    public DbSet<Attendance> Attendances => Set<Attendance>();

    public DbSet<PaperForm> PaperForms => Set<PaperForm>();

    public DbSet<FormReading> FormReadings => Set<FormReading>();

    public DbSet<PaperSettlement> PaperSettlements => Set<PaperSettlement>();

    public DbSet<PaperSheet> PaperSheets => Set<PaperSheet>();

    public DbSet<PaperSheetOutcome> PaperSheetOutcomes => Set<PaperSheetOutcome>();

    public DbSet<BallotToken> BallotTokens => Set<BallotToken>();

    public DbSet<SpentToken> SpentTokens => Set<SpentToken>();

    public DbSet<TokenBatch> TokenBatches => Set<TokenBatch>();

    public DbSet<Ballot> Ballots => Set<Ballot>();

    public DbSet<BallotCount> BallotCounts => Set<BallotCount>();

    public DbSet<TotalsWindow> TotalsWindows => Set<TotalsWindow>();

    public DbSet<EstateTotal> EstateTotals => Set<EstateTotal>();

    public DbSet<BatchHandover> BatchHandovers => Set<BatchHandover>();

    public DbSet<BatchVoid> BatchVoids => Set<BatchVoid>();

    public DbSet<PaperBatch> PaperBatches => Set<PaperBatch>();

    public DbSet<DoorstepVisit> DoorstepVisits => Set<DoorstepVisit>();

    public DbSet<CallBack> CallBacks => Set<CallBack>();

    public DbSet<PhoneAttempt> PhoneAttempts => Set<PhoneAttempt>();

    public DbSet<ResidentComment> ResidentComments => Set<ResidentComment>();

    public DbSet<CommentWord> CommentWords => Set<CommentWord>();

    public DbSet<RepeatCount> RepeatCounts => Set<RepeatCount>();

    public DbSet<AlarmVerdict> AlarmVerdicts => Set<AlarmVerdict>();

    public DbSet<TallyRun> TallyRuns => Set<TallyRun>();

    public DbSet<FlagAcknowledgement> Acknowledgements => Set<FlagAcknowledgement>();

    public DbSet<Lot> Lots => Set<Lot>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<AdverseFinding> AdverseFindings => Set<AdverseFinding>();

    public DbSet<AdverseReply> AdverseReplies => Set<AdverseReply>();

    public DbSet<AdverseDecision> AdverseDecisions => Set<AdverseDecision>();

    public DbSet<OrganisationDecision> OrganisationDecisions => Set<OrganisationDecision>();

    public DbSet<Objection> Objections => Set<Objection>();

    public DbSet<ObjectionContact> ObjectionContacts => Set<ObjectionContact>();

    public DbSet<ObjectionAssignment> ObjectionAssignments => Set<ObjectionAssignment>();

    public DbSet<ObjectionAnswer> ObjectionAnswers => Set<ObjectionAnswer>();

    public DbSet<ObjectionDecision> ObjectionDecisions => Set<ObjectionDecision>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<CorrectionDecision> CorrectionDecisions => Set<CorrectionDecision>();

    public DbSet<Revocation> Revocations => Set<Revocation>();

    public DbSet<RevocationReply> RevocationReplies => Set<RevocationReply>();

    public DbSet<RevocationOpinion> RevocationOpinions => Set<RevocationOpinion>();

    public DbSet<LostSection> LostSections => Set<LostSection>();

    public DbSet<PracticeTemplate> Practices => Set<PracticeTemplate>();

    public DbSet<Outing> Outings => Set<Outing>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<Channel> Channels => Set<Channel>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<RequestKey> RequestKeys => Set<RequestKey>();

    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<DataKey> DataKeys => Set<DataKey>();

    /// <summary>Saves; acts among what is saved are chained to the last one on the way.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Chaining.Seal(this);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc cref="SaveChanges(bool)"/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Chaining.Seal(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        configurationBuilder.Properties<string>().HaveMaxLength(400);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ScoringDb).Assembly);
    }
}
