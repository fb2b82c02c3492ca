using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The identifier of a subscription, chosen by the host: its key in the host's store.</summary>
/// <remarks>
/// <para>1 to 128 characters, printable ASCII without spaces; compared character by character, so case counts.</para>
/// <para>Choose a key that reveals nothing about the person, such as <c>sub-8f2c</c>, not a telephone number.</para>
/// <para>The default value is none: <see cref="IsNone"/>, and its text is empty. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<SubscriptionId>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct SubscriptionId : IParsable<SubscriptionId>, IFormattable
{
    /// <summary>Creates an identifier from a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </exception>
    public SubscriptionId(string text) => Value = OpaqueText.Check(text, nameof(SubscriptionId));

    /// <summary>Gets whether this is the default value.</summary>
    public bool IsNone => Value is null;

    /// <summary>Gets the text; empty for the default value.</summary>
    internal string Text => Value ?? "";

    private string? Value { get; init; }

    /// <summary>Parses an identifier, with the same rules as the constructor.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">
    /// The text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </exception>
    public static SubscriptionId Parse(string s) => new() { Value = OpaqueText.Read(s, nameof(SubscriptionId)) };

    /// <summary>
    /// Tries to parse an identifier; false if the text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </summary>
    public static bool TryParse(string? s, out SubscriptionId result)
    {
        var valid = OpaqueText.IsValid(s);
        result = valid ? new SubscriptionId { Value = s } : default;
        return valid;
    }

    /// <summary>Returns the whole text; empty for the default value.</summary>
    public override string ToString() => Text;

    /// <summary>
    /// Returns the text, either whole (<c>G</c>, or null) or masked for logs (<c>M</c>): all but the last four characters are replaced by
    /// stars, or the first half of a text shorter than eight.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is not one of these.</exception>
    public string ToString(string? format) => IdentifierText.Format(Text, format);

    static SubscriptionId IParsable<SubscriptionId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<SubscriptionId>.TryParse(string? s, IFormatProvider? provider, out SubscriptionId result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);
}
