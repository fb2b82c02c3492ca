using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using EsimLifecycle.Interop;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsimLifecycle.Tests;

/// <summary>What whoever uses the package sees in their editor and debugger: documentation of what is public, examples that compile, short texts.</summary>
public partial class PublicDocsTests
{
    private static readonly Dictionary<string, Type> Types = new[] { typeof(Lifecycle), typeof(PlatformNotice) }
        .SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.Namespace == type.Assembly.GetName().Name)
        .ToDictionary(type => type.FullName!.Replace('+', '.'));

    [Fact]
    public void Only_what_is_public_is_documented_in_the_package()
    {
        XmlDocs.Ids.Should().NotBeEmpty();
        XmlDocs.Ids.Where(id => !IsPublic(id)).Should().BeEmpty();
    }

    [Fact]
    public void Every_example_compiles()
    {
        const string Given = """
            using System; using System.Collections.Generic; using System.Globalization; using System.Linq; using EsimLifecycle; using NodaTime;
            class Given
            {
                public Lifecycle lifecycle; public Subscription subscription; public Eid device; public Instant now; public Caller caller; public CommandId messageId;
                public CultureInfo culture; public CommandContext context; public List<Instruction> outbox; public LifecycleEvent stored; public Decision decision;
                public HistorySalt salt; public HistoryHead head; public List<string> lines;
            }
            """;
        var examples = XmlDocs.Ids.SelectMany(id => XmlDocs.Find(id)!.Descendants("example").Select(example => (id, Code: example.Value)))
            .Where(example => !example.Code.Contains("builder.Services", StringComparison.Ordinal)).ToList();
        var stop = TestContext.Current.CancellationToken;
        var source = Given + string.Concat(examples.Select((example, i) => $"class Example{i} : Given {{ void Run() {{ {example.Code} }} }}\n"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));

        var compiled = CSharpCompilation.Create("Examples", [CSharpSyntaxTree.ParseText(source, cancellationToken: stop)], references, new(OutputKind.DynamicallyLinkedLibrary));

        compiled.GetDiagnostics(stop).Where(fault => fault.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        string[] obvious = ["Lifecycle.Decide", "Lifecycle.Quote", "Lifecycle.Available", "Lifecycle.Forecast", "Instruction.From", "MessageCatalog.With", "History.Seal", "CarrierPolicy.FromJson"];
        obvious.Should().OnlyContain(name => examples.Any(example => example.id.StartsWith($"M:EsimLifecycle.{name}(", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(Subscription))]
    [InlineData(typeof(Decision))]
    [InlineData(typeof(ValueList<Eid>))]
    [InlineData(typeof(CarrierPolicy))]
    [InlineData(typeof(Balances))]
    [InlineData(typeof(LifecycleEvent))]
    [InlineData(typeof(AvailableCommand))]
    [InlineData(typeof(CommandChoice))]
    public void A_debugger_shows_a_short_text_of_what_there_is(Type type)
    {
        var text = type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value;

        foreach (Match part in Shown().Matches(text))
        {
            var of = type;
            foreach (var name in part.Groups[1].Value.Split('.'))
            {
                var call = name.EndsWith("()", StringComparison.Ordinal);
                of = call ? of.GetMethod(name[..^2], [])?.ReturnType : of.GetProperty(name)?.PropertyType;
                of.Should().NotBeNull("{0} of {1} is there", part.Value, type.Name);
            }
        }
    }

    [Fact]
    public void What_is_logged_is_short()
    {
        var scenario = Scenario.With().Activated();

        scenario.State.Balances.ToString().Should().Be("Customer USD -31.00, Deferred USD 31.00");
        Balances.None.ToString().Should().Be("nothing");
        scenario.Last.ToString().Should().Be("Accepted: SubscriptionActivated");
        scenario.When(new UnbindDevice(Scenario.Phone)).Last.ToString().Should().Be("Refused: device.not_bound");
        scenario.When(new SetAutoRenewal(On: false)).Last.ToString().Should().Be("AlreadyDone");
        default(Decision).ToString().Should().Be("Accepted");
    }

    private static bool IsPublic(string id)
    {
        var name = Arity().Replace(id[2..].Split('(')[0], "");
        if (id[0] == 'T')
            return Find(name).Any();
        var dot = name.LastIndexOf('.');
        var member = name[(dot + 1)..].Replace("#ctor", ".ctor", StringComparison.Ordinal);
        return Find(name[..dot])
            .SelectMany(type => type.GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Any(each => each switch
            {
                MethodBase method => method.IsPublic || method.IsFamily,
                FieldInfo field => field.IsPublic,
                PropertyInfo property => property.GetMethod is { IsPublic: true } or { IsFamily: true },
                _ => each is Type { IsVisible: true },
            });
    }

    /// <summary>The public types of a name, whatever their arity.</summary>
    private static IEnumerable<Type> Find(string name) => Types.Where(type => type.Value.IsVisible && Arity().Replace(type.Key, "") == name).Select(type => type.Value);

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"\{([A-Za-z.()]+)(?:,nq)?\}")]
    private static partial Regex Shown();
}
