using MediatR;
using Scoring.Domain;
using Scoring.Web.Features.Shared;

namespace Scoring.Web.Features.Surveys;

/// <summary>A table of <see cref="Seen"/> as a file: what is on the page and nothing more.</summary>
public static class Export
{
    public sealed record Query(int? Cycle, string? Part) : IRequest<File>;

    public sealed record File(string Name, byte[] Bytes);

    public sealed class Handler(IMediator mediator) : IRequestHandler<Query, File>
    {
        public async Task<File> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await mediator.Send(new Seen.Query(request.Cycle), cancellationToken);
            IEnumerable<IReadOnlyList<object?>> rows;
            (string Name, string[] Head) file;
            switch (request.Part)
            {
                case "coverage":
                    file = ("覆盖情况", ["街道", "小区", "有效", "需要", "达到"]);
                    rows = seen.Streets.SelectMany(s => s.Tiles.Select(t => (IReadOnlyList<object?>)[s.Street, t.Estate, t.Valid, t.Need, $"{t.Percent}%"]));
                    break;
                case "days":
                    file = ("每日答卷", ["日期", .. seen.Channels, "合计"]);
                    rows = seen.Days.Select(d => (IReadOnlyList<object?>)[d.Day, .. d.Ballots.Cast<object?>(), d.Total]);
                    break;
                case "channels":
                    file = ("填写方式", ["方式", "份数", "占比", "计入"]);
                    rows = seen.Split.Select(c => (IReadOnlyList<object?>)[c.Name, c.Ballots, c.Share, c.Counts ? "计入" : "不计入"]);
                    break;
                case "answers":
                    file = ("答案分布", ["问题", "答案", "份数", "占比", "区间下限", "区间上限"]);
                    rows = seen.Questions.SelectMany(q => q.Answers.Select(a => (IReadOnlyList<object?>)[q.Text, a.Answer, a.Count, a.Share, a.Low, a.High]));
                    break;
                case "cycles":
                    file = ("历期比较", ["期次", "份数", "占比", "区间下限", "区间上限"]);
                    rows = seen.Cycles.Select(c => (IReadOnlyList<object?>)[c.Title, c.Ballots, c.Share, c.Low, c.High]);
                    break;
                default:
                    throw Refused.Missing("没有这张表。");
            }

            return new File($"{file.Name}.csv", Csv.Of(file.Head, rows));
        }
    }
}
