using System.CommandLine;
using System.Text.Json;

namespace SelfCare;

/// <summary><c>policy</c>: lists the example policies, prints one; checks, explains and compares policies.</summary>
internal static class PolicyCommand
{
    private const string NameOrFile = "An example's name, a file, or - for standard input.";

    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var name = new Argument<string?>("policy")
        {
            Description = "An example's name, or a file, which is checked before it is printed; without it the names are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var policy = new Command("policy", "List, print, check, explain or compare policies.") { name };
        policy.SetAction(parsed => Run(parsed.GetValue(name), policy, terminal));
        policy.Subcommands.Add(Check(terminal));
        policy.Subcommands.Add(Explain(terminal));
        policy.Subcommands.Add(Diff(terminal));
        policy.Subcommands.Add(Show(terminal));
        policy.Subcommands.Add(Schema(terminal));
        root.Subcommands.Add(policy);
    }

    private static void Run(string? name, Command policyCommand, Terminal terminal)
    {
        if (name is null)
        {
            foreach (var preset in CarrierPolicy.PresetNames)
                terminal.Out.WriteLine(preset);
            return;
        }

        if (!PolicyFile.Exists(name))
            throw new BadInputException($"{name}: no such policy, file or command; expected a file, one of {PolicyFile.Names}, or one of the commands {ListCommands(policyCommand)}.");
        var policy = PolicyFile.Read(name, terminal);
        foreach (var warning in policy.Validate())
            terminal.Error.WriteLine(warning);
        using var document = JsonDocument.Parse(LifecycleJson.Write(policy));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            document.WriteTo(json);
        terminal.Out.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static Command Check(Terminal terminal)
    {
        var name = new Argument<string>("policy") { Description = NameOrFile };
        var check = new Command("check", "Find every fault of a policy, and every trap: what is legal and contradicts itself. Ends with 2 if there is a fault.") { name };
        check.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(name);
            var faults = CarrierPolicy.FindFaults(PolicyFile.ReadText(file, terminal));
            foreach (var fault in faults)
                terminal.Out.WriteLine($"{file}: {fault}");
            var errors = faults.Count(fault => fault.Severity == PolicySeverity.Error);
            terminal.Out.WriteLine((errors, faults.Count - errors) switch
            {
                (0, 0) => $"{file}: no fault, no warning.",
                (0, var warnings) => $"{file}: no fault, {Count(warnings, "warning")}: the policy can be used, but look at them.",
                (_, 0) => $"{file}: {Count(errors, "fault")}: the policy can't be used.",
                var (_, warnings) => $"{file}: {Count(errors, "fault")} and {Count(warnings, "warning")}: the policy can't be used.",
            });
            return errors > 0 ? ExitCode.BadInput : ExitCode.Ok;
        });
        return check;
    }

    private static Command Explain(Terminal terminal)
    {
        var name = new Argument<string>("policy") { Description = NameOrFile };
        var explain = new Command("explain", "Tell a policy in sentences: what it decides, and what matters anyway.") { name };
        explain.SetAction(parsed =>
        {
            var policy = PolicyFile.Read(parsed.GetRequiredValue(name), terminal);
            var isFirst = true;
            foreach (var section in policy.Explain(OutputOptions.Of(parsed, terminal).Culture))
            {
                if (!isFirst)
                    terminal.Out.WriteLine();
                isFirst = false;
                terminal.Out.WriteLine(section.Title);
                foreach (var sentence in section.Sentences)
                    terminal.Out.WriteLine($"  {sentence.Text}");
            }
        });
        return explain;
    }

    private static Command Diff(Terminal terminal)
    {
        var before = new Argument<string>("before") { Description = NameOrFile };
        var after = new Argument<string>("after") { Description = NameOrFile };
        var diff = new Command("diff", "Tell what it means that one policy takes the place of another.") { before, after };
        diff.SetAction(parsed =>
        {
            var (oldFile, newFile) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            var (old, now) = (PolicyFile.Read(oldFile, terminal), PolicyFile.Read(newFile, terminal));
            if (old == now)
            {
                terminal.Out.WriteLine($"{oldFile} and {newFile}: no difference.");
                return;
            }

            var changes = old.ExplainChanges(now, OutputOptions.Of(parsed, terminal).Culture);
            foreach (var change in changes)
            {
                terminal.Out.WriteLine(change.Path);
                if (change.Before is { } was)
                    terminal.Out.WriteLine($"  - {was}");
                if (change.After is { } isNow)
                    terminal.Out.WriteLine($"  + {isNow}");
                if (change.Note is { } note)
                    terminal.Out.WriteLine($"    {note}");
            }

            if (changes.Count == 0)
                terminal.Out.WriteLine($"{oldFile} and {newFile}: they differ only in what has no sentence, such as the days of the calendar or the order of a list.");
            if ((old.Identity.Name, old.Identity.Version) == (now.Identity.Name, now.Identity.Version))
                terminal.Out.WriteLine($"identity.version is {now.Identity.Version} in both: raise it, because rules have changed.");
        });
        return diff;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("policy") { Description = NameOrFile };
        var show = new Command("show", "Print what a policy decides, without what is as by default: the beginning of one of your own.") { name };
        show.SetAction(parsed => terminal.Out.Write(PolicyFile.Read(parsed.GetRequiredValue(name), terminal).ToJson()));
        return show;
    }

    private static Command Schema(Terminal terminal)
    {
        var schema = new Command("schema", "Print the JSON Schema of policies, by which an editor completes and checks them.");
        schema.SetAction(_ => terminal.Out.Write(CarrierPolicy.JsonSchema));
        return schema;
    }

    /// <summary>Tells a slip of a subcommand, which would otherwise be taken for the policy, and the file after it for the slip.</summary>
    public static string? FindSlip(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        return command.Command.Name == "policy" && parsed.UnmatchedTokens.Count > 0 && command.Tokens is [var first, ..] && !PolicyFile.Exists(first.Value)
            ? $"'{first.Value}' is no command of 'policy'; expected one of {ListCommands(command.Command)}."
            : null;
    }

    private static string ListCommands(Command command) => string.Join(", ", command.Subcommands.Select(each => each.Name));

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
