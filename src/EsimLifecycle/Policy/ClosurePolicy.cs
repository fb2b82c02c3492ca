namespace EsimLifecycle;

/// <summary>The rules for what happens after a subscription has closed.</summary>
/// <remarks>What depends on a date is fixed when the subscription closes: a policy that changes later opens no window again and closes none.</remarks>
public sealed record ClosurePolicy : IPolicyPart
{
    /// <summary>
    /// Gets the number of days after the end of service within which a charge for earlier usage can be reported
    /// (<see cref="ReportLateCharge"/>); one that is reported later is voided.
    /// </summary>
    /// <value>0 to 3650. The default is 90. Set to 0 for the day on which service ends alone.</value>
    public int LateChargeDays { get; init; } = 90;

    /// <summary>
    /// Gets the number of days within which a disputed late charge has to be decided (<see cref="ResolveLateCharge"/>); one that is not is
    /// cancelled, in favour of the customer.
    /// </summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int LateChargeDisputeDays { get; init; } = 30;

    /// <summary>Gets the terms for the return of a physical card (<see cref="RecordCardReturn"/>).</summary>
    /// <value>The default is null: nothing is credited.</value>
    public CardReturnTerms? CardReturn { get; init; }

    void IPolicyPart.Check(PolicyCheck check)
    {
        if (CardReturn is not null)
            check.Part(CardReturn);
        check.Within(LateChargeDays, 0, Limits.MaxDays);
        check.Within(LateChargeDisputeDays, 1, Limits.MaxDays);
    }
}

/// <summary>The terms for the return of a physical card.</summary>
public sealed record CardReturnTerms : IPolicyPart
{
    /// <summary>Gets the amount that is credited, once.</summary>
    /// <value>A positive amount in the policy's currency.</value>
    public required Money Credit { get; init; }

    /// <summary>Gets the number of days after closing by which the card has to be received.</summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int Days { get; init; } = 30;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Amount(Credit);
        if (Credit.IsZero)
            check.Fail(nameof(Credit), $"{Credit}", "a positive amount, or no terms");
        check.Within(Days, 1, Limits.MaxDays);
    }
}
