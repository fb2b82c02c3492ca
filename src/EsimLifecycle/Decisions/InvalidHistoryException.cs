namespace EsimLifecycle;

/// <summary>The exception thrown when events do not form the history of one subscription.</summary>
public sealed class InvalidHistoryException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    public InvalidHistoryException()
    {
    }

    /// <summary>Creates the exception with a message that names what was found and what was expected.</summary>
    public InvalidHistoryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public InvalidHistoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
