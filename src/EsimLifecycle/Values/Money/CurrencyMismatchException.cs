namespace EsimLifecycle;

/// <summary>Thrown when amounts of two currencies are added, subtracted or compared: a fault of the calling code.</summary>
public sealed class CurrencyMismatchException : InvalidOperationException
{
    internal CurrencyMismatchException(Currency left, Currency right)
        : base($"An amount in {left} and an amount in {right} can't be added, subtracted or compared. Expected both in one currency.")
    {
        Left = left;
        Right = right;
    }

    /// <summary>The currency of the first amount.</summary>
    public Currency Left { get; }

    /// <summary>The currency of the second amount.</summary>
    public Currency Right { get; }
}
