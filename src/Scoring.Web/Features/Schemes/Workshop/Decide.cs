using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Domain.Schemes;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>The second word: the draft becomes the programme's next version, or goes back with a reason. Cycles that have opened keep what they opened with.</summary>
public static class Decide
{
    public sealed record Command : ICommand<string>, IKeyed
    {
        public int Id { get; init; }

        public int SubmissionId { get; init; }

        public bool Accept { get; init; }

        public string? Reason { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().When(c => !c.Accept).WithMessage("退回请写明理由，经办照着改。").MaximumLength(300).WithMessage("理由请不超过 300 字。");
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Approver);
            var at = await DraftAtHand.Read(db, request.Id, cancellationToken);
            if (at.State != DraftState.Submitted || at.Submission!.Id != request.SubmissionId)
                throw new Refused("这份草案刚刚有人办过了。请刷新页面查看。");
            if (at.Submission.ById == actor.Id)
                throw new Refused("启用人不能是送审人本人。请换一位同志启用。");
            SchemeVersion? version = null;
            if (request.Accept)
            {
                version = await Version(at, cancellationToken);
                db.SchemeVersions.Add(version);
                await db.SaveChangesAsync(cancellationToken);
            }

            db.SchemeDraftDecisions.Add(new SchemeDraftDecision
            {
                SubmissionId = at.Submission.Id, SubmittedById = at.Submission.ById, ById = actor.Id, SchemeVersionId = version?.Id, Reason = request.Accept ? null : request.Reason!.Trim(), At = clock.Now,
            });
            if (version is null)
            {
                journal.Note(null, null, $"退回方案草案“{at.Draft.Name}”，理由：{request.Reason!.Trim()}");
                return "已退回，理由会写在草案上。";
            }

            journal.Note(null, null, $"启用“{version.Name}”方案第 {version.Version} 版", new Dictionary<string, string> { ["scheme"] = version.Hash });
            return $"“{version.Name}”第 {version.Version} 版已经启用，从下一个开始的期次起使用，已经开始的期次不变。";
        }

        private async Task<SchemeVersion> Version(DraftAtHand at, CancellationToken cancellationToken)
        {
            var newest = await db.SchemeVersions.AsNoTracking().Where(v => v.Code == at.Draft.Code).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken);
            try
            {
                var scheme = Scheme.Parse(at.Last.Json);
                var next = Succession.Next(scheme, newest is null ? null : (newest.Version, newest.Hash)) ?? throw new Refused($"草案和第 {newest!.Version} 版的内容一样，没有什么要启用的。请退回。");
                var submitter = await db.Users.Where(a => a.Id == at.Submission!.ById).Select(a => a.FullName).SingleAsync(cancellationToken);
                return new SchemeVersion { Code = scheme.Code, Name = scheme.Name, Version = next, Hash = scheme.Hash, Json = at.Last.Json, CreatedAt = clock.Now, CreatedBy = $"{submitter}送审、{actor.Name}启用" };
            }
            catch (SchemeInvalid fault)
            {
                throw new Refused($"现在不能启用：{SchemeWords.Plain(at.Root, fault.Reason)}请退回，由经办重新送审。");
            }
        }
    }
}
