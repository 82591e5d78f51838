using Scoring.Web.Setup;

var builder = WebApplication.CreateBuilder(args);
builder.AddScoring();

var app = builder.Build();
await app.Prepare();
app.UseScoring();
return await app.RunHere();

/// <summary>The wiring is in Setup/; this file is readable on one screen.</summary>
public partial class Program;
