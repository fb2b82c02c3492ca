namespace EsimLifecycle;

/// <summary>Splits a price into its used and its unused part.</summary>
internal static class Proration
{
    /// <summary>
    /// Returns the used part and, of the unused part, the shares that money and free credit paid for; together they are exactly the price.
    /// </summary>
    public static (Money Used, Money Cash, Money Promotional) Split(PaidPeriod period, in ProratedShare unused, Money? unit) =>
        Split(period.Price, period.Promotional, unused.WorthOf(period.Price, unit), unit);

    /// <summary>
    /// Returns the used part and, of the unused part, the shares that money and free credit paid for; together they are exactly the price.
    /// </summary>
    public static (Money Used, Money Cash, Money Promotional) Split(Money price, Money? promotional, Money unused, Money? unit)
    {
        if (promotional is not { } credit || price.IsZero)
            return (price - unused, unused, Money.Zero(price.Currency));

        // Of a part of the price free credit paid its share of the price; however it is rounded, no credit becomes money.
        var lapsed = unused.Share(credit.MinorUnits, price.MinorUnits, MoneyRounding.HalfUp, unit);
        lapsed = Money.Min(credit, Money.Max(lapsed, unused + credit - price));
        return (price - unused, unused - lapsed, lapsed);
    }

    /// <summary>Returns the share of the period that is unused from a date on.</summary>
    public static ProratedShare Share(PaidPeriod period, LocalDate firstUnused, ProrationConvention convention) =>
        convention.UnusedShareFrom(new ServicePeriod(0, period.Start, period.End), firstUnused);

    /// <summary>
    /// Returns the first day that counts as unused when service ends at an instant: the first moment without it. The day that has begun by
    /// then is the last day of service, and used where the convention counts the ending day.
    /// </summary>
    public static LocalDate FirstUnused(PreparedPolicy rules, Instant end, ProrationConvention convention) =>
        convention.EndingDayIsUsed ? rules.FirstDayFrom(end) : rules.DateOf(end);
}
