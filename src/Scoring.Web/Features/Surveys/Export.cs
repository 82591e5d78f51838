using MediatR;
using Scoring.Domain;
using Scoring.Web.Features.Shared.Spreadsheets;

namespace Scoring.Web.Features.Surveys;

/// <summary>A table of <see cref="Seen"/> as a file: what is on the page and nothing more.</summary>
public static class Export
{
    public sealed record Query(int? Cycle, string? Part) : IRequest<FileTable>;

    public sealed class Handler(IMediator mediator) : IRequestHandler<Query, FileTable>
    {
        public async Task<FileTable> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await mediator.Send(new Seen.Query(request.Cycle), cancellationToken);
            return request.Part switch
            {
                "coverage" => Table("覆盖情况", ["街道", "小区", "有效", "需要", "达到"], seen.Streets.SelectMany(s => s.Tiles.Select(t => Row(s.Street, t.Estate, t.Valid, t.Need, new Percent(t.Percent))))),
                "days" => Table("每日答卷", ["日期", .. seen.Channels, "合计"], seen.Days.Select(d => Row([d.Day, .. d.Ballots.Cast<object?>(), d.Total]))),
                "channels" => Table("填写方式", ["方式", "份数", "占比", "计入"], seen.Split.Select(c => Row(c.Name, c.Ballots, c.Share, c.Counts ? "计入" : "不计入"))),
                "answers" => Table("答案分布", ["问题", "答案", "份数", "占比", "区间下限", "区间上限"], seen.Questions.SelectMany(q => q.Answers.Select(a => Row(q.Text, a.Answer, a.Count, a.Share, a.Low, a.High)))),
                "cycles" => Table("历期比较", ["期次", "份数", .. seen.Scored.SelectMany(s => (string[])[s, "区间下限", "区间上限"])],
                    seen.Cycles.Select(c => Row([c.Title, c.Ballots, .. c.Good.SelectMany(g => (object?[])[g?.Share, g?.Low, g?.High])]))),
                _ => throw Refused.Missing("没有这张表。"),
            };
        }

        private static FileTable Table(string name, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows) => new(name, head, [.. rows]);

        private static IReadOnlyList<object?> Row(params object?[] cells) => cells;
    }
}
