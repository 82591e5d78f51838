namespace Scoring.Browser.Tests.Stage;

/// <summary>The inspection that every page goes through, seen to fail: a page with one fault of each sort.</summary>
public sealed class InspectionTests : IDisposable
{
    private readonly LiveApp app = new();

    public InspectionTests() => app.Open();

    [Fact]
    public async Task Tells_every_fault_of_a_spoilt_page()
    {
        var person = await Person.Arrives(app, "spoilt", Device.Phone);
        await person.Go("/results");
        await person.Page.EvaluateAsync("""
            () => {
              document.title = '';
              document.documentElement.lang = 'en';
              document.querySelector('main').insertAdjacentHTML('beforeend', '<h1>再来一个</h1><div class="spoilt">宽</div><img src="/favicon.svg"><form action="/spoilt"></form>');
              document.querySelector('.spoilt').setAttribute('width', '900');
              document.querySelector('.spoilt').style.setProperty('inline-size', '900px');
              console.error('planted');
              setTimeout(() => { throw new Error('thrown'); });
            }
            """);
        await person.Page.EvaluateAsync("() => new Promise(done => setTimeout(done))");
        var faults = await person.Faults("phone");
        foreach (var sign in new[] { "no title", "2 first-level headings", "“en”", "scrolls sideways: <div class=\"spoilt\"", "axe image-alt", "console error: planted", "script error: Error: thrown" })
            faults.ShouldContain(f => f.Contains(sign), string.Join('\n', faults));
    }

    public void Dispose() => app.Dispose();
}
