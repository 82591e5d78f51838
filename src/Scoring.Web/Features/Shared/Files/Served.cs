using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Scoring.Web.Features.Shared.Files;

/// <summary>How a kept file leaves the server to a person who may read it.</summary>
public static class Served
{
    /// <summary>Pictures and films are shown, the rest is downloaded under its own name. Whatever it claims to be, it is a document of its own that may run nothing.</summary>
    public static FileStreamResult Kept(this Controller room, FileStore files, string hash, string contentType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue(FileTypes.ShownInPage(contentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(fileName);
        room.Response.Headers.ContentDisposition = disposition.ToString();
        room.Response.Headers.CacheControl = "private, no-cache";
        room.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return room.File(files.Open(hash), contentType, lastModified: null, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }
}
