using System.Globalization;
using MediatR;
using Scoring.Domain;
using Scoring.Web.Features.Shared.Word;

namespace Scoring.Web.Features.Results;

/// <summary>Letters, certificates or plaques of a published result in one Word file, each on a page of its own.</summary>
public static class PaperFile
{
    public sealed record Query(int CycleId, string Paper) : IRequest<Answer>;

    public sealed record Answer(string FileName, byte[] Bytes);

    public sealed class Handler(IMediator mediator) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query request, CancellationToken cancellationToken)
        {
            var given = await mediator.Send(new Given.Query(request.CycleId), cancellationToken);
            return request.Paper switch
            {
                "letters" => new Answer($"{given.Title}结果通知.docx", Pages(given.Letters, (file, letter) => Letter(file, given, letter)).Save(null)),
                "certificates" => new Answer($"{given.Title}证书.docx", Pages(given.Rows, (file, row) => Certificate(file, given, row)).SaveFramed()),
                "plaques" => new Answer($"{given.Title}牌匾.docx", Pages(given.Rows, (file, row) => Plaque(file, given, row)).SaveFramed()),
                _ => throw Refused.Missing("没有这种文件。"),
            };
        }
    }

    /// <summary>What a certificate says of a line.</summary>
    public static string Said(Given.Answer given, Given.Row row) =>
        $"在{given.Title}中{(row.Award.Length > 0 ? $"获评“{row.Award}”" : row.Public.Rank > 0 ? $"名列第 {row.Public.Rank} 名" : "入选")}，予以{given.Label}。";

    private static WordFile Pages<T>(IReadOnlyList<T> items, Action<WordFile, T> write)
    {
        var file = new WordFile();
        foreach (var (at, item) in items.Index())
        {
            if (at > 0)
                file.NextPage();
            write(file, item);
        }

        return file;
    }

    private static void Letter(WordFile file, Given.Answer given, Given.Letter letter)
    {
        file.Title($"关于{given.Title}结果的通知").Text($"{letter.To}：");
        file.Text($"{given.Title}的结果已经公示期满，于 {given.Published} 发布。{(given.Units ? "你单位的结果如下。" : letter.Rows.Count > 0 ? $"名单中有你街道 {letter.Rows.Count} 个，如下。" : "本期名单中没有你街道申报的对象。")}");
        if (letter.Rows.Count > 0)
            file.Table(Columns(letter.Rows).Select(c => (c.Head, c.Share)).ToList(), letter.Rows.Select(r => (IReadOnlyList<Cell>)[.. Columns(letter.Rows).Select(c => (Cell)c.Of(r))]));
        file.Text(given.Units ? "各项得分可以登录系统在“评价结果”中查看。" : "你街道所有申报对象的各项得分，可以登录系统在“申报”中查看，包括没有进入名单的。")
            .Text($"依据：{given.Document}。结果指纹 {given.Fingerprint}，可以在公开的结果页下载证据包自行核对。");
        file.Sign(given.Organiser).Sign(given.Day);
    }

    private static void Certificate(WordFile file, Given.Answer given, Given.Row row) =>
        file.Line("证　书", WordLine.Great).Line($"{row.Public.PersonName}{(row.Person ? " 同志" : string.Empty)}：", WordLine.Name).Line(Said(given, row), WordLine.Said)
            .Line(given.Organiser, WordLine.Given).Line(given.Day, WordLine.Given)
            .Line(string.Join("　", new[] { $"依据 {given.Document}", row.Public.StreetName, row.Person ? row.Public.BranchName : string.Empty }.Where(t => t.Length > 0)), WordLine.Ground);

    private static void Plaque(WordFile file, Given.Answer given, Given.Row row) =>
        file.Line(string.Empty, WordLine.Name).Line(row.Public.PersonName, WordLine.Name).Line(row.Award.Length > 0 ? row.Award : given.Programme, WordLine.Great)
            .Line(given.Organiser, WordLine.Given).Line(given.Day, WordLine.Given);

    /// <summary>A column of nothing but blanks was not made public, and is left out.</summary>
    private static List<(string Head, int Share, Func<Given.Row, string> Of)> Columns(IReadOnlyList<Given.Row> rows) =>
    [
        .. new (string Head, int Share, Func<Given.Row, string> Of)[]
        {
            ("名次", 2, r => r.Public.Rank > 0 ? r.Public.Rank.ToString(CultureInfo.InvariantCulture) : string.Empty), ("名称", 4, r => r.Public.PersonName),
            ("党支部", 6, r => r.Person ? r.Public.BranchName : string.Empty), ("等次", 3, r => r.Award), ("总分", 3, r => r.Public.Total),
        }.Where(c => rows.Any(r => c.Of(r).Length > 0)),
    ];
}
