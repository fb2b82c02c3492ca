using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EsimLifecycle.Tests;

public class MoneyTextTests
{
    // A culture of our own: those of the system change with its data.
    private static readonly CultureInfo Continental = new("")
    {
        NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" },
    };

    [Theory]
    [InlineData(3000, "USD", "USD 30.00")]
    [InlineData(-2189, "USD", "USD -21.89")]
    [InlineData(5, "USD", "USD 0.05")]
    [InlineData(0, "KWD", "KWD 0.000")]
    [InlineData(-3000, "JPY", "JPY -3000")]
    [InlineData(1, "CLF", "CLF 0.0001")]
    [InlineData(long.MinValue, "IDR", "IDR -92233720368547758.08")]
    public void It_is_written_with_exactly_the_digits_of_its_currency(long minorUnits, string currency, string text)
    {
        var money = Money.OfMinor(minorUnits, Currency.Parse(currency));

        money.ToString().Should().Be(text);
        money.ToString("G", Continental).Should().Be(text);
        money.ToString("N", Continental).Should().Be(text[4..]);
        Money.Parse(text).Should().Be(money);
    }

    [Fact]
    public void Fewer_decimals_may_be_written()
    {
        Money.Parse("USD 30").Should().Be(Money.Parse("USD 30.00"));
        Money.Parse("USD 30.5").Should().Be(Money.Parse("USD 30.50"));
        Money.Parse("USD -0.00").Should().Be(Money.Zero(Currency.USD));
    }

    [Theory]
    [InlineData("")]
    [InlineData("USD")]
    [InlineData("USD ")]
    [InlineData("USD -")]
    [InlineData("30.00")]
    [InlineData("30.00 USD")]
    [InlineData("USD30.00")]
    [InlineData("USD  30.00")]
    [InlineData(" USD 30.00")]
    [InlineData("USD 30.00 ")]
    [InlineData("-USD 30.00")]
    [InlineData("USD +30.00")]
    [InlineData("USD --30.00")]
    [InlineData("USD 30.")]
    [InlineData("USD .50")]
    [InlineData("USD 1,234.00")]
    [InlineData("USD 1 234.00")]
    [InlineData("USD 30,00")]
    [InlineData("USD 30.0.0")]
    [InlineData("USD 3e1")]
    [InlineData("USD ٣٠")]
    public void What_is_no_amount_is_refused_showing_one(string text)
    {
        Refused(text).WithMessage($"'{text}'*USD -21.89*");
    }

    [Theory]
    [InlineData("usd 30.00", "*'usd'*three capital letters*")]
    [InlineData("BTC 30.00", "*'BTC'*ISO 4217*")]
    [InlineData("USD 30.000", "*3 decimals*at most 2*USD*")]
    [InlineData("JPY 30.0", "*1 decimals*at most 0*JPY*")]
    [InlineData("USD 92233720368547758.08", "*USD -92233720368547758.08 to USD 92233720368547758.07*")]
    [InlineData("JPY -9223372036854775809", "*JPY -9223372036854775808 to JPY 9223372036854775807*")]
    [InlineData("JPY 99999999999999999999999999999999999999999999999999", "*does not fit*")]
    [InlineData("CLF 9223372036854775807", "*does not fit*")]
    public void What_cannot_be_held_is_refused_telling_why(string text, string message)
    {
        Refused(text).WithMessage(message);
    }

    [Fact]
    public void Null_is_an_error_to_parse_and_a_no_to_try()
    {
        var parsing = () => Money.Parse(null!);

        parsing.Should().Throw<ArgumentNullException>();
        Money.TryParse(null, out _).Should().BeFalse();
    }

    [Fact]
    public void For_people_the_culture_writes_the_number()
    {
        Money.Of(30m, Currency.EUR).ToString("C", Continental).Should().Be("EUR 30,00");
        Money.Of(-1234567.891m, Currency.KWD).ToString("C", Continental).Should().Be("KWD −1.234.567,891");
        Money.Of(1234567m, Currency.JPY).ToString("C", null).Should().Be("JPY 1,234,567");
        Money.Of(1.2345m, Currency.Parse("CLF")).ToString("C", null).Should().Be("CLF 1.2345");
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("N")]
    [InlineData("C")]
    public void Every_way_of_formatting_gives_the_same_text(string format)
    {
        var money = Money.OfMinor(long.MinValue, Currency.KWD);
        var expected = money.ToString(format, Continental);
        var chars = new char[64];
        var bytes = new byte[64];

        money.TryFormat(chars, out var length, format, Continental).Should().BeTrue();
        chars.AsSpan(0, length).ToString().Should().Be(expected);
        money.TryFormat(bytes, out length, format, Continental).Should().BeTrue();
        Encoding.UTF8.GetString(bytes, 0, length).Should().Be(expected);
        money.TryFormat(chars.AsSpan(0, expected.Length - 1), out _, format, Continental).Should().BeFalse();
        money.TryFormat(bytes.AsSpan(0, expected.Length - 1), out _, format, Continental).Should().BeFalse();
    }

    [Fact]
    public void An_unknown_format_is_refused_naming_the_known_ones()
    {
        var formatting = () => Money.Zero(Currency.USD).ToString("F2", null);
        var writing = () => Money.Zero(Currency.USD).TryFormat(new char[64], out _, "F2", null);

        formatting.Should().Throw<FormatException>().WithMessage("*'F2'*G, N or C*");
        writing.Should().Throw<FormatException>().WithMessage("*'F2'*G, N or C*");
    }

    [Fact]
    public void It_is_its_text_in_JSON()
    {
        JsonSerializer.Serialize(Money.Of(-21.89m, Currency.USD)).Should().Be("\"USD -21.89\"");
        JsonSerializer.Deserialize<Money>("\"USD -21.89\"").Should().Be(Money.Of(-21.89m, Currency.USD));

        var number = () => JsonSerializer.Deserialize<Money>("30.00");
        var large = () => JsonSerializer.Deserialize<Money>("\"USD 1e30\"");
        number.Should().Throw<JsonException>().WithMessage("Found a number; expected a string (Money).");
        large.Should().Throw<JsonException>().WithMessage("'USD 1e30'*");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<FormatException> Refused(string text)
    {
        Money.TryParse(text, out var nothing).Should().BeFalse();
        nothing.Should().Be(default(Money));
        var parsing = () => Money.Parse(text);
        return parsing.Should().Throw<FormatException>();
    }
}
