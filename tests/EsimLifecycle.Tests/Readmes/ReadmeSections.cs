using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EsimLifecycle.Tests;

/// <summary>The parts of the READMEs that are made from the code.</summary>
internal static partial class ReadmeSections
{
    /// <summary>What a section has to be; null where something else keeps it.</summary>
    public static string? Of(ReadmeSection section) => section.Kind switch
    {
        "chart" => $"```mermaid\n{Chart(section.Of)}```\n",
        "commands" => Commands(section.Of),
        "knobs" => Knobs(section.Of.Split(' ')),
        "statuses" => null, // ExternalStatusTests
        "speed" => null, // written by the benchmarks
        _ => throw new FormatException($"Nothing makes a section '{section.Name}'."),
    };

    /// <summary>The room of each command: the folder of the file that has its name.</summary>
    public static string RoomOf(CommandKind command) => Directory
        .EnumerateFiles(Path.Combine(Readme.Root, "src", "EsimLifecycle"), $"{command}.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
        .Single();

    /// <summary>The records that a policy consists of.</summary>
    public static IEnumerable<Type> PolicyParts => typeof(CarrierPolicy).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPolicyPart)));

    private static string Chart(string name) => name switch
    {
        "" => SubscriptionChart.Instance.ToMermaid(),
        "binding" => BindingChart.Instance.ToMermaid(),
        "refund" => RefundChart.Instance.ToMermaid(),
        "profile" => ProfileChart.Instance.ToMermaid(),
        _ => throw new FormatException($"There is no chart '{name}'."),
    };

    private static string Commands(string room)
    {
        var table = new StringBuilder("| command | by | fields | |\n|---|---|---|---|\n");
        foreach (var definition in LifecycleCommand.Definitions.Where(each => RoomOf(each.Kind) == room))
        {
            var type = typeof(Lifecycle).Assembly.GetType($"EsimLifecycle.{definition.Kind}", throwOnError: true)!;
            var kind = type.IsAssignableTo(typeof(LifecycleFact)) ? " (fact)" : "";
            table.Append(CultureInfo.InvariantCulture, $"| `{definition.Kind}`{kind} | {By(definition)} | {Fields(type)} | {Summary($"T:EsimLifecycle.{definition.Kind}")} |\n");
        }

        return table.ToString();
    }

    /// <summary>Who may give a command where a policy says nothing else, and how sure it has to be who a customer is.</summary>
    private static string By(CommandDefinition definition) => string.Join(", ", definition.Roles.Select(role =>
        role is Role.Customer or Role.Agent && definition.MinIdentity > IdentityAssurance.Low
            ? $"{role.ToString().ToLowerInvariant()} ({definition.MinIdentity.ToString().ToLowerInvariant()})"
            : role.ToString().ToLowerInvariant()));

    /// <summary>The fields of a command as JSON has them: those that it must have, and in brackets those that it may have.</summary>
    private static string Fields(Type command)
    {
        var required = command.GetConstructors().Single().GetParameters().Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.Name!).ToList();
        var optional = command.GetProperties()
            .Where(property => property.SetMethod is not null && property.Name != nameof(LifecycleFact.OccurredAt) && !required.Contains(property.Name))
            .Select(property => Name(property.Name))
            .ToList();
        var fields = string.Join(" ", required.Select(name => $"`{Name(name)}`"));
        return optional.Count == 0 ? fields : $"{fields} [{string.Join(" ", optional.Select(name => $"`{name}`"))}]".TrimStart();
    }

    private static string Knobs(string[] types)
    {
        var table = new StringBuilder();
        foreach (var name in types)
        {
            var type = PolicyParts.Single(part => part.Name == name);
            table.Append(CultureInfo.InvariantCulture, $"| `{Place(type)}` | | |\n|---|---|---|\n");
            foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
            {
                var id = $"P:EsimLifecycle.{name}.{property.Name}";
                var says = Words(XmlDocs.Find(id)?.Element("value"));
                var summary = Summary(id);
                if (summary.Length == 0 && type.GetConstructors().SelectMany(each => each.GetParameters()).Any(each => each.Name == property.Name))
                    summary = Words(XmlDocs.Find(ConstructorOf(type))?.Elements("param").FirstOrDefault(each => (string?)each.Attribute("name") == property.Name));
                table.Append(CultureInfo.InvariantCulture, $"| `{Name(property.Name)}` | {Capital(Gets().Replace(summary, ""))} | {says} |\n");
            }

            table.Append('\n');
        }

        return table.ToString().TrimEnd('\n') + "\n";
    }

    private static string ConstructorOf(Type type) => $"T:EsimLifecycle.{type.Name}";

    /// <summary>Where a part stands in a policy's JSON.</summary>
    private static string Place(Type part)
    {
        foreach (var owner in PolicyParts)
        {
            foreach (var property in owner.GetProperties().Where(property => property.SetMethod is not null))
            {
                var isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ValueList<>);
                var type = isList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
                if (type != part)
                    continue;
                var place = Name(property.Name) + (isList ? "[]" : "");
                return owner == typeof(CarrierPolicy) ? place : $"{Place(owner)}.{place}";
            }
        }

        return part.Name;
    }

    private static string Summary(string id) => Words(XmlDocs.Find(id)?.Element("summary"));

    /// <summary>Documentation as Markdown: references as code, on one line.</summary>
    private static string Words(XElement? documentation)
    {
        var text = new StringBuilder();
        foreach (var node in documentation?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" or "paramref" } reference => $"`{Reference(reference)}`",
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement other => Words(other),
                _ => "",
            });
        }

        return Space().Replace(text.ToString(), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Reference(XElement reference)
    {
        var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        var name = target.Split('(')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("^Gets (the |an? |whether )?(?<rest>)")]
    private static partial Regex Gets();
}
