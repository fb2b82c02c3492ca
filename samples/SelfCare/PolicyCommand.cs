using System.CommandLine;
using System.Text.Json;

namespace SelfCare;

/// <summary><c>policy</c>: lists the example policies, prints one, or checks a file.</summary>
internal static class PolicyCommand
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var name = new Argument<string?>("policy")
        {
            Description = "An example's name, or a file, which is checked before it is printed; without it the names are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var policy = new Command("policy", "List, print or check policies.") { name };
        policy.SetAction(parsed => Run(parsed.GetValue(name), terminal));
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
}
