namespace EsimLifecycle;

/// <summary>
/// The exception thrown when amounts of two currencies are added, subtracted or compared, which is an error of the calling code.
/// </summary>
public sealed class CurrencyMismatchException : InvalidOperationException
{
    internal CurrencyMismatchException(Currency left, Currency right)
        : base($"An amount in {left} and an amount in {right} can't be added, subtracted or compared. Expected both in one currency.")
    {
        Left = left;
        Right = right;
    }

    /// <summary>Gets the currency of the first amount.</summary>
    public Currency Left { get; }

    /// <summary>Gets the currency of the second amount.</summary>
    public Currency Right { get; }
}
