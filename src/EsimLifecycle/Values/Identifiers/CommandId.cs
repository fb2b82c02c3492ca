using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>
/// The identifier of a command, given by its sender. The same command sent again has the same identifier and takes effect only once.
/// </summary>
/// <remarks>
/// <para>1 to 128 characters, printable ASCII without spaces; compared character by character, so case counts.</para>
/// <para>Choose an identifier that is used only once, such as a GUID or the id of a message. As such ids are made of
/// anything, it counts as personal: an erased history has a pseudonym in its place.</para>
/// <para>The default value is none: <see cref="IsNone"/>, and its text is empty. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<CommandId>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct CommandId : IParsable<CommandId>, IFormattable
{
    /// <summary>Creates an identifier from a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </exception>
    public CommandId(string text) => Value = OpaqueText.Check(text, nameof(CommandId));

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
    public static CommandId Parse(string s) => new() { Value = OpaqueText.Read(s, nameof(CommandId)) };

    /// <summary>
    /// Tries to parse an identifier; false if the text is empty, longer than 128 characters, or has characters other than printable ASCII.
    /// </summary>
    public static bool TryParse(string? s, out CommandId result)
    {
        var valid = OpaqueText.IsValid(s);
        result = valid ? new CommandId { Value = s } : default;
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

    static CommandId IParsable<CommandId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CommandId>.TryParse(string? s, IFormatProvider? provider, out CommandId result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);
}
