namespace EsimLifecycle.Hosting.Conformance;

/// <summary>A store does not keep what a case of the conformance suite asks; the message says what was expected and what was found.</summary>
public sealed class StoreConformanceException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreConformanceException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What was expected and what was found.</param>
    public StoreConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="innerException">The cause.</param>
    public StoreConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
