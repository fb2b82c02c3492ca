using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EsimLifecycle.Hosting;
using Microsoft.Extensions.DependencyInjection;

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
        "options" => Options(),
        "instruments" => Instruments(),
        "statuses" => null, // ExternalStatusTests
        "speed" or "load" or "million" or "faults" => null, // written by the programs that measure them
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
        "cancellation" => CancellationChart(),
        _ => throw new FormatException($"There is no chart '{name}'."),
    };

    /// <summary>The arrows between statuses in a chart that was drawn by hand; without those from and to the dot.</summary>
    public static IEnumerable<(SubscriptionStatus From, SubscriptionStatus To)> ArrowsOf(string mermaid) =>
        from Match arrow in Arrow().Matches(mermaid)
        select (Status(arrow.Groups["from"].Value), Status(arrow.Groups["to"].Value));

    /// <summary>Whether the subscription's chart has such a way; one of a superstate is one of any status in it.</summary>
    public static bool IsOnTheChart(SubscriptionStatus from, SubscriptionStatus to) =>
        SubscriptionChart.Instance.Edges.Any(edge => IsIn(edge.From, from) && IsIn(edge.To, to));

    private static bool IsIn(SubscriptionStatus status, SubscriptionStatus part) => part switch
    {
        SubscriptionStatus.PendingCancel => status.IsPendingCancel(),
        SubscriptionStatus.InForce => status is not (SubscriptionStatus.None or SubscriptionStatus.Closed) && !status.IsPendingCancel(),
        _ => status == part,
    };

    private static SubscriptionStatus Status(string text) => Enum.TryParse<SubscriptionStatus>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var status)
        ? status
        : throw new FormatException($"'{text}' is no status.");

    /// <summary>The part of the subscription's chart that a cancellation goes through, with all statuses without one as one.</summary>
    private static string CancellationChart()
    {
        var ways = SubscriptionChart.Instance.Edges
            .Where(edge => edge.From.IsPendingCancel() || edge.To.IsPendingCancel())
            .Select(edge => (From: Part(edge.From), To: Part(edge.To), Words: CapitalInside().Replace($"{edge.Trigger}", " ").ToLowerInvariant()))
            .Where(way => way.From != way.To)
            .Distinct()
            .GroupBy(way => (way.From, way.To), way => way.Words);
        return $"stateDiagram-v2\n{string.Concat(ways.Select(way => $"    {way.Key.From} --> {way.Key.To} : {string.Join(" / ", way)}\n"))}";

        static SubscriptionStatus Part(SubscriptionStatus status) =>
            status.IsPendingCancel() || status == SubscriptionStatus.Closed ? status : SubscriptionStatus.InForce;
    }

    /// <summary>The commands of a room, or those that are named, in that order.</summary>
    private static string Commands(string roomOrNames)
    {
        var named = roomOrNames.Split(' ').Select(name => Enum.TryParse<CommandKind>(name, out var kind) ? LifecycleCommand.DefinitionOf(kind) : null).ToList();
        var table = new StringBuilder("| command | by | fields | what it does |\n|---|---|---|---|\n");
        foreach (var definition in named is [null] ? Enum.GetValues<CommandKind>().Select(LifecycleCommand.DefinitionOf).Where(each => RoomOf(each.Kind) == roomOrNames) : named.Select(each => each!))
        {
            var type = typeof(Lifecycle).Assembly.GetType($"EsimLifecycle.{definition.Kind}", throwOnError: true)!;
            var kind = type.IsAssignableTo(typeof(LifecycleFact)) ? " (fact)" : "";
            table.Append(CultureInfo.InvariantCulture, $"| `{definition.Kind}`{kind} | {By(definition)} | {Fields(type)} | {Capital(Asks().Replace(Summary($"T:EsimLifecycle.{definition.Kind}"), ""))} |\n");
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
            table.Append(CultureInfo.InvariantCulture, $"| {(type == typeof(CarrierPolicy) ? "a policy" : string.Join(", ", Places(type).Select(place => $"`{place}`")))} | what it sets | range and default |\n|---|---|---|\n");
            foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
            {
                var id = $"P:EsimLifecycle.{name}.{property.Name}";
                var says = Words(XmlDocs.Find(id)?.Element("value"), type);
                var summary = Words(XmlDocs.Find(id)?.Element("summary"), type);
                if (summary.Length == 0 && type.GetConstructors().SelectMany(each => each.GetParameters()).Any(each => each.Name == property.Name))
                    summary = Words(XmlDocs.Find(ConstructorOf(type))?.Elements("param").FirstOrDefault(each => (string?)each.Attribute("name") == property.Name), type);
                table.Append(CultureInfo.InvariantCulture, $"| `{Name(property.Name)}` | {Capital(Gets().Replace(summary, ""))} | {says} |\n");
            }

            table.Append('\n');
        }

        return table.ToString().TrimEnd('\n') + "\n";
    }

    private static string Options()
    {
        var (table, options) = (new StringBuilder("| option | what it sets |\n|---|---|\n"), typeof(SubscriptionHostOptions));
        var docs = XDocument.Load(Path.ChangeExtension(options.Assembly.Location, ".xml")).Descendants("member").ToDictionary(each => each.Attribute("name")!.Value);
        foreach (var property in options.GetProperties())
        {
            var summary = Words(docs[$"P:{options}.{property.Name}"].Element("summary"));
            table.Append(CultureInfo.InvariantCulture, $"| `{property.Name}` | {Capital(Gets().Replace(summary, ""))} |\n");
        }

        return table.ToString();
    }

    private static string Instruments()
    {
        var (table, meters) = (new StringBuilder("| instrument | kind | unit | what it measures |\n|---|---|---|---|\n"), new ServiceCollection().AddMetrics().AddEsimLifecycle().Services.BuildServiceProvider());
        var scope = meters.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == scope)
                    table.Append(CultureInfo.InvariantCulture, $"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0]} | {instrument.Unit} | {instrument.Description} |\n");
            },
        };
        _ = meters.GetRequiredService<SubscriptionHost>();
        listener.Start();
        return table.ToString();
    }

    private static string ConstructorOf(Type type) => $"T:EsimLifecycle.{type.Name}";

    /// <summary>Where a part stands in a policy's JSON: everywhere that it does.</summary>
    private static IEnumerable<string> Places(Type part) => part == typeof(CarrierPolicy)
        ? [""]
        : from owner in PolicyParts
          from property in owner.GetProperties()
          where property.SetMethod is not null
          let isList = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ValueList<>)
          where (isList ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType) == part
          from place in Places(owner)
          select $"{place}.{Name(property.Name)}{(isList ? "[]" : "")}".TrimStart('.');

    private static string Summary(string id) => Words(XmlDocs.Find(id)?.Element("summary"));

    /// <summary>Documentation as Markdown: references as code, on one line.</summary>
    private static string Words(XElement? documentation, Type? part = null)
    {
        var text = new StringBuilder();
        foreach (var node in documentation?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" or "paramref" } reference => $"`{Reference(reference, part)}`",
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement other => Words(other, part),
                _ => "",
            });
        }

        return Space().Replace(text.ToString(), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>What is referred to, by its last name; a knob in the documentation of another as JSON has it, with its place where that is elsewhere.</summary>
    private static string Reference(XElement reference, Type? part)
    {
        var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        var names = target.Split('(')[0].Split('.', ':');
        if (part is null || names is not ["P", _, var owner, var knob] || PolicyParts.FirstOrDefault(each => each.Name == owner) is not { } other)
            return names[^1];
        return other == part ? Name(knob) : $"{Places(other).First()}.{Name(knob)}".TrimStart('.');
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex("^A request to |^Requests to ")]
    private static partial Regex Asks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^\s*(?<from>\w+) --> (?<to>\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex CapitalInside();

    [GeneratedRegex("^Gets (or sets )?(whether )?")]
    private static partial Regex Gets();
}
