using System.Globalization;

namespace EsimLifecycle.Tests;

/// <summary>A policy in sentences: one for each knob that is decided or matters, in every language.</summary>
public class PolicyExplanationTests
{
    private static readonly CultureInfo English = new("en");

    public static TheoryData<string> Languages => [.. MessageCatalog.Default.Languages];

    public static TheoryData<string> Presets => [.. CarrierPolicy.PresetNames];

    [Fact]
    public void What_a_policy_decides_is_told_part_by_part()
    {
        var sections = CarrierPolicy.Preset("axis-data").Explain(English);

        sections.Select(section => section.Title).Should().Equal(
            "The policy", "Plans", "Who may do what", "Opening and pausing", "Renewing", "Leaving", "Money at the end", "Devices", "After closing");
        sections[1].Sentences.Should().Equal(
            new PolicySentence("$.plans[0]", "data-monthly: USD 20.00 for 1 month."),
            new PolicySentence("$.plans[1]", "data-contract: USD 15.00 for 1 month; minimum term of 12 months, leaving within it costs USD 60.00 at first, and less with every month."),
            new PolicySentence("$.plans[2]", "data-saver: USD 10.00 for 1 month; minimum term of 3 months, within which nobody can leave."));
        sections.SelectMany(section => section.Sentences).Select(sentence => sentence.Text).Should()
            .Contain("The review takes 10 business days at most.").And.Contain("Apart from the minimum term, leaving costs no fee.")
            .And.Contain("A contract that ends within its minimum term without a request owes the fee for leaving early if closed for this reason: expired and number ported to another carrier.").And.Contain("Whoever returns the card within 30 days is credited USD 2.00.")
            .And.NotContain(text => text.Contains("window", StringComparison.Ordinal), "what has no effect is not told");
    }

    /// <summary>Also a term that is not renewed costs the fee, so that it is told wherever a plan has one, and only there.</summary>
    [Theory]
    [InlineData("en", "Apart from the minimum term, leaving costs no fee.", "A contract that ends within its minimum term without a request owes the fee for leaving early if closed for this reason: expired and number ported to another carrier.")]
    [InlineData("zh-Hans", "除最低合约期外，注销不收手续费。", null)]
    [InlineData("id", "Di luar masa kontrak minimum, berhenti tidak dikenai biaya.", null)]
    public void A_fee_of_the_minimum_term_is_no_free_leaving(string language, string leaving, string? lapsing)
    {
        var contract = CarrierPolicy.Preset("axis-data");
        var sentences = contract.Explain(new CultureInfo(language)).SelectMany(section => section.Sentences).ToDictionary(sentence => sentence.Path, sentence => sentence.Text);

        sentences["$.settlement.cancellationFee"].Should().Be(leaving);
        sentences["$.settlement.owesEarlyTermination"].Should().Match(text => lapsing == null || text == lapsing);
        (contract with { Plans = [contract.Plans[0], contract.Plans[2]] }).Explain(English).SelectMany(section => section.Sentences).Should()
            .Contain(sentence => sentence.Text == "Leaving costs no fee.").And.NotContain(sentence => sentence.Path == "$.settlement.owesEarlyTermination");
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_knob_has_a_sentence_in_every_language(string language)
    {
        var culture = new CultureInfo(language);
        var texts = Enumerable.Range(1, 150).Select(RandomPolicies.Make).Append(PolicySchema.Whole).SelectMany(policy => policy.Explain(culture)).SelectMany(section => section.Sentences).ToList();

        texts.Should().OnlyContain(sentence => sentence.Path.StartsWith("$.") && sentence.Text.EndsWith(language == "zh" ? '。' : '.')
            && !sentence.Text.Contains('{') && !sentence.Text.Contains('[') && !sentence.Text.Contains(MessageCatalog.Default.Find(language)!.Find("forms/notGiven")!));
    }

    /// <summary>Each knob turned by itself is one change, told before and after, and they differ.</summary>
    [Fact]
    public void Whatever_knob_is_turned_the_change_tells_it()
    {
        foreach (var language in MessageCatalog.Default.Languages.Select(code => new CultureInfo(code)))
        {
            for (var seed = 1; seed <= 60; seed++)
            {
                var (before, after) = (RandomPolicies.Make(seed), RandomPolicies.Make(seed + 1));
                var changes = before.ExplainChanges(after, language);
                changes.Should().OnlyContain(change => change.Before == null || change.After == null || !change.After.StartsWith(change.Before));
                foreach (var knob in PolicyKnob.All)
                {
                    changes.Any(change => change.Path == "$." + knob.Path).Should().Be(!Equals(knob.Get(before), knob.Get(after)), "{0} in {1}", knob.Path, seed);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Presets))]
    public void A_policy_changes_nothing_in_the_place_of_itself(string name) => CarrierPolicy.Preset(name).ExplainChanges(CarrierPolicy.Preset(name), English).Should().BeEmpty();

    [Fact]
    public void What_comes_goes_and_changes_is_told_as_such()
    {
        var before = CarrierPolicy.Preset("axis-travel");
        var after = before with
        {
            Plans = [before.Plans[0] with { Price = Money.Parse("USD 14.00") }, before.Plans[1] with { Code = "travel-month" }],
            Renewal = before.Renewal with { GraceDays = 0 },
        };

        before.ExplainChanges(after, English).Should().Equal(
            new PolicyChange("$.plans[0]", "travel-7d: USD 12.00 for 7 days.", "travel-7d: USD 14.00 for 7 days.", "Who has agreed to a plan already keeps what was agreed."),
            new PolicyChange("$.plans[1]", "travel-30d: USD 31.00 for 30 days."),
            new PolicyChange("$.plans[1]", After: "travel-month: USD 31.00 for 30 days."),
            new PolicyChange(
                "$.renewal.graceDays",
                "After the paid time the number is kept for 14 days, within which a renewal restores service.",
                "When the paid time ends, the subscription closes at once."));
    }

    [Theory, MemberData(nameof(Presets))]
    public void What_it_decides_as_JSON_is_the_same_policy(string name)
    {
        var policy = CarrierPolicy.Preset(name);

        var json = policy.ToJson();

        CarrierPolicy.FromJson(System.Text.Encoding.UTF8.GetBytes(json)).Should().Be(policy);
        json.Should().NotContain("null").And.NotContain("escalationBusinessDays").And.Match(text => text.Split('\n').All(line => line.Length <= 130));
    }

    [Fact]
    public void Any_policy_is_read_back_from_what_it_decides()
    {
        foreach (var policy in Enumerable.Range(1, 200).Select(RandomPolicies.Make).Append(PolicySchema.Whole))
            LifecycleJson.ReadPolicy(System.Text.Encoding.UTF8.GetBytes(policy.ToJson())).Should().Be(policy);
    }
}
