using System.Text.Json;
using System.Text.Json.Serialization;
using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

public partial class IdentifierJsonTests
{
    private static readonly Everything Example = new(
        Iccid.Parse("01234567890123456789"),
        Eid.Parse("89049032123451234512345678901235"),
        Msisdn.Parse("+6281234567890"),
        ActivationCode.Parse("LPA:1$smdp.example.com$X$$1"),
        new SubscriptionId("sub-1"),
        new CommandId("cmd-1"),
        new Reference("doc-1"),
        new Dictionary<Iccid, int> { [Iccid.Parse("8947010000123456784F")] = 1 });

    [Fact]
    public void Each_is_written_as_its_text() =>
        JsonSerializer.Serialize(Example, Json.Default.Everything).Replace("\\u002B", "+").Should().Be(
            """
            {"Iccid":"01234567890123456789","Eid":"89049032123451234512345678901235","Msisdn":"+6281234567890","Code":"1$smdp.example.com$X$$1","Subscription":"sub-1","Command":"cmd-1","Document":"doc-1","Counts":{"8947010000123456784":1}}
            """);

    [Fact]
    public void Each_is_read_again_as_it_was()
    {
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(Example, Json.Default.Everything), Json.Default.Everything)!;

        read.Counts.Should().Equal(Example.Counts);
        (read with { Counts = Example.Counts }).Should().Be(Example);
    }

    [Theory]
    [InlineData("8947010000123456784", "Found a number; expected a string (Iccid).")]
    [InlineData("null", "Found null; expected a string (Iccid).")]
    [InlineData("\"894701\"", "*18 to 20 digits*found 6 digits*")]
    [InlineData("\"\"", "*18 to 20 digits*found 0 digits*")]
    public void A_number_a_null_or_a_bad_text_is_no_ICCID(string json, string message) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize(json, Json.Default.Iccid)).Should().Throw<JsonException>().WithMessage(message);

    [Fact]
    public void A_bad_identifier_is_told_by_its_path() =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize("""{"Eid":"1"}""", Json.Default.Everything))
            .Should().Throw<JsonException>().Which.Path.Should().Be("$.Eid");

    internal sealed record Everything(
        Iccid Iccid,
        Eid Eid,
        Msisdn Msisdn,
        ActivationCode Code,
        SubscriptionId Subscription,
        CommandId Command,
        Reference Document,
        Dictionary<Iccid, int> Counts);

    [JsonSerializable(typeof(Everything))]
    private sealed partial class Json : JsonSerializerContext;
}
