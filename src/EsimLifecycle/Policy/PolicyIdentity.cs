namespace EsimLifecycle;

/// <summary>The identity of a policy: its name and version, with the carrier's currency, time zone and calendar.</summary>
public sealed record PolicyIdentity : IPolicyPart
{
    /// <summary>Gets the policy's name, which is pinned in every subscription opened under it.</summary>
    /// <value>1 to 100 characters.</value>
    public required string Name { get; init; }

    /// <summary>Gets the policy's version, which the carrier raises when a rule changes.</summary>
    /// <value>At least 1.</value>
    public required int Version { get; init; }

    /// <summary>Gets the currency in which all prices and balances are kept.</summary>
    public required Currency Currency { get; init; }

    /// <summary>
    /// Gets the unit to which every computed amount is rounded (proration, fees, discounts, credits), for a currency that is used in larger
    /// units than its minor ones: <c>IDR 1.00</c> for whole rupiah. What one side loses by rounding the other has: sums stay exact.
    /// </summary>
    /// <value>Positive, in the policy's currency; each amount of the policy is a multiple of it. The default is null: the minor unit.</value>
    public Money? RoundTo { get; init; }

    /// <summary>Gets the carrier's time zone, in which dates begin and end.</summary>
    /// <value>An IANA identifier such as <c>Asia/Jakarta</c>.</value>
    public required string Zone { get; init; }

    /// <summary>Gets the calendar that says which days are business days.</summary>
    /// <value>The default is Monday to Friday, without holidays.</value>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Default;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Text(Name);
        check.Within(Version, 1, int.MaxValue);
        if (Currency == default)
            check.Fail(nameof(Currency), "no currency", "an ISO 4217 code such as USD");
        check.Amount(RoundTo);
        if (RoundTo is { IsPositive: false })
            check.Fail(nameof(RoundTo), RoundTo.Value.ToString(), "a positive amount");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone ?? "") is null)
            check.Fail(nameof(Zone), Zone is null ? "missing" : $"'{Zone}'", "an IANA time zone such as Asia/Jakarta");
        check.Present(Calendar);
    }
}
