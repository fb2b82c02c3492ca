using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// An opaque reference to a record about a person that the host keeps elsewhere: a person, a contact, a document, a note, a case, a piece of
/// evidence, a person's account, a name that they gave a device.
/// </summary>
/// <remarks>
/// <para>1 to 128 characters, printable ASCII without spaces; compared character by character, so case counts.</para>
/// <para>Says by its type that it leads to a person, as <see cref="Eid"/>, <see cref="Iccid"/> and <see cref="Msisdn"/> do: it goes when personal
/// data is erased. What accounts need is named by a <see cref="Reference"/>, and stays. Still the key of a record, never a name or the number of
/// a paper.</para>
/// <para>The default value is none: <see cref="IsNone"/>, and its text is empty. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<PersonalReference>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct PersonalReference : IParsable<PersonalReference>, IFormattable
{
    /// <summary>Creates a reference from a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </exception>
    public PersonalReference(string text) => Value = OpaqueText.Check(text, nameof(PersonalReference));

    /// <summary>Gets whether this is the default value.</summary>
    public bool IsNone => Value is null;

    /// <summary>Gets the text; empty for the default value.</summary>
    internal string Text => Value ?? "";

    private string? Value { get; init; }

    /// <summary>Parses a reference, with the same rules as the constructor.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">
    /// The text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </exception>
    public static PersonalReference Parse(string s) => new() { Value = OpaqueText.Read(s, nameof(PersonalReference)) };

    /// <summary>
    /// Tries to parse a reference; false if the text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </summary>
    public static bool TryParse(string? s, out PersonalReference result)
    {
        var valid = OpaqueText.IsValid(s);
        result = valid ? new PersonalReference { Value = s } : default;
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

    static PersonalReference IParsable<PersonalReference>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<PersonalReference>.TryParse(string? s, IFormatProvider? provider, out PersonalReference result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);
}
