using MediatR;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Features.Registers;

/// <summary>A register as a table: empty, to be filled in, or as it is.</summary>
public static class Export
{
    /// <summary>The empty table with its notes.</summary>
    public sealed record Template(RegisterKind Kind) : IRequest<(string Name, FileTable[] Tables)>;

    public sealed record Query(RegisterKind Kind) : IRequest<FileTable>;

    public sealed class TemplateHandler(RegisterShelf shelf) : IRequestHandler<Template, (string Name, FileTable[] Tables)>
    {
        public Task<(string Name, FileTable[] Tables)> Handle(Template request, CancellationToken cancellationToken)
        {
            var register = shelf[request.Kind];
            return Task.FromResult(($"{register.Name}导入模板", new[] { register.Table(register.Name, []), register.Notes() }));
        }
    }

    public sealed class Handler(RegisterShelf shelf) : IRequestHandler<Query, FileTable>
    {
        public async Task<FileTable> Handle(Query request, CancellationToken cancellationToken)
        {
            var register = shelf[request.Kind];
            return register.Table($"{register.Name}名册", await register.Rows(cancellationToken));
        }
    }
}
