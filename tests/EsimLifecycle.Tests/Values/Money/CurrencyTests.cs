using System.Text.Json;

namespace EsimLifecycle.Tests;

public class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 392, 0)]
    [InlineData("KRW", 410, 0)]
    [InlineData("VND", 704, 0)]
    [InlineData("CLP", 152, 0)]
    [InlineData("ISK", 352, 0)]
    [InlineData("UGX", 800, 0)]
    [InlineData("XAF", 950, 0)]
    [InlineData("XOF", 952, 0)]
    [InlineData("XPF", 953, 0)]
    [InlineData("USD", 840, 2)]
    [InlineData("EUR", 978, 2)]
    [InlineData("GBP", 826, 2)]
    [InlineData("IDR", 360, 2)]
    [InlineData("PHP", 608, 2)]
    [InlineData("CNY", 156, 2)]
    [InlineData("SGD", 702, 2)]
    [InlineData("HKD", 344, 2)]
    [InlineData("THB", 764, 2)]
    [InlineData("MYR", 458, 2)]
    [InlineData("AUD", 36, 2)]
    [InlineData("CAD", 124, 2)]
    [InlineData("INR", 356, 2)]
    [InlineData("TWD", 901, 2)]
    [InlineData("MGA", 969, 2)]
    [InlineData("XCG", 532, 2)]
    [InlineData("ZWG", 924, 2)]
    [InlineData("BHD", 48, 3)]
    [InlineData("IQD", 368, 3)]
    [InlineData("JOD", 400, 3)]
    [InlineData("KWD", 414, 3)]
    [InlineData("LYD", 434, 3)]
    [InlineData("OMR", 512, 3)]
    [InlineData("TND", 788, 3)]
    [InlineData("CLF", 990, 4)]
    [InlineData("UYW", 927, 4)]
    public void A_code_has_the_number_and_digits_that_ISO_4217_gives_it(string code, int number, int digits)
    {
        var currency = Currency.Parse(code);

        currency.NumericCode.Should().Be(number);
        currency.MinorUnitDigits.Should().Be(digits);
    }

    [Fact]
    public void There_are_as_many_currencies_of_each_number_of_digits_as_in_ISO_4217_List_One()
    {
        var count = CurrencyTable.Rows.Skip(1).CountBy(row => (int)row.Digits);

        count.Should().BeEquivalentTo(new Dictionary<int, int> { [0] = 17, [2] = 139, [3] = 7, [4] = 2 });
    }

    [Fact]
    public void Every_currency_is_found_by_its_code_and_no_number_is_used_twice()
    {
        CurrencyTable.Rows.Should().OnlyContain(row => Currency.Parse(row.Code).Code == row.Code && row.Code.Length == 3);
        CurrencyTable.Rows.Should().OnlyHaveUniqueItems(row => row.Number);
        CurrencyTable.Rows.Should().OnlyContain(row => row.Name.Length > 0);
    }

    [Fact]
    public void The_common_ones_have_names()
    {
        Currency[] common =
        [
            Currency.AUD, Currency.CAD, Currency.CNY, Currency.EUR, Currency.GBP, Currency.HKD, Currency.IDR, Currency.INR, Currency.JPY,
            Currency.KRW, Currency.KWD, Currency.MYR, Currency.PHP, Currency.SGD, Currency.THB, Currency.USD, Currency.VND,
        ];

        string.Join(' ', common).Should().Be("AUD CAD CNY EUR GBP HKD IDR INR JPY KRW KWD MYR PHP SGD THB USD VND");
        Currency.PHP.Name.Should().Be("Philippine Peso");
    }

    [Fact]
    public void The_default_value_is_no_currency()
    {
        Currency none = default;

        none.Code.Should().Be("XXX");
        none.NumericCode.Should().Be(999);
        none.MinorUnitDigits.Should().Be(0);
        none.Should().Be(Currency.Parse("XXX")).And.NotBe(Currency.USD);
    }

    [Theory]
    [InlineData("")]
    [InlineData("usd")]
    [InlineData("US")]
    [InlineData("USDT")]
    [InlineData(" USD")]
    [InlineData("XAU")] // no minor units
    [InlineData("BGN")] // withdrawn on 1 January 2026
    [InlineData("ANG")] // withdrawn on 31 March 2025
    [InlineData("ZZZ")]
    public void What_is_no_active_code_is_refused_naming_it_and_what_was_expected(string text)
    {
        var parsing = () => Currency.Parse(text);
        var asking = () => Currency.FromCode(text);

        parsing.Should().Throw<FormatException>().WithMessage($"'{text}'*ISO 4217*three capital letters*USD*");
        asking.Should().Throw<ArgumentException>().WithMessage($"'{text}'*ISO 4217*");
        Currency.TryParse(text, out var none).Should().BeFalse();
        none.Should().Be(default(Currency));
    }

    [Fact]
    public void Null_is_an_error_to_parse_and_a_no_to_try()
    {
        var parsing = () => Currency.Parse(null!);

        parsing.Should().Throw<ArgumentNullException>();
        Currency.TryParse(null, out _).Should().BeFalse();
    }

    [Fact]
    public void It_is_written_as_its_code()
    {
        Span<char> room = stackalloc char[3];

        Currency.KWD.ToString("G", null).Should().Be("KWD");
        Currency.KWD.TryFormat(room, out var written, "", null).Should().BeTrue();
        room[..written].ToString().Should().Be("KWD");
        Currency.KWD.TryFormat(room[..2], out written, "", null).Should().BeFalse();
        written.Should().Be(0);
    }

    [Fact]
    public void An_unknown_format_is_refused_naming_the_known_one()
    {
        var formatting = () => Currency.KWD.ToString("N", null);

        formatting.Should().Throw<FormatException>().WithMessage("*'N'*Expected G*");
    }

    [Fact]
    public void It_is_its_code_in_JSON()
    {
        JsonSerializer.Serialize(Currency.IDR).Should().Be("\"IDR\"");
        JsonSerializer.Deserialize<Currency>("\"IDR\"").Should().Be(Currency.IDR);

        var reading = () => JsonSerializer.Deserialize<Currency>("\"DOGE\"");
        reading.Should().Throw<JsonException>().WithMessage("*'DOGE'*");
    }
}
