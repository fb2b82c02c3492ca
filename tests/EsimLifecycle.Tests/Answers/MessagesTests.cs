using System.Globalization;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>Nothing is left untold: every code has a text and every value a word, in each language.</summary>
public partial class MessagesTests
{
    private static readonly CultureInfo[] Cultures = [new("en"), new("zh"), new("id")];

    public static TheoryData<string> Languages => ["en", "zh", "id"];

    public static TheoryData<string> Codes => [.. RefusalFactories.Facts.Keys];

    [Theory, MemberData(nameof(Languages))]
    public void Every_code_has_a_text_and_no_text_is_left_over(string language) =>
        LanguageOf(language).Texts.Keys.Should().BeEquivalentTo(RefusalFactories.Facts.Keys);

    [Theory, MemberData(nameof(Codes))]
    public void A_text_tells_only_facts_that_the_refusal_carries_and_the_same_ones_in_every_language(string code)
    {
        var told = Cultures.Select(culture => FactsToldBy(Messages.LanguageOf(culture).Texts[code])).ToArray();
        told[0].Should().BeSubsetOf(RefusalFactories.Facts[code]);
        told.Should().AllBeEquivalentTo(told[0]);
    }

    [Theory, MemberData(nameof(Codes))]
    public void Every_fact_told_takes_the_place_of_its_name(string code)
    {
        foreach (var culture in Cultures)
        {
            var refusal = new Refusal(code, [.. RefusalFactories.Facts[code].Select(name => new RefusalFact(name, $"<{name}>"))])
            {
                RetryAt = Instant.FromUtc(2027, 2, 28, 17, 0),
            };
            var text = refusal.Explain(culture);
            var told = Facts().Matches(text).Select(match => match.Groups[1].Value);
            told.Should().Equal(FactsToldBy(Messages.LanguageOf(culture).Texts[code]));
            text.Should().NotContainAny("{", "}").And.Contain("2027");
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_text_is_of_whole_sentences(string language)
    {
        var end = language == "zh" ? "。" : ".";
        LanguageOf(language).RetryAt.Should().EndWith(end);
        LanguageOf(language).Texts.Values.Should().OnlyContain(text => text.EndsWith(end, StringComparison.Ordinal));
        LanguageOf(language).Texts.Values.Should().OnlyHaveUniqueItems();
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_value_of_the_enumerations_that_texts_tell_has_a_word(string language)
    {
        Type[] told =
        [
            typeof(SubscriptionStatus), typeof(CommandKind), typeof(Role), typeof(Channel), typeof(IdentityAssurance), typeof(ClosedReason),
            typeof(SuspensionHolder), typeof(CancellationTiming), typeof(DocumentKind), typeof(PaymentMethod),
            typeof(SettlementLineKind), typeof(SettlementUnit),
        ];
        var words = LanguageOf(language).Words;
        words.Keys.Should().BeEquivalentTo(told.SelectMany(type => Enum.GetValues(type).Cast<Enum>()));
        words.Values.Should().NotContain(string.Empty);
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
    public void A_culture_gets_its_language_or_English(string culture, string language) => LanguageOf(culture).Code.Should().Be(language);

    [Fact]
    public void Every_culture_there_is_can_be_told()
    {
        var refusal = Refusals.CancellationSettled(Instant.FromUtc(2026, 3, 1, 9, 5));
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
            refusal.Explain(culture).Should().Contain("2026");
    }

    private static MessageLanguage LanguageOf(string culture) => Messages.LanguageOf(new CultureInfo(culture));

    internal static string[] FactsToldBy(string text) => [.. Placeholders().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholders();

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex Facts();
}
