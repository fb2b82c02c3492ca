namespace EsimLifecycle.Interop;

/// <summary>A status in another system's vocabulary, with what its word does not say.</summary>
/// <remarks>
/// The pair of <see cref="Text"/> and <see cref="Reason"/> loses nothing: read back, it is the same <see cref="Standing"/>.
/// Thread-safe: it never changes.
/// </remarks>
/// <typeparam name="T">The vocabulary.</typeparam>
public readonly record struct StatusElsewhere<T> where T : struct, Enum
{
    private readonly string? _text;
    private readonly string? _reason;

    internal StatusElsewhere(T status, string text, string reason, StatusDetail? standing)
    {
        Status = status;
        _text = text;
        _reason = reason;
        Standing = standing;
    }

    /// <summary>The word, typed; unknown where it is none of the vocabulary's.</summary>
    public T Status { get; }

    /// <summary>The word as the other system writes it, or as it came.</summary>
    public string Text => _text ?? "";

    /// <summary>The whole standing in words, as <see cref="StatusDetail.ToString"/> writes it, or what came as the reason.</summary>
    public string Reason => _reason ?? "";

    /// <summary>
    /// What that means here: the standing that the reason says, where it fits the word, and otherwise the usual one of the word; null where the word
    /// is unknown.
    /// </summary>
    public StatusDetail? Standing { get; }
}
