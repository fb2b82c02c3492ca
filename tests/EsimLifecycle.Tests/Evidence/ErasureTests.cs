using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EsimLifecycle.Tests;

/// <summary>An erased history leads to nobody, and is still the same history.</summary>
public partial class ErasureTests
{
    public static TheoryData<string> Lives => [.. GoldenLives.Names];

    [Theory]
    [MemberData(nameof(Lives))]
    public void It_keeps_its_digests_and_no_personal_value_is_left_in_its_bytes(string life)
    {
        var records = History.Seal(GoldenLives.Of(life), HistoryTests.Salt);
        var erased = History.Erase(records);
        var text = Encoding.UTF8.GetString(History.WriteLines(erased));

        erased.Select(record => record.Head).Should().Equal(records.Select(record => record.Head));
        History.Verify(erased, head: records[^1].Head).IsIntact.Should().BeTrue();
        History.Verify(erased, HistoryTests.Salt, records[^1].Head).IsIntact.Should().BeTrue();
        foreach (var value in records.SelectMany(PersonalValuesOf).Distinct())
            text.Should().NotContain($"\"{value}\"");
        DigitsOfEids().Matches(text).Where(match => !match.Value.StartsWith("00", StringComparison.Ordinal)).Should().BeEmpty();
        History.Erase(erased).Should().Equal(erased);
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public void It_replays_to_the_same_subscription_with_pseudonyms_in_the_place_of_persons(string life)
    {
        var records = History.Seal(GoldenLives.Of(life), HistoryTests.Salt);

        WithoutMemory(Lifecycle.Replay(History.ReadEvents(History.Erase(records)))).Should().Be(WithoutMemory(InPseudonyms(Lifecycle.Replay(History.ReadEvents(records)), records)));
    }

    [Fact]
    public void What_is_appended_after_it_is_sealed_with_a_new_salt()
    {
        var events = GoldenLives.Of("story-2-axis-travel");
        var erased = History.Erase(History.Seal(events.Take(5), HistoryTests.Salt));
        var after = new HistorySalt([.. Enumerable.Repeat((byte)9, HistorySalt.Size)]);

        var whole = erased.Concat(History.Seal(events.Skip(5), after, erased[^1].Head)).ToList();

        History.Verify(whole, after).Should().Match<HistoryVerdict>(verdict => verdict.IsIntact && verdict.ErasedRecords > 0);
    }

    [Fact]
    public void Equal_values_have_equal_pseudonyms_in_a_history_and_others_in_another()
    {
        var other = new HistorySalt([.. Enumerable.Repeat((byte)9, HistorySalt.Size)]);

        Pseudonym.Of("Eid:" + Scenario.Phone, HistoryTests.Salt).Should().Be(Pseudonym.Of("Eid:" + Scenario.Phone, HistoryTests.Salt));
        Pseudonym.Of("Eid:" + Scenario.Phone, HistoryTests.Salt).Should().NotBe(Pseudonym.Of("Eid:" + Scenario.Watch, HistoryTests.Salt));
        Pseudonym.Of("Eid:" + Scenario.Phone, HistoryTests.Salt).Should().NotBe(Pseudonym.Of("Eid:" + Scenario.Phone, other));
        Pseudonym.Of("SubscriptionId:sub-1", HistoryTests.Salt).Should().BeNull();
        Pseudonym.Of("", HistoryTests.Salt).Should().BeNull();
    }

    [Fact]
    public void A_pseudonym_is_of_the_type_that_it_stands_for_and_nobody_has_it()
    {
        for (var n = 0; n < 1000; n++)
        {
            Eid.Parse(Pseudonym.Of($"Eid:{n}", HistoryTests.Salt)!).ToString().Should().StartWith("00");
            Iccid.Parse(Pseudonym.Of($"Iccid:{n}", HistoryTests.Salt)!).ToString().Should().HaveLength(20).And.StartWith("00").And.Match(digits => Iccid.PassesLuhn(digits));
            Msisdn.Parse(Pseudonym.Of($"Msisdn:{n}", HistoryTests.Salt)!).ToString().Should().StartWith("+999");
            PersonalReference.Parse(Pseudonym.Of($"PersonalReference:{n}", HistoryTests.Salt)!).ToString().Should().StartWith("pseudonym-");
            ContentDigest.Parse(Pseudonym.Of($"ContentDigest:{n}", HistoryTests.Salt)!);
            CommandDigest.Parse(Pseudonym.Of($"CommandDigest:{n}", HistoryTests.Salt)!);
        }
    }

    [Fact]
    public void Texts_that_JSON_escapes_come_back_as_they_were()
    {
        var life = Scenario.With().Opened().When(new UpdateContact(new PersonalReference("a\"b\\c+d{\"~\":\"e\"}<&'")));

        var records = History.Seal(life.History, HistoryTests.Salt);

        History.Verify(records, HistoryTests.Salt).IsIntact.Should().BeTrue();
        History.ReadEvents(records).Should().Equal(life.History);
    }

    /// <summary>Without what a state remembers by digests of what was said, which pseudonyms change as well.</summary>
    internal static Subscription WithoutMemory(Subscription state)
    {
        var json = JsonNode.Parse(LifecycleJson.Write(state))!.AsObject();
        json["references"] = "";
        json["recent"] = "";
        return LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>The state with the pseudonyms of a sealed history in the place of its personal values.</summary>
    internal static Subscription InPseudonyms(Subscription state, IEnumerable<SealedRecord> records)
    {
        var pseudonyms = records.SelectMany(record => record.Personal.ToArray()).Distinct()
            .ToDictionary(pair => pair.Key[(pair.Key.IndexOf(':', StringComparison.Ordinal) + 1)..], pair => pair.Value);
        return LifecycleJson.ReadSubscription(Encoding.UTF8.GetBytes(In(JsonNode.Parse(LifecycleJson.Write(state)))!.ToJsonString()));

        JsonNode? In(JsonNode? node) => node switch
        {
            JsonObject json => new JsonObject(json.Select(property => KeyValuePair.Create(property.Key, In(property.Value)))),
            JsonArray array => new JsonArray([.. array.Select(In)]),
            JsonValue value when value.TryGetValue<string>(out var text) && pseudonyms.TryGetValue(text, out var pseudonym) => JsonValue.Create(pseudonym),
            _ => node?.DeepClone(),
        };
    }

    private static IEnumerable<string> PersonalValuesOf(SealedRecord record) =>
        (JsonNode.Parse(record.ToString())!["personal"]?.AsObject() ?? []).Select(pair => pair.Key[(pair.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    [GeneratedRegex("(?<![0-9a-f])[0-9]{32}(?![0-9a-f])")]
    private static partial Regex DigitsOfEids();
}
