namespace EsimLifecycle;

/// <summary>
/// The rule for the texts that the host chooses: 1 to 128 characters, printable ASCII without spaces, which logs and databases keep as
/// they are.
/// </summary>
internal static class OpaqueText
{
    /// <summary>The maximum number of characters.</summary>
    public const int MaxLength = 128;

    public static bool IsValid(ReadOnlySpan<char> text) => text.Length is >= 1 and <= MaxLength && IdentifierText.IsVisible(text);

    /// <summary>The text, if it keeps the rule.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static string Check(string text, string kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsValid(text) ? text : throw new ArgumentException(Fault(text, kind), nameof(text));
    }

    /// <summary>The text, if it keeps the rule.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">It does not.</exception>
    public static string Read(string s, string kind)
    {
        ArgumentNullException.ThrowIfNull(s);
        return IsValid(s) ? s : throw new FormatException(Fault(s, kind));
    }

    private static string Fault(ReadOnlySpan<char> text, string kind) =>
        $"A {kind} has 1 to {MaxLength} characters, printable ASCII without spaces, but found {IdentifierText.DescribeVisible(text)}.";
}
