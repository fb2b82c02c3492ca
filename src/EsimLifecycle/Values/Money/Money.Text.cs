using System.Globalization;
using System.Text;

namespace EsimLifecycle;

public readonly partial struct Money
{
    // A code, a space, a sign, 19 digits and a point; more than that only with a culture's separators.
    private const int UsualLength = 32;

    private enum ParseFault
    {
        None,
        Shape,
        UnknownCurrency,
        TooManyDecimals,
        OutOfRange,
    }

    /// <summary>Parses an amount such as <c>USD 30.00</c> or <c>USD -21.89</c>.</summary>
    /// <remarks>
    /// A code, one space, a minus sign or none, digits, and a point with decimals or none: at most as many as the currency has, so that
    /// <c>USD 30</c> and <c>USD 30.5</c> are read. Nothing else: no thousands separators, no plus sign, no spaces around.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such an amount, or the amount does not fit.</exception>
    public static Money Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Money Parse(ReadOnlySpan<char> text)
    {
        var fault = Read(text, out var money);
        return fault == ParseFault.None ? money : throw new FormatException(Explain(fault, text));
    }

    /// <summary>Tries to parse an amount as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The text; null is not an amount.</param>
    /// <param name="money">The amount; zero of XXX if the text is not an amount.</param>
    /// <returns>Whether the text is such an amount.</returns>
    public static bool TryParse(string? text, out Money money) => TryParse(text.AsSpan(), out money);

    /// <inheritdoc cref="TryParse(string, out Money)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money) => Read(text, out money) == ParseFault.None;

    static Money IParsable<Money>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Money>.TryParse(string? s, IFormatProvider? provider, out Money result) => TryParse(s, out result);

    static Money ISpanParsable<Money>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Money>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Money result) => TryParse(s, out result);

    /// <summary>Returns the code, a space and the amount with exactly the currency's digits: <c>USD -21.89</c>, <c>JPY 3000</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>Returns the amount as text.</summary>
    /// <param name="format">
    /// <c>G</c>, empty or null: <c>USD -1234.50</c>, the same in every culture; what <see cref="Parse(string)"/> reads.
    /// <c>N</c>: <c>-1234.50</c>, the same in every culture.
    /// <c>C</c>: for people, the number as the culture writes numbers: <c>USD -1.234,50</c> in German.
    /// </param>
    /// <param name="formatProvider">The culture for <c>C</c>; the invariant one if null. Not used otherwise.</param>
    /// <exception cref="FormatException"><paramref name="format"/> is none of these.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var culture = formatProvider ?? CultureInfo.InvariantCulture;
        return format switch
        {
            null or "" or "G" => string.Create(CultureInfo.InvariantCulture, stackalloc char[UsualLength], $"{Currency.Code} {Amount}"),
            "N" => Amount.ToString(CultureInfo.InvariantCulture),
            "C" => $"{Currency.Code} {Amount.ToString(CultureFormat, culture)}",
            _ => throw UnknownFormat(format),
        };
    }

    /// <summary>Tries to write the amount as <see cref="ToString(string, IFormatProvider)"/> does.</summary>
    /// <returns>Whether the destination was long enough.</returns>
    /// <exception cref="FormatException"><paramref name="format"/> is unknown.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var invariant = CultureInfo.InvariantCulture;
        return format switch
        {
            "" or "G" => destination.TryWrite(invariant, $"{Currency.Code} {Amount}", out charsWritten),
            "N" => destination.TryWrite(invariant, $"{Amount}", out charsWritten),
            "C" => destination.TryWrite($"{Currency.Code} {Amount.ToString(CultureFormat, provider ?? invariant)}", out charsWritten),
            _ => throw UnknownFormat(format),
        };
    }

    /// <summary>Tries to write the amount in UTF-8 as <see cref="ToString(string, IFormatProvider)"/> does.</summary>
    /// <returns>Whether the destination was long enough.</returns>
    /// <exception cref="FormatException"><paramref name="format"/> is unknown.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        Span<char> buffer = stackalloc char[UsualLength];
        ReadOnlySpan<char> text = TryFormat(buffer, out var length, format, provider)
            ? buffer[..length]
            : ToString(format.ToString(), provider);
        return Encoding.UTF8.TryGetBytes(text, utf8Destination, out bytesWritten);
    }

    private string CultureFormat => Currency.MinorUnitDigits switch { 0 => "N0", 2 => "N2", 3 => "N3", _ => "N4" };

    private static ParseFault Read(ReadOnlySpan<char> text, out Money result)
    {
        result = default;
        if (text.Length < 5 || text[3] != ' ')
            return ParseFault.Shape;

        var negative = text[4] == '-';
        var number = text[(negative ? 5 : 4)..];
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var decimals = point < 0 ? [] : number[(point + 1)..];
        if (!IsDigits(whole) || (point >= 0 && !IsDigits(decimals)))
            return ParseFault.Shape;
        if (!Currency.TryParse(text[..3], out var currency))
            return ParseFault.UnknownCurrency;
        if (decimals.Length > currency.MinorUnitDigits)
            return ParseFault.TooManyDecimals;

        var units = 0m;
        if (!Append(whole, ref units) || !Append(decimals, ref units))
            return ParseFault.OutOfRange;
        for (var missing = currency.MinorUnitDigits - decimals.Length; missing > 0; missing--)
            units *= 10;
        if (negative)
            units = -units;
        if (units < long.MinValue || units > long.MaxValue)
            return ParseFault.OutOfRange;

        result = new Money((long)units, currency);
        return ParseFault.None;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    // Stops as soon as nothing that follows could make it fit, so that no text is long enough to overflow.
    private static bool Append(ReadOnlySpan<char> digits, ref decimal number)
    {
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
            if (number > -(decimal)long.MinValue)
                return false;
        }

        return true;
    }

    private static string Explain(ParseFault fault, ReadOnlySpan<char> text)
    {
        if (fault == ParseFault.Shape)
        {
            return $"'{text}' is not an amount of money. Expected a currency code, a space and a number like USD -21.89: "
                + "no thousands separators, no plus sign, no spaces around.";
        }

        if (fault == ParseFault.UnknownCurrency)
            return $"'{text}' is not an amount of money: {Currency.NotACode(text[..3])}";

        var currency = Currency.Parse(text[..3]);
        var decimals = text.Length - text.IndexOf('.') - 1;
        return fault == ParseFault.TooManyDecimals
            ? $"'{text}' has {decimals} decimals. Expected at most {currency.MinorUnitDigits}, as {currency} has."
            : $"'{text}' does not fit. Expected {OfMinor(long.MinValue, currency)} to {OfMinor(long.MaxValue, currency)}.";
    }

    private static FormatException UnknownFormat(ReadOnlySpan<char> format) =>
        new($"An amount of money has no format '{format}'. Expected G, N or C.");
}
