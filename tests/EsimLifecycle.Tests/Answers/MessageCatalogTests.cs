using System.Globalization;
using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>A host adds a language, or says some things in its own words.</summary>
public class MessageCatalogTests
{
    private static readonly CultureInfo German = new("de-AT");

    private static readonly MessageCatalog WithGerman = MessageCatalog.Default.With("de", """
        {
          "refusals": {
            "device.limit": "Mehr als {max} Geräte gehen nicht.",
            "cancellation.already_open": "Die Kündigung vom {requestedAt} ist {status}.",
            "renewal.too_far_ahead": "Bezahlt ist bis einschließlich {paidUntil:lastDay}."
          },
          "statuses": { "UnderReview": "in Prüfung" },
          "forms": { "moment": "{date} um {time}", "retry": " Wieder möglich ab {retryAt}." }
        }
        """u8);

    [Fact]
    public void A_refusal_is_told_in_a_language_that_was_added() =>
        WithGerman.Explain(Refusals.DeviceLimit(2), German).Should().Be("Mehr als 2 Geräte gehen nicht.");

    [Fact]
    public void Dates_and_moments_are_written_in_that_language()
    {
        var requestedAt = Instant.FromUtc(2026, 3, 1, 9, 5);
        WithGerman.Explain(Refusals.CancellationAlreadyOpen(requestedAt, SubscriptionStatus.UnderReview, requestedAt, null), German)
            .Should().Be("Die Kündigung vom Sonntag, 1. März 2026 um 09:05 UTC ist in Prüfung.");
        WithGerman.Explain(Refusals.RenewalTooFarAhead(new LocalDate(2026, 3, 31), requestedAt), German)
            .Should().Be("Bezahlt ist bis einschließlich Montag, 30. März 2026. Wieder möglich ab Sonntag, 1. März 2026 um 09:05 UTC.");
    }

    [Fact]
    public void A_sentence_that_it_lacks_is_told_in_English_as_a_whole() =>
        WithGerman.Explain(Refusals.StatusNotPermitted(CommandKind.Renew, SubscriptionStatus.UnderReview), German)
            .Should().Be("While the subscription is under review, renewal is not possible.");

    [Fact]
    public void A_word_that_it_lacks_is_told_in_English() =>
        WithGerman.Explain(Refusals.CancellationAlreadyOpen(default, SubscriptionStatus.Clearing, default, null), German).Should().EndWith("ist in final clearing.");

    [Fact]
    public void What_it_lacks_can_be_found() =>
        WithGerman.FindMissing("de").Should().Contain("refusals/device.still_bound").And.NotContain("refusals/device.limit")
            .And.HaveCount(MessageCatalog.Default.FindMissing("de").Count - 6);

    [Fact]
    public void The_librarys_own_catalogue_stays_as_it_is()
    {
        MessageCatalog.Default.Languages.Should().Equal("en", "id", "zh");
        WithGerman.Languages.Should().Equal("en", "id", "zh", "de");
        Refusals.DeviceLimit(2).Explain(German).Should().StartWith("The device limit");
    }

    [Fact]
    public void A_host_says_one_sentence_in_its_own_words()
    {
        var catalog = MessageCatalog.Default.With("EN", """{ "refusals": { "dues.none": "All paid, thank you!" } }"""u8);
        catalog.Explain(Refusals.DuesNone(), CultureInfo.InvariantCulture).Should().Be("All paid, thank you!");
        catalog.Explain(Refusals.RefundNotHeld(), CultureInfo.InvariantCulture).Should().Be("No refund is on hold.");
        catalog.Languages.Should().Equal("en", "id", "zh");
    }

    [Fact]
    public void The_nearest_parent_of_a_culture_speaks()
    {
        var catalog = MessageCatalog.Default.With("zh-Hant", """{ "refusals": { "dues.none": "目前沒有欠費。" } }"""u8);
        catalog.Explain(Refusals.DuesNone(), new CultureInfo("zh-Hant-TW")).Should().Be("目前沒有欠費。");
        catalog.Explain(Refusals.RefundNotHeld(), new CultureInfo("zh-Hant-TW")).Should().Be("目前没有被冻结的退款。");
        catalog.Explain(Refusals.DuesNone(), new CultureInfo("zh-CN")).Should().Be("目前没有欠费。");
    }

