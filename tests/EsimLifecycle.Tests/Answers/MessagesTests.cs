using System.Globalization;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>Nothing is left untold: every code has a text and every value a word, in each language.</summary>
public partial class MessagesTests
{
    private static readonly MessageLanguage English = MessageCatalog.Default.Find("en")!;

    public static TheoryData<string> Languages => [.. MessageCatalog.Default.Languages];

    public static TheoryData<string> Codes => [.. RefusalFactories.All.Keys];

    [Fact]
    public void Every_code_has_a_text_and_no_text_is_left_over() => Section(English, "refusals").Keys.Should().BeEquivalentTo(RefusalFactories.All.Keys);

    [Theory, MemberData(nameof(Languages))]
    public void Every_language_has_every_text(string language)
    {
        MessageCatalog.Default.FindMissing(language).Should().BeEmpty();
        MessageCatalog.Default.Find(language)!.Keys.Should().BeEquivalentTo(English.Keys);
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_text_tells_only_facts_that_the_factory_takes(string code) => FactsToldBy(code).Should().BeSubsetOf(RefusalFactories.Facts[code]);

    [Theory, MemberData(nameof(Languages))]
    public void Every_language_tells_the_same_facts(string language)
    {
        foreach (var key in English.Keys)
            Told(MessageCatalog.Default.Find(language)!.Find(key)!).Should().BeEquivalentTo(Told(English.Find(key)!), key);

        static IEnumerable<Placeholder> Told(string text) => Placeholder.List(text)!.Distinct();
    }

    [Theory, MemberData(nameof(Codes))]
    public void Every_fact_told_takes_the_place_of_its_name(string code)
    {
        foreach (var language in MessageCatalog.Default.Languages)
        {
            var refusal = new Refusal(code, [.. RefusalFactories.Facts[code].Select(name => new RefusalFact(name, $"<{name}>"))])
            {
                RetryAt = Instant.FromUtc(2027, 2, 28, 17, 0),
            };
            var text = refusal.Explain(new CultureInfo(language));
            var told = Facts().Matches(text).Select(match => match.Groups[1].Value);
            told.Should().Equal(Placeholder.List(MessageCatalog.Default.Find(language)!.Find($"refusals/{code}")!)!.Select(placeholder => placeholder.Name));
            text.Should().NotContainAny("{", "}").And.Contain("2027");
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_text_is_of_whole_sentences(string language)
    {
        var end = language == "zh" ? "。" : ".";
        var texts = MessageCatalog.Default.Find(language)!;
        texts.Find("forms/retry").Should().EndWith(end);
        Section(texts, "checklist").Values.Should().OnlyContain(text => text.EndsWith(end, StringComparison.Ordinal));
        Section(texts, "progress").Values.Should().OnlyContain(text => text.EndsWith(end, StringComparison.Ordinal));
        Section(texts, "refusals").Values.Should().OnlyContain(text => text.EndsWith(end, StringComparison.Ordinal)).And.OnlyHaveUniqueItems();
    }

    /// <summary>An end is the first moment without; a customer reads the last day with.</summary>
    [Theory, MemberData(nameof(Languages))]
    public void No_text_tells_an_end_as_its_first_moment_without(string language)
    {
        var texts = MessageCatalog.Default.Find(language)!;
        foreach (var key in texts.Keys)
        {
            foreach (var (name, format) in Placeholder.List(texts.Find(key)!)!)
            {
                if (IsEnd(key, name))
                    format.Should().NotBeEmpty($"{key} tells {name}, which is an end");
            }
        }

        static bool IsEnd(string key, string name) =>
            name is "closedAt" or "endedAt" or "endsAt" or "settledAt" or "until"
            || name.EndsWith("Until", StringComparison.Ordinal)
            || (name is "earliest" or "latest" && key.StartsWith("refusals/cancellation.", StringComparison.Ordinal))
            || key.EndsWith(".lastDay", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_that_a_text_can_tell_has_a_word()
    {
        var told = RefusalFactories.All
            .SelectMany(each => each.Value.GetParameters().Where(parameter => FactsToldBy(each.Key).Contains(parameter.Name)))
            .Select(parameter => parameter.ParameterType.GenericTypeArguments.FirstOrDefault() ?? parameter.ParameterType)
            .Where(type => type.IsEnum)
            .Union([typeof(SettlementLineKind), typeof(SettlementUnit), typeof(DocumentKind)]);

        MessageLanguage.Enumerations.Should().Contain(told);
        var keys = MessageLanguage.Enumerations.SelectMany(type => Enum.GetValues(type).Cast<Enum>()).Select(value => MessageLanguage.KeyOf(value)!).ToArray();
        var sections = keys.Select(key => key.Split('/')[0]).ToHashSet();
        English.Keys.Where(key => sections.Contains(key.Split('/')[0])).Should().BeEquivalentTo(keys);
    }

    [Fact]
    public void Every_rule_of_a_settlement_and_every_item_of_a_checklist_has_a_text()
    {
        Section(English, "settlementRules").Keys.Should().BeEquivalentTo(Enum.GetNames<SettlementRule>());
        Section(English, "checklist").Keys.Select(key => key.Split('.')[0]).Distinct().Should().BeEquivalentTo(Enum.GetNames<ChecklistItemKind>());
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-US", "en")]
    [InlineData("", "en")]
    [InlineData("de-DE", "en")]
    [InlineData("ms-MY", "en")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh-SG", "zh")]
    [InlineData("zh-Hans", "zh")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("id", "id")]
    [InlineData("id-ID", "id")]
    public void A_culture_gets_its_language_or_English(string culture, string language) =>
        MessageCatalog.Default.FindFor(new CultureInfo(culture))[0].Code.Should().Be(language);

    [Fact]
    public void Every_culture_there_is_can_be_told()
    {
        var refusal = Refusals.CancellationSettled(Instant.FromUtc(2026, 3, 1, 9, 5));
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
            refusal.Explain(culture).Should().Contain("2026");
    }

    private static string[] FactsToldBy(string code) => [.. Placeholder.List(English.Find($"refusals/{code}")!)!.Select(placeholder => placeholder.Name)];

    private static Dictionary<string, string> Section(MessageLanguage language, string name) => language.Keys
        .Where(key => key.StartsWith(name + "/", StringComparison.Ordinal))
        .ToDictionary(key => key[(name.Length + 1)..], key => language.Find(key)!);

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex Facts();
}
