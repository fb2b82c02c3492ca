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
        policy.SetAction(parsed => Run(parsed.GetValue(name), terminal));
        policy.Subcommands.Add(Check(terminal));
        policy.Subcommands.Add(Explain(terminal));
        policy.Subcommands.Add(Diff(terminal));
        policy.Subcommands.Add(Show(terminal));
        policy.Subcommands.Add(Schema(terminal));
        root.Subcommands.Add(policy);
    }

    private static void Run(string? name, Terminal terminal)
    {
        if (name is null)
        {
            foreach (var preset in CarrierPolicy.PresetNames)
                terminal.Out.WriteLine(preset);
            return;
        }

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
            var (old, now) = (PolicyFile.Read(parsed.GetRequiredValue(before), terminal), PolicyFile.Read(parsed.GetRequiredValue(after), terminal));
            foreach (var change in old.ExplainChanges(now, OutputOptions.Of(parsed, terminal).Culture))
            {
                terminal.Out.WriteLine(change.Path);
                if (change.Before is { } was)
                    terminal.Out.WriteLine($"  - {was}");
                if (change.After is { } isNow)
                    terminal.Out.WriteLine($"  + {isNow}");
            }
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

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