    [Theory]
    [InlineData("""{ "refusals": { "device.limits": "x" } }""", "refusals/device.limits is no text that is ever told")]
    [InlineData("""{ "phrases": { "a": "b" } }""", "phrases/a is no text that is ever told")]
    [InlineData("""{ "statuses": { "Gone": "weg" } }""", "statuses/Gone is no text that is ever told")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens {most}." } }""", "refusals/device.limit names {most}, but there is only {max}")]
    [InlineData("""{ "refusals": { "dues.none": "Nichts: {amount}." } }""", "refusals/dues.none names {amount}, but there is nothing to name")]
    [InlineData("""{ "refusals": { "device.limit": "{max:x}" } }""", "refusals/device.limit has {max:x}, but the only formats are lastDay, end, until, by, data")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens {max." } }""", "refusals/device.limit has a brace or bracket without its partner, or nothing in braces")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens max}." } }""", "refusals/device.limit has a brace or bracket without its partner, or nothing in braces")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens {}." } }""", "refusals/device.limit has a brace or bracket without its partner, or nothing in braces")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens[ {max}." } }""", "refusals/device.limit has a brace or bracket without its partner, or nothing in braces")]
    [InlineData("""{ "refusals": { "device.limit": "Höchstens {max}]." } }""", "refusals/device.limit has a brace or bracket without its partner, or nothing in braces")]
    [InlineData("""{ "refusals": { "device.limit": "" } }""", "refusals/device.limit is empty")]
    public void Faults_name_what_is_unknown_or_wrong(string json, string fault) =>
        Adding(json).Should().Throw<InvalidMessagesException>().WithMessage($"*'de'*{fault}*").Which.Faults.Should().Equal(fault);

    [Fact]
    public void All_faults_are_named_at_once() =>
        Adding("""{ "refusals": { "a": "x", "device.limit": "{b}" }, "forms": { "and": "" } }""")
            .Should().Throw<InvalidMessagesException>().Which.Faults.Should().HaveCount(3);

    [Theory]
    [InlineData("")]
    [InlineData("{ \"refusals\": ")]
    [InlineData("[]")]
    [InlineData("""{ "refusals": "all" }""")]
    [InlineData("""{ "refusals": { "dues.none": 0 } }""")]
    [InlineData("""{ "refusals": { "dues.none": null } }""")]
    [InlineData("""{ "refusals": { "dues.none": "a", "dues.none": "b" } }""")]
    public void What_is_no_object_of_sections_of_texts_or_says_a_key_twice_is_refused(string json) => Adding(json).Should().Throw<InvalidMessagesException>().WithMessage("*'de'*");

    [Theory]
    [InlineData("")]
    [InlineData("de_DE")]
    [InlineData(null)]
    public void A_language_has_a_code(string? language) =>
        FluentActions.Invoking(() => MessageCatalog.Default.With(language!, "{}"u8)).Should().Throw<ArgumentException>().WithParameterName(nameof(language));

    [Fact]
    public void Lines_and_items_are_told_by_a_catalogue_too()
    {
        var catalog = WithGerman.With("de", """
            { "settlementRules": { "Fixed": "", "NeverUsed": "{basis}, nie genutzt" }, "settlementLines": { "UnusedPack": "Rest eines Pakets" }, "checklist": { "ServiceEnds.lastDay": "Letzter Tag: {at:lastDay}." } }
            """u8);
        var price = Money.Parse("USD 5.00");
        catalog.Explain(new SettlementLine(SettlementLineKind.UnusedPack, SettlementRule.NeverUsed, price, price), German)
            .Should().Be("Rest eines Pakets: USD 5,00, nie genutzt");
        catalog.Explain(new SettlementLine(SettlementLineKind.UnusedPack, SettlementRule.Fixed, price, price), German).Should().Be("Rest eines Pakets");
        var item = new ChecklistItem(ChecklistItemKind.ServiceEnds) { At = Instant.FromUtc(2026, 2, 28, 0, 0) };
        catalog.Explain(item, German, DateTimeZone.Utc).Should().Be("Letzter Tag: Freitag, 27. Februar 2026.");
        catalog.Explain(item with { At = item.At + Duration.FromHours(9) }, German, DateTimeZone.Utc).Should().Be("Service ends on 2026-02-28 at 09:00 UTC.");
    }

    private static Func<MessageCatalog> Adding(string json) => () => MessageCatalog.Default.With("de", Encoding.UTF8.GetBytes(json));
}
