using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace EsimLifecycle.Tests;

/// <summary>What happened, is asked for, is to be done or falls due is told in a line, in each language.</summary>
public class LineTests
{
    internal static readonly DateTimeZone Jakarta = DateTimeZoneProviders.Tzdb["Asia/Jakarta"];

    private static readonly MessageLanguage English = MessageCatalog.Default.Find("en")!;

    internal static readonly CultureInfo[] Cultures = [new("en-GB"), new("zh-CN"), new("id-ID")];

    private static readonly string[] Faults =
    [
        "{", "}", "[", "]", "|", "(not given)", "未填写", "(tidak diisi)", "  ", "()", "（）", " ,", ": ;", ",,", "，，", "；；", "：；", "，；",
    ];

    public static TheoryData<Type> Types => [.. JsonSamples.Concrete.Where(type => SectionOf(type) is not null)];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_has_a_text_and_a_text_names_only_facts_that_it_has(Type type)
    {
        var facts = FactsOf(Read(type, JsonSamples.Whole(type)));
        var names = type == typeof(SendMessage) ? ["subject"] : facts.Names.ToArray();
        names.Should().OnlyHaveUniqueItems();
        var texts = TextsOf(SectionOf(type)!, type.Name);

        // What has no facts is told by the name of its kind.
        if (SectionOf(type) != "requests" || names.Length > 0)
            texts.Should().NotBeEmpty();
        texts.Values.SelectMany(text => Placeholder.List(text)!).Select(placeholder => placeholder.Name).Should().BeSubsetOf(names);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_is_told_in_each_language_whatever_it_has_or_lacks(Type type)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var whole = Read(type, JsonSamples.Whole(type, seed));
            HaveWords(FactsOf(whole));
            foreach (var culture in Cultures)
            {
                IsTold(Tell(whole, culture), culture);
                Tell(Read(type, JsonSamples.Some(type, seed)), culture).Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public void No_text_is_left_over()
    {
        foreach (var section in new[] { "events", "instructions", "requests" })
        {
            TextsOf(section).Keys.Select(key => key.Split('.')[0]).Distinct().Should()
                .BeSubsetOf(JsonSamples.Concrete.Where(type => SectionOf(type) == section).Select(type => type.Name), section);
        }

        TextsOf("deadlines").Keys.Should().BeEquivalentTo(Enum.GetNames<DeadlineKind>());
        var parts = typeof(Lifecycle).Assembly.GetTypes().Where(type => typeof(IFactual).IsAssignableFrom(type) && type != typeof(IFactual));
        TextsOf("parts").Keys.Select(key => key.Split('.')[0]).Distinct().Should().BeEquivalentTo(parts.Select(type => type.Name));
        TextsOf("subjects").Keys.Should().BeEquivalentTo(Enum.GetNames<MessageTemplate>());
        TextsOf("messages").Keys.Should().BeEquivalentTo(Enum.GetNames<MessageTemplate>());
        TextsOf("card").Keys.Select(key => key.Split('.')[0]).Distinct().Should().BeSubsetOf(Enum.GetNames<DescriptionLineKind>());
    }

    /// <summary>Each part has a text for every state it can be in, which names only what it has.</summary>
    [Fact]
    public void Parts_of_every_state_have_a_text()
    {
        TextsOf("parts", nameof(RefundLeg)).Keys.Should().BeEquivalentTo(Enum.GetNames<RefundStatus>().Select(status => $"RefundLeg.{status}"));
        TextsOf("parts", nameof(LateCharge)).Keys.Should().BeEquivalentTo(
            Enum.GetNames<LateChargeStatus>().Except(["Voided"]).Concat(Enum.GetNames<LateChargeVoidReason>()).Select(status => $"LateCharge.{status}"));
        TextsOf("parts", nameof(Caller)).Keys.Should().BeEquivalentTo(Enum.GetNames<Role>().Select(role => $"Caller.{role}"));
        TextsOf("parts", nameof(BalanceChoice)).Keys.Should().BeEquivalentTo(Enum.GetNames<BalanceDisposition>().Select(choice => $"BalanceChoice.{choice}"));
    }

    [Fact]
    public void Every_life_is_told_in_each_language()
    {
        foreach (var (_, history) in GoldenLives.All)
        {
            var state = Subscription.None;
            foreach (var @event in history)
            {
                state = Lifecycle.Evolve(state, @event);
                foreach (var culture in Cultures)
                {
                    IsTold(@event.Explain(culture, Jakarta), culture);
                    foreach (var instruction in Instruction.From(@event))
                        IsTold(instruction.Explain(culture, Jakarta), culture);
                    foreach (var deadline in state.Deadlines)
                        IsTold(deadline.Explain(culture, Jakarta), culture);
                    foreach (var leg in state.Refunds)
                        IsTold(leg.Explain(culture, Jakarta), culture);
                }
            }
        }
    }

    /// <summary>What a line has that none should have: what is not given, what stays of a text, what stands empty.</summary>
    internal static string? FindFault(string line) =>
        line.Length == 0 || line.Trim() != line ? "spaces" : Array.Find(Faults, fault => line.Contains(fault, StringComparison.Ordinal));

    private static void IsTold(string line, CultureInfo culture) => FindFault(line).Should().BeNull("{0} in {1}", line, culture);

    private static string Tell(object value, CultureInfo culture) => value switch
    {
        LifecycleEvent @event => @event.Explain(culture, Jakarta),
        Instruction instruction => instruction.Explain(culture, Jakarta),
        LifecycleCommand command => command.Explain(culture, Jakarta),
        Caller caller => caller.Explain(culture),
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    };

    private static void HaveWords(Facts facts)
    {
        foreach (var value in facts.Names.Select(name => facts[name]).SelectMany(Single))
        {
            if (value is Enum word)
                MessageCatalog.Default.Invoking(catalog => catalog.Explain(word, Cultures[1])).Should().NotThrow();
            else if (value is IFactual part)
                HaveWords(part.ListFacts());
        }

        static IEnumerable<object?> Single(object? value) => value is System.Collections.IEnumerable list and not string ? list.Cast<object?>() : [value];
    }

    private static object Read(Type type, JsonObject json) => JsonSamples.Read(type, Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static Facts FactsOf(object value) => value switch
    {
        LifecycleEvent @event => @event.ListFacts(),
        Instruction instruction => instruction.ListFacts(),
        LifecycleCommand command => command.ListFacts(),
        _ => ((IFactual)value).ListFacts(),
    };

    private static string? SectionOf(Type type) =>
        type.IsSubclassOf(typeof(LifecycleEvent)) ? "events"
        : type.IsSubclassOf(typeof(Instruction)) ? "instructions"
        : type.IsSubclassOf(typeof(LifecycleCommand)) ? "requests"
        : type == typeof(Caller) ? "parts"
        : null;

    private static Dictionary<string, string> TextsOf(string section, string? name = null) => English.Keys
        .Where(key => key.StartsWith(section + "/", StringComparison.Ordinal))
        .Select(key => key[(section.Length + 1)..])
        .Where(key => name is null || key.Split('.')[0] == name)
        .ToDictionary(key => key, key => English.Find($"{section}/{key}")!);
}
