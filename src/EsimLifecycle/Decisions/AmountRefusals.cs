namespace EsimLifecycle;

/// <summary>The reasons against an amount.</summary>
internal static class AmountRefusals
{
    /// <summary>Why the amount can't be taken, or null if it can.</summary>
    public static Refusal? Check(Money amount, Currency currency, bool allowZero = false, Money? most = null)
    {
        if (amount.Currency != currency)
            return new Refusal(RefusalCode.CurrencyMismatch, new RefusalFact("amount", amount), new RefusalFact("currency", currency));
        var least = allowZero ? 0 : 1;
        var largest = most ?? Money.OfMinor(Limits.LargestAmount, currency);
        return amount.MinorUnits >= least && amount <= largest
            ? null
            : new Refusal(
                RefusalCode.AmountOutOfRange,
                new RefusalFact("amount", amount),
                new RefusalFact("largest", largest));
    }
}
