namespace EsimLifecycle;

internal static class AmountRules
{
    /// <summary>Returns the reason against an amount; null if it is acceptable.</summary>
    public static Refusal? Check(Money amount, Currency currency, bool allowZero = false, Money? largest = null)
    {
        if (amount.Currency != currency)
            return Refusals.CurrencyMismatch(amount, currency);
        var limit = largest ?? Money.OfMinor(Limits.MaxAmount, currency);
        return amount.MinorUnits >= (allowZero ? 0 : 1) && amount <= limit ? null : Refusals.AmountOutOfRange(amount, limit);
    }
}
