namespace EsimLifecycle;

/// <summary>The events given do not form one subscription's history.</summary>
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

    /// <summary>Creates the exception with a message and what caused it.</summary>
    public InvalidHistoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
