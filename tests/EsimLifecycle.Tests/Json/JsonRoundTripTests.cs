using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

public class JsonRoundTripTests
{
    [Theory]
    [MemberData(nameof(JsonSamples.ConcreteTypes), MemberType = typeof(JsonSamples))]
    public void Everything_that_was_given_is_written_again(Type type)
    {
        var given = JsonSamples.Whole(type);

        var read = JsonSamples.Read(type, Utf8(given));

        var written = JsonNode.Parse(JsonSamples.Write(read));
        JsonNode.DeepEquals(written, given).Should().BeTrue("{0} is to be {1}", written, given);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var samples =
            from type in Gen.Elements(JsonSamples.Concrete)
            from seed in Gen.Choose(0, int.MaxValue)
            select (Type: type, Json: JsonSamples.Some(type, seed));

        Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var read = JsonSamples.Read(sample.Type, Utf8(sample.Json));
            var written = JsonSamples.Write(read);
            var again = JsonSamples.Read(sample.Type, written);
            return again.Equals(read) && JsonSamples.Write(again).SequenceEqual(written);
        }).Check(1000);
    }

    [Fact]
    public void A_life_is_read_as_it_was_event_by_event_and_state_by_state()
    {
        var life = Scenario.Preset("smart-keep-number").Activated().Bound(Scenario.Phone, Scenario.Watch)
            .ToppedUp("PHP 100.00")
            .When(new Suspend(SuspensionHolder.Carrier, new PersonalReference("ticket-1")), Caller.Carrier)
            .When(new Resume(), Caller.Carrier)
            .When(new UnbindDevice(Scenario.Phone)).When(new UnbindDevice(Scenario.Watch))
            .Requested()
            .Submitted(DocumentKind.ProofOfIdentity, DocumentKind.ProofOfNumber, DocumentKind.ProofOfAddress)
            .When(new ApproveCancellation(), Scenario.Reviewer)
            .Until("2027-06-30").Is(SubscriptionStatus.Closed);

        var state = Subscription.None;
        LifecycleJson.ReadSubscription(LifecycleJson.Write(state)).Should().Be(state);
        foreach (var @event in life.History)
        {
            LifecycleJson.ReadEvent(LifecycleJson.Write(@event)).Should().Be(@event);
            state = Lifecycle.Evolve(state, @event);
            var read = LifecycleJson.ReadSubscription(LifecycleJson.Write(state));
            read.Should().Be(state);
            read.NextDeadline.Should().Be(state.NextDeadline);
        }
    }

    [Fact]
    public void Every_preset_is_read_as_it_was()
    {
        foreach (var policy in CarrierPolicy.PresetNames.Select(CarrierPolicy.Preset))
            CarrierPolicy.FromJson(LifecycleJson.Write(policy)).Should().Be(policy);
    }

    [Fact]
    public void A_policy_of_whatever_rules_is_written_and_read_back()
    {
        foreach (var policy in Enumerable.Range(1, 300).Select(RandomPolicies.Make))
            LifecycleJson.ReadPolicy(LifecycleJson.Write(policy)).Should().Be(policy);
    }

    /// <summary>Every list of a policy's sections, with whether it is empty where it is left out.</summary>
    public static TheoryData<string, string, bool> PolicyLists => new()
    {
        { "access", "channels", false },
        { "access", "commands", true },
        { "renewal", "methods", false },
        { "renewal", "retryDays", false },
        { "renewal", "reminderDays", false },
        { "cancellation", "timings", false },
        { "cancellation", "documents", true },
        { "cancellation", "reasonDocuments", true },
        { "settlement", "forfeitsBalance", true },
    };

    [Theory]
    [MemberData(nameof(PolicyLists))]
    public void A_list_of_a_policy_that_is_left_out_is_its_default_and_an_empty_one_is_empty(string section, string list, bool isEmptyByDefault)
    {
        (Count("{}") == 0).Should().Be(isEmptyByDefault);
        Count($$"""{"{{list}}":[]}""").Should().Be(0);
        FluentActions.Invoking(() => Count($$"""{"{{list}}":null}""")).Should().Throw<LifecycleJsonException>().Which.Path.Should().Be($"$.{section}.{list}");

        int Count(string json)
        {
            var policy = Read(json);
            var read = Read(Encoding.UTF8.GetString(LifecycleJson.Write(policy)), whole: true);
            read.Should().Be(policy);
            var part = Property(policy, section);
            return ((System.Collections.IEnumerable)Property(part, list)).Cast<object>().Count();
        }

        CarrierPolicy Read(string json, bool whole = false) => LifecycleJson.ReadPolicy(Encoding.UTF8.GetBytes(whole ? json : $$"""
            {"identity":{"name":"n","version":1,"currency":"USD","zone":"UTC"},"plans":[],"{{section}}":{{json}}}
            """));

        static object Property(object part, string name) => part.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!.GetValue(part)!;
    }

    [Fact]
    public void A_caller_is_read_as_it_was() =>
        LifecycleJson.ReadCaller(LifecycleJson.Write(Scenario.Customer)).Should().Be(Scenario.Customer);

    [Fact]
    public void What_is_none_is_left_out() =>
        Encoding.UTF8.GetString(LifecycleJson.Write(Caller.System)).Should().Be("""{"role":"System","channel":"Api","identity":"High"}""");

    [Fact]
    public void A_discriminator_may_stand_anywhere()
    {
        var last = """{"timing":"EndOfTerm","reason":"Privacy","do":"RequestCancellation"}""";

        LifecycleJson.ReadCommand(Encoding.UTF8.GetBytes(last))
            .Should().Be(new RequestCancellation(CancellationReason.Privacy) { Timing = CancellationTiming.EndOfTerm });
    }

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        LifecycleJson.ReadCommand("\uFEFF{\"do\":\"Activate\"}"u8).Should().Be(new Activate());

    [Fact]
    public void Spaces_and_escapes_mean_nothing() =>
        LifecycleJson.ReadCommand(" { \"\\u0064o\" :\r\n\t\"Acti\\u0076ate\" } \n"u8).Should().Be(new Activate());

    private static byte[] Utf8(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
