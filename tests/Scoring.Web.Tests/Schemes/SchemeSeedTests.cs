using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scoring.Web.Setup;

namespace Scoring.Web.Tests.Schemes;

/// <summary>What a start does with the scheme files beside the program.</summary>
public sealed class SchemeSeedTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_restart_does_not_put_the_file_back_over_an_upload()
    {
        var first = await app.Db(db => db.SchemeVersions.SingleAsync(v => v.Code == "TOP10_SECRETARY"));
        await app.Db(async db =>
        {
            db.SchemeVersions.Add(new() { Code = first.Code, Name = first.Name, Version = 2, Hash = new string('9', 64), Json = first.Json, CreatedAt = app.Clock.Now, CreatedBy = "测试" });
            await db.SaveChangesAsync();
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Seeds>().Load(demo: false);
        });
        (await app.Db(db => db.SchemeVersions.Where(v => v.Code == first.Code).MaxAsync(v => v.Version))).ShouldBe(2);
    }
}
