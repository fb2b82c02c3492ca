using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace EsimLifecycle.Tests;

/// <summary>Dates and lengths in JSON are what NodaTime's own patterns make of them, also where nobody asks the pattern.</summary>
public class TimeJsonTests
{
    [Theory]
    [InlineData("2026-01-31")]
    [InlineData("2026-02-29")]
    [InlineData("2024-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("0000-01-01")]
    [InlineData("-0044-03-15")]
    [InlineData("9999-12-31")]
    [InlineData("10000-01-01")]
    [InlineData("2026-1-31")]
    [InlineData("2026-01-31T00:00:00")]
    [InlineData(" 2026-01-31")]
    [InlineData("２０２６-01-31")]
    [InlineData("")]
    public void A_date_is_what_its_pattern_makes_of_it(string text) => Check(text, LocalDatePattern.Iso.Parse(text));

    [Theory]
    [InlineData("P30D")]
    [InlineData("P2W")]
    [InlineData("P1M")]
    [InlineData("P12Y")]
    [InlineData("P0D")]
    [InlineData("P007D")]
    [InlineData("P-1M")]
    [InlineData("P+1M")]
    [InlineData("P1Y2M")]
    [InlineData("PT1M")]
    [InlineData("P1DT2H")]
    [InlineData("P2147483647D")]
    [InlineData("P2147483648D")]
    [InlineData("P")]
    [InlineData("PD")]
    [InlineData("P 1D")]
    [InlineData("P1d")]
    [InlineData("P1X")]
    [InlineData("P１D")]
    public void A_length_is_what_its_pattern_makes_of_it(string text) => Check(text, PeriodPattern.Roundtrip.Parse(text));

    private static void Check<T>(string text, ParseResult<T> expected)
    {
        var read = () => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(text), (JsonTypeInfo<T>)LifecycleJson.Options.GetTypeInfo(typeof(T)));
        if (expected.Success)
            read().Should().Be(expected.Value);
        else
            read.Should().Throw<JsonException>();
    }
}
