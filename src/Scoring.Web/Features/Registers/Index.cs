using MediatR;

namespace Scoring.Web.Features.Registers;

/// <summary>What can be taken out as a table and taken in again.</summary>
public static class Index
{
    public sealed record Query : IRequest<View>;

    public sealed record View(IReadOnlyList<Row> Rows);

    public sealed record Row(RegisterKind Kind, string Path, string Name, string Count, string KnownBy, IReadOnlyList<Column> Columns);

    public sealed class Handler(RegisterShelf shelf) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = new List<Row>();
            foreach (var kind in Enum.GetValues<RegisterKind>())
            {
                var register = shelf[kind];
                rows.Add(new Row(kind, PathOf(kind), register.Name, $"{await register.Count(cancellationToken):N0} {register.Counter}", register.KnownBy, register.Columns));
            }

            return new View(rows);
        }
    }

    public static string PathOf(RegisterKind kind) => $"/registers/{kind.ToString().ToLowerInvariant()}";
}
