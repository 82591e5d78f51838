using System.CommandLine;
using System.Text;
using Scoring.Verify;

var files = new Argument<string[]>("records") { Description = "Scoring records (JSON files).", Arity = ArgumentArity.OneOrMore };
var tally = new Command("tally", "Tally records: one result per line, in the order given. Exit 0, or 2 when one is invalid or unreadable.") { files };
tally.SetAction(parsed =>
{
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
    using var errors = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
    return TallyCommand.Run(parsed.GetRequiredValue(files), output, errors);
});

var root = new RootCommand("scoring: the tally without the platform, for anyone who wants to add up again.") { tally };

// A file may be called '@x': it is a name, not a list of further arguments.
var command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (command.Errors.Count == 0) return await command.InvokeAsync();
foreach (var error in command.Errors) await Console.Error.WriteLineAsync(error.Message);
return TallyCommand.Refused;
