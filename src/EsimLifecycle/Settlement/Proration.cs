namespace EsimLifecycle;

/// <summary>Splits what was paid for a period into what is used and what is not.</summary>
internal static class Proration
{
    /// <summary>The used part and, of the unused part, what money and what free credit paid; together exactly the price.</summary>
    public static (Money Used, Money Cash, Money Promotional) Split(PaidPeriod period, in ProratedShare share)
    {
        var unused = Money.OfMinor(share.Of(period.Price.MinorUnits), period.Price.Currency);
        var promotional = PromotionalPart(period, unused);
        return (period.Price - unused, unused - promotional, promotional);
    }

    /// <summary>The unused share of the period.</summary>
    public static ProratedShare Share(PaidPeriod period, LocalDate endsOn, ProrationConvention convention) =>
        convention.UnusedShare(new ServicePeriod(0, period.Start, period.End), endsOn);

    /// <summary>Of a part of the price, what free credit paid: its share of the price.</summary>
    private static Money PromotionalPart(PaidPeriod period, Money part) => period.Promotional is { } promotional && !period.Price.IsZero
        ? part.MultiplyByFraction(promotional.MinorUnits, period.Price.MinorUnits, MoneyRounding.HalfUp)
        : Money.Zero(part.Currency);
}
