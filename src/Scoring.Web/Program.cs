using Scoring.Web.Setup;

var audit = args is [AuditCommand.Name, ..];
var builder = WebApplication.CreateBuilder(audit ? args[1..] : args);
builder.AddScoring();
var recount = args.Contains(RecountCommand.Name, StringComparer.Ordinal);
if (recount)
    builder.Logging.ClearProviders();

var app = builder.Build();
if (audit)
    return await app.Audit();
try
{
    if (recount)
        return await app.Recount();
    await app.Prepare();
}
catch (CannotStart e)
{
    // A fault of what was configured, not of the program: the sentence says where, and a stack would only hide it.
    Console.Error.WriteLine(e.Message);
    await app.DisposeAsync();
    return 1;
}

app.UseScoring();
return await app.RunHere();

/// <summary>The wiring is in Setup/; this file is readable on one screen.</summary>
public partial class Program;
