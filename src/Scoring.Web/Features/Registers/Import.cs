using MediatR;
using Scoring.Domain.Organisation;
using Scoring.Domain.Registers;
using Scoring.Web.Features.Shared.Files;
using Scoring.Web.Features.Shared.Spreadsheets;
using Scoring.Web.Pipeline;

namespace Scoring.Web.Features.Registers;

/// <summary>
/// A filled table: first what it would do, row by row, then all of it in one transaction or nothing. The table lies in the file store by its hash;
/// it is read again when it is taken in, against the register as it is then.
/// </summary>
public static class Import
{
    public const int PageSize = 50;

    /// <summary>The largest file: 30,000 rows take a few.</summary>
    public const long MostBytes = 20 * 1024 * 1024;

    public static readonly string[] Types = ["xlsx"];

    public sealed record Query(RegisterKind Kind, string Hash, string? Name, RowEffect? Only, int Page) : IRequest<View>;

    public sealed record View(Query Asked, string Path, string Register, string FileName, RegisterPlan Plan, IReadOnlyList<PlannedRow> Rows, int Found, Guid Key)
    {
        public int PageCount => (Found + PageSize - 1) / PageSize;
    }

    public sealed record Command : ICommand<string>, IKeyed
    {
        public RegisterKind Kind { get; init; }

        public string Hash { get; init; } = string.Empty;

        public string? Name { get; init; }

        public Guid Key { get; init; }
    }

    public sealed class QueryHandler(RegisterShelf shelf, FileStore files) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var register = shelf[request.Kind];
            var plan = (await Read(register, files, request.Hash, cancellationToken)).Plan;
            var only = request.Only ?? (plan.Count(RowEffect.Refused) > 0 ? RowEffect.Refused : null);
            var rows = plan.Rows.Where(r => only is null ? r.Effect != RowEffect.Same : r.Effect == only).ToList();
            var page = Math.Clamp(request.Page, 1, Math.Max(1, (rows.Count + PageSize - 1) / PageSize));
            return new View(request with { Only = only, Page = page }, Index.PathOf(request.Kind), register.Name, Incoming.NameOf(request.Name), plan, [.. rows.Skip((page - 1) * PageSize).Take(PageSize)], rows.Count, Guid.NewGuid());
        }
    }

    public sealed class Handler(RegisterShelf shelf, FileStore files, Actor actor, Journal journal) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            actor.Demand(Role.Operator, Role.Administrator);
            var register = shelf[request.Kind];
            var (plan, write) = await Read(register, files, request.Hash, cancellationToken);
            plan.Demand();
            await write(cancellationToken);
            var told = $"新增 {plan.Count(RowEffect.New)} {register.Counter}，修改 {plan.Count(RowEffect.Changed)} {register.Counter}";
            journal.Note(null, null, $"从表格“{Incoming.NameOf(request.Name)}”导入{register.Name}：{told}", new Dictionary<string, string> { ["file"] = request.Hash });
            return $"已导入{register.Name}：{told}。";
        }
    }

    private static async Task<Prepared> Read(Register register, FileStore files, string hash, CancellationToken cancellationToken)
    {
        await using var content = files.Open(hash);
        return await register.Prepare(XlsxReading.Read(content, [.. register.Columns.Select(c => c.Name)], Register.MostRows), cancellationToken);
    }
}
