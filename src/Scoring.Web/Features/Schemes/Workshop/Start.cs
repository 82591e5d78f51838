using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Records;
using Scoring.Domain;
using Scoring.Domain.Organisation;
using Scoring.Web.Pipeline;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Schemes.Workshop;

/// <summary>A new draft: from nothing, from a version that is there (its next one, or a new programme like it), or from a file.</summary>
public static partial class Start
{
    /// <summary>Bytes; a scheme is some pages of text.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>What a draft starts from.</summary>
    public enum From
    {
        Blank,
        Next,
        Copy,
        File,
    }

    public sealed record Command : ICommand<int>, IKeyed
    {
        public From From { get; init; }

        /// <summary>The programme whose newest version is taken.</summary>
        public string? Programme { get; init; }

        /// <summary>Of a new programme.</summary>
        public string? Code { get; init; }

        /// <summary>Of a new programme.</summary>
        public string? Name { get; init; }

        /// <summary>The text of a file.</summary>
        public string? Json { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.From).IsInEnum();
            RuleFor(c => c.Programme).NotEmpty().When(c => c.From is From.Next or From.Copy).WithMessage("请选择从哪个方案开始。");
            RuleFor(c => c.Name).NotEmpty().When(c => c.From is From.Blank or From.Copy).WithMessage("请填写新方案的名称。").MaximumLength(60).WithMessage("名称请不超过 60 字。");
            RuleFor(c => c.Code).Must(code => code is not null && Shape().IsMatch(code)).When(c => c.From is From.Blank or From.Copy).WithMessage("代号用英文字母、数字、- 和 _，以字母开头，不超过 40 个字符。");
        }
    }

    public sealed class Handler(ScoringDb db, Clock clock, Actor actor, Journal journal) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator);
            var version = request.From is From.Next or From.Copy
                ? await db.SchemeVersions.AsNoTracking().Where(v => v.Code == request.Programme).OrderByDescending(v => v.Version).FirstOrDefaultAsync(cancellationToken) ?? throw Refused.Missing("没有这个方案。")
                : null;
            if (request.From is From.Blank or From.Copy && await db.SchemeVersions.AnyAsync(v => v.Code == request.Code, cancellationToken))
                throw Refused.Input($"代号“{request.Code}”已经有方案在用，请换一个。");
            var root = request.From switch
            {
                From.Blank => Template.Blank(request.Code!, request.Name!.Trim()),
                From.Next => SchemeJson.Read(version!.Json)!,
                From.Copy => Copied(version!.Json, request.Code!, request.Name!.Trim()),
                _ => OfFile(request.Json),
            };
            var code = root.Text("code");
            var draft = new SchemeDraft { Code = code, Name = root.Text("name"), BasedOnId = request.From == From.Next ? version!.Id : await Newest(code, cancellationToken), CreatedById = actor.Id, CreatedAt = clock.Now };
            db.SchemeDrafts.Add(draft);
            await db.SaveChangesAsync(cancellationToken);
            db.SchemeDraftSaves.Add(new SchemeDraftSave { DraftId = draft.Id, Number = 1, Json = SchemeJson.Write(root), ById = actor.Id, At = clock.Now });
            journal.Note(null, null, $"新建方案草案“{draft.Name}”");
            return draft.Id;
        }

        /// <summary>A file of a programme that is there already is meant as its next version.</summary>
        private async Task<int?> Newest(string code, CancellationToken cancellationToken) =>
            await db.SchemeVersions.Where(v => v.Code == code).OrderByDescending(v => v.Version).Select(v => (int?)v.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private static JsonObject Copied(string json, string code, string name)
    {
        var root = SchemeJson.Read(json)!;
        (root["code"], root["name"]) = (code, name);
        if (root.Object("scoring") is { } scoring)
            (scoring["code"], scoring["version"]) = (code, 1);
        return root;
    }

    private static JsonObject OfFile(string? json)
    {
        try
        {
            var root = SchemeJson.Read(json ?? string.Empty) ?? throw Refused.Input("这个文件里不是一份方案：最外层应是一组花括号。");
            return Shape().IsMatch(root.Text("code")) && root.Text("name").Length > 0 ? root : throw Refused.Input("这个文件里没有方案的代号（code）或名称（name），不像是方案文件。");
        }
        catch (JsonException fault)
        {
            throw Refused.Input($"文件第 {(fault.LineNumber ?? 0) + 1} 行不是合法的 JSON，没有导入。请检查那一行的引号、逗号和括号，或者重新导出一份。");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,39}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
