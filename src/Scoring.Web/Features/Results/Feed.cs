using System.Globalization;
using System.Xml.Linq;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Scoring.Data;
using Scoring.Data.Notices;
using Scoring.Web.Features.Shared;
using Scoring.Web.Setup;

namespace Scoring.Web.Features.Results;

/// <summary>What was published, newest first, for readers of RSS 2.0. A correction is an item of its own, as it is a publication of its own.</summary>
public static class Feed
{
    public sealed record Query : IRequest<string>;

    public sealed class Handler(ScoringDb db, PublicAddress address, Clock clock) : IRequestHandler<Query, string>
    {
        private const int Items = 30;
        private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

        public async Task<string> Handle(Query request, CancellationToken cancellationToken)
        {
            var newest = await db.Publications.Shown(clock.Now).AsNoTracking().Include(p => p.Rows).OrderByDescending(p => p.PublishedAt).ThenByDescending(p => p.Id).Take(Items).ToListAsync(cancellationToken);
            var channel = new XElement("channel",
                new XElement("title", "擂台 · 结果发布"), new XElement("link", address.Of("/results")), new XElement("description", "小区党建评价的结果和更正，发布即更新。"), new XElement("language", "zh-cn"),
                new XElement(Atom + "link", new XAttribute("href", address.Of("/results/feed")), new XAttribute("rel", "self"), new XAttribute("type", "application/rss+xml")),
                newest.Select(p => new XElement("item",
                    new XElement("title", p.Number == 1 ? p.Title : $"{p.Title}（更正第 {p.Number - 1} 号）"),
                    new XElement("link", address.Of($"/results/{p.CycleId}")),
                    new XElement("guid", new XAttribute("isPermaLink", "false"), $"publication-{p.CycleId}-{p.Number}"),
                    new XElement("pubDate", p.PublishedAt.ToString("R", CultureInfo.InvariantCulture)),
                    new XElement("description", Plain($"共 {p.Rows.Count} 个：{string.Join("、", p.Rows.OrderBy(r => r.Place).Select(r => r.Total.Length > 0 ? $"{r.PersonName} {r.Total}" : r.PersonName))}。依据 {p.AuthorityDocument}，结果指纹 {p.Fingerprint}。")))));
            return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "atom", Atom), channel)}";
        }

        /// <summary>Without what XML may not hold.</summary>
        private static string Plain(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
    }
}
