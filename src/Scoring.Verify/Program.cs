using System.CommandLine;
using System.Text;
using Scoring.Verify;

var files = new Argument<string[]>("records") { Description = "Scoring records (JSON files).", Arity = ArgumentArity.OneOrMore };
var tally = new Command("tally", "Tally records: one result per line, in the order given. Exit 0, or 2 when one is invalid or unreadable.") { files };
tally.SetAction(parsed => Written((output, errors) => TallyCommand.Run(parsed.GetRequiredValue(files), output, errors)));

var bundles = new Argument<string[]>("bundles") { Description = "Evidence bundles (ZIP files).", Arity = ArgumentArity.OneOrMore };
var key = new Option<string?>("--key") { Description = "The published public key (PEM). Without it the signature is checked against the key in the bundle." };
var verify = new Command("verify", "Check evidence bundles offline. Exit 0, 1 when something is wrong (first fault first), or 2 when a file is unreadable.") { bundles, key };
verify.SetAction(parsed => Written((output, errors) => VerifyCommand.Run(parsed.GetRequiredValue(bundles), parsed.GetValue(key), output, errors)));

var root = new RootCommand("scoring: the tally and the check without the platform, for anyone who wants to add up again.") { tally, verify };

// A file may be called '@x': it is a name, not a list of further arguments.
var command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (command.Errors.Count == 0) return await command.InvokeAsync();
foreach (var error in command.Errors) await Console.Error.WriteLineAsync(error.Message);
return TallyCommand.Refused;

static int Written(Func<TextWriter, TextWriter, int> run)
{
    using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
    using var errors = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
    return run(output, errors);
}
