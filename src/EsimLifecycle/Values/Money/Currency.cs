using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>A currency defined by ISO 4217.</summary>
/// <remarks>
/// <para>Known are the 165 active codes of ISO 4217 that have minor units, as of 17 September 2026, funds included; not gold and the like.
/// ISO counts decimals, not coins: IDR has 2, though nobody pays cents of a rupiah.</para>
/// <para>The default value is XXX, "no currency", with 0 digits (ISO gives it none). It is a currency like any other here: it equals itself
/// only, and is never taken for another.</para>
/// <para>Written as text and in JSON as its code: <c>USD</c>.</para>
/// <para>Immutable and thread-safe. A single byte in size, so that it is cheap to copy and to compare.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<Currency>))]
public readonly struct Currency : IEquatable<Currency>, ISpanParsable<Currency>, ISpanFormattable
{
    internal Currency(byte index) => Index = index;

    /// <summary>Gets its row in the table. Valid in this process only: never persisted, see <see cref="CurrencyTable"/>.</summary>
    internal byte Index { get; }

    /// <summary>Australian dollar, 2 digits.</summary>
    public static Currency AUD { get; } = FromCode("AUD");

    /// <summary>Canadian dollar, 2 digits.</summary>
    public static Currency CAD { get; } = FromCode("CAD");

    /// <summary>Yuan renminbi, 2 digits.</summary>
    public static Currency CNY { get; } = FromCode("CNY");

    /// <summary>Euro, 2 digits.</summary>
    public static Currency EUR { get; } = FromCode("EUR");

    /// <summary>Pound sterling, 2 digits.</summary>
    public static Currency GBP { get; } = FromCode("GBP");

    /// <summary>Hong Kong dollar, 2 digits.</summary>
    public static Currency HKD { get; } = FromCode("HKD");

    /// <summary>Indonesian rupiah, 2 digits.</summary>
    public static Currency IDR { get; } = FromCode("IDR");

    /// <summary>Indian rupee, 2 digits.</summary>
    public static Currency INR { get; } = FromCode("INR");

    /// <summary>Japanese yen, 0 digits.</summary>
    public static Currency JPY { get; } = FromCode("JPY");

    /// <summary>South Korean won, 0 digits.</summary>
    public static Currency KRW { get; } = FromCode("KRW");

    /// <summary>Kuwaiti dinar, 3 digits.</summary>
    public static Currency KWD { get; } = FromCode("KWD");

    /// <summary>Malaysian ringgit, 2 digits.</summary>
    public static Currency MYR { get; } = FromCode("MYR");

    /// <summary>Philippine peso, 2 digits.</summary>
    public static Currency PHP { get; } = FromCode("PHP");

    /// <summary>Singapore dollar, 2 digits.</summary>
    public static Currency SGD { get; } = FromCode("SGD");

    /// <summary>Thai baht, 2 digits.</summary>
    public static Currency THB { get; } = FromCode("THB");

    /// <summary>United States dollar, 2 digits.</summary>
    public static Currency USD { get; } = FromCode("USD");

    /// <summary>Vietnamese dong, 0 digits.</summary>
    public static Currency VND { get; } = FromCode("VND");

    /// <summary>Gets the alphabetic code: three capital letters, such as <c>USD</c>.</summary>
    public string Code => CurrencyTable.Rows[Index].Code;

    /// <summary>Gets the numeric code, 1 to 999, such as 840. ISO writes it with three digits: 036 for 36.</summary>
    public int NumericCode => CurrencyTable.Rows[Index].Number;

    /// <summary>Gets the number of decimals of the minor unit, 0 to 4: 2 for USD, whose minor unit is the cent.</summary>
    public int MinorUnitDigits => CurrencyTable.Rows[Index].Digits;

    /// <summary>Gets the English name, as ISO 4217 gives it: "US Dollar". It is meant for display only and may change.</summary>
    public string Name => CurrencyTable.Rows[Index].Name;

    /// <summary>Returns the currency with a code known at compile time; for text from outside use <see cref="Parse(string)"/>.</summary>
    /// <param name="code">Three capital letters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="code"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such currency.</exception>
    public static Currency FromCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return TryParse(code, out var currency) ? currency : throw new ArgumentException(NotACode(code), nameof(code));
    }

    /// <summary>Parses a code: exactly three capital letters, without surrounding spaces.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not the code of a known currency.</exception>
    public static Currency Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Currency Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var currency) ? currency : throw new FormatException(NotACode(text));

    /// <summary>Tries to parse a code.</summary>
    /// <param name="text">The text; null is not a code.</param>
    /// <param name="currency">The currency; XXX if the text is not a code.</param>
    /// <returns>Whether the text is the code of a known currency.</returns>
    public static bool TryParse(string? text, out Currency currency) => TryParse(text.AsSpan(), out currency);

    /// <inheritdoc cref="TryParse(string, out Currency)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Currency currency)
    {
        var found = CurrencyTable.TryFind(text, out var index);
        currency = new Currency(index);
        return found;
    }

    static Currency IParsable<Currency>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Currency>.TryParse(string? s, IFormatProvider? provider, out Currency result) => TryParse(s, out result);

    static Currency ISpanParsable<Currency>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Currency>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Currency result) =>
        TryParse(s, out result);

    /// <summary>Returns the code.</summary>
    public override string ToString() => Code;

    /// <summary>Returns the code; there is only one format, which is independent of culture.</summary>
    /// <exception cref="FormatException"><paramref name="format"/> is neither null, empty nor "G".</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        CheckFormat(format);
        return Code;
    }

    /// <summary>Tries to write the code; there is only one format, which is independent of culture.</summary>
    /// <exception cref="FormatException"><paramref name="format"/> is neither empty nor "G".</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        CheckFormat(format);
        var written = Code.TryCopyTo(destination);
        charsWritten = written ? Code.Length : 0;
        return written;
    }

    /// <summary>Determines whether both are the same currency.</summary>
    public bool Equals(Currency other) => Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Currency other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => NumericCode;

    /// <summary>Determines whether both are the same currency.</summary>
    public static bool operator ==(Currency left, Currency right) => left.Equals(right);

    /// <summary>Determines whether the currencies differ.</summary>
    public static bool operator !=(Currency left, Currency right) => !left.Equals(right);

    internal static string NotACode(ReadOnlySpan<char> code) =>
        $"'{code}' is not a known currency. Expected an active ISO 4217 code of three capital letters, such as USD.";

    private static void CheckFormat(ReadOnlySpan<char> format)
    {
        if (format is not ("" or "G"))
            throw new FormatException($"A currency has no format '{format}'. Expected G, or none.");
    }
}
