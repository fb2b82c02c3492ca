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
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone ?? "") is null)
            check.Fail(nameof(Zone), Zone is null ? "missing" : $"'{Zone}'", "an IANA time zone such as Asia/Jakarta");
        check.Present(Calendar);
    }
}
