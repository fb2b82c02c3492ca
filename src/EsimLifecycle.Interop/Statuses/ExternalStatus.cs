namespace EsimLifecycle.Interop;

/// <summary>A subscription's status in another system's vocabulary, together with the details that the vocabulary can't express.</summary>
/// <remarks>
/// The pair of <see cref="Text"/> and <see cref="Reason"/> is lossless: reading it gives the same <see cref="Detail"/>. Thread-safe:
/// instances are immutable.
/// </remarks>
/// <typeparam name="T">The vocabulary.</typeparam>
public readonly record struct ExternalStatus<T> where T : struct, Enum
{
    private readonly string? _text;
    private readonly string? _reason;

    internal ExternalStatus(T status, string text, string reason, StatusDetail? detail)
    {
        Status = status;
        _text = text;
        _reason = reason;
        Detail = detail;
    }

    /// <summary>Gets the typed status; unknown if the text is not in the vocabulary.</summary>
    public T Status { get; }

    /// <summary>Gets the status as the other system writes it, or as received.</summary>
    public string Text => _text ?? "";

    /// <summary>Gets the full status detail as text, as <see cref="StatusDetail.ToString"/> writes it, or the reason as received.</summary>
    public string Reason => _reason ?? "";

    /// <summary>
    /// Gets the status detail that the reason gives, if it fits the status, and otherwise the usual one of the status; null if the status
    /// is unknown.
    /// </summary>
    public StatusDetail? Detail { get; }
}
