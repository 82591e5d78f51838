using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Scoring.Domain;

namespace Scoring.Web.Features.Shared.Files;

/// <summary>The action reads the body itself: MVC must not read it first, or a large file would be copied to a buffer before anybody looked at it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsBodyItselfAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}

/// <summary>
/// The first file of a multipart post, as a stream. With scripts the form token comes in a header and the body has not been touched: it is read
/// as it arrives. Without scripts the token lies in the form, so the framework has read it already, and large files lie in its temporary files.
/// </summary>
public static class Incoming
{
    /// <summary>The whole body may be a little more than the file.</summary>
    private const long Envelope = 64 * 1024;

    /// <summary>Hands the file's name and content to <paramref name="take"/>.</summary>
    /// <exception cref="Refused">There is no file in what was sent, or more than may come.</exception>
    public static async Task<T> First<T>(HttpRequest request, long maximumBytes, Func<string, Stream, Task<T>> take)
    {
        if (request.ContentLength > maximumBytes + Envelope)
            throw Refused.Input($"文件超过 {maximumBytes / 1_048_576} MB 的上限，没有保存。请压缩后再传。");
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is { } form)
        {
            var file = form.Files.Count > 0 && form.Files[0].Length > 0 ? form.Files[0] : throw Nothing();
            await using var content = file.OpenReadStream();
            return await take(NameOf(file.FileName), content);
        }

        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
            throw Nothing();
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return await take(NameOf(file.FileName), content);
        }

        throw Nothing();
    }

    /// <summary>The last part of the name, without what would break a header or a line, at most 120 characters.</summary>
    public static string NameOf(string? sent)
    {
        var name = (sent ?? string.Empty).Replace('\\', '/').Split('/')[^1];
        name = new string([.. name.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or '*' or '?'))]).Trim();
        if (name.Length == 0)
            return "未命名";
        return name.Length <= 120 ? name : name[..(120 - Path.GetExtension(name).Length)] + Path.GetExtension(name);
    }

    private static Refused Nothing() => Refused.Input("没有收到文件。请先选择文件再上传。");
}
