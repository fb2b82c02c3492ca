using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The name of one command, given by whoever sends it: the same command sent again bears the same name and is done only once.</summary>
/// <remarks>
/// <para>1 to 128 characters, printable ASCII without spaces; compared character by character, so case counts.</para>
/// <para>Take one that is used only once, such as a GUID or the id of a message.</para>
/// <para>The default value is none: <see cref="IsNone"/>, and its text is empty. Thread-safe: it never changes.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<CommandId>))]
[DebuggerDisplay("{ToString(\"M\"),nq}")]
public readonly record struct CommandId : IParsable<CommandId>, IFormattable
{
    /// <summary>Makes one of a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">It is empty, longer than 128 characters, or has others than printable ASCII.</exception>
    public CommandId(string text) => Value = OpaqueText.Check(text, nameof(CommandId));

    /// <summary>Whether this is the default value.</summary>
    public bool IsNone => Value is null;

    /// <summary>The text; empty for the default value.</summary>
    internal string Text => Value ?? "";

    private string? Value { get; init; }

    /// <summary>Reads one, as the constructor does.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">It is empty, longer than 128 characters, or has others than printable ASCII.</exception>
    public static CommandId Parse(string s) => new() { Value = OpaqueText.Read(s, nameof(CommandId)) };

    /// <summary>Reads one; false where the text is empty, longer than 128 characters, or has others than printable ASCII.</summary>
    public static bool TryParse(string? s, out CommandId result)
    {
        var valid = OpaqueText.IsValid(s);
        result = valid ? new CommandId { Value = s } : default;
        return valid;
    }

    /// <summary>The whole text; empty for the default value.</summary>
    public override string ToString() => Text;

    /// <summary>
    /// The text: whole (<c>G</c>, or null), or with stars for all but the last four characters (<c>M</c>); of one shorter than eight,
    /// half is shown.
    /// </summary>
    /// <exception cref="FormatException"><paramref name="format"/> is another.</exception>
    public string ToString(string? format) => IdentifierText.Format(Text, format);

    static CommandId IParsable<CommandId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CommandId>.TryParse(string? s, IFormatProvider? provider, out CommandId result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);
}
