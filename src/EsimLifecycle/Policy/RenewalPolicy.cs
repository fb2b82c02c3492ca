namespace EsimLifecycle;

/// <summary>The rules for renewal: payment, dunning, reminders, and the grace period after the paid term.</summary>
public sealed record RenewalPolicy : IPolicyPart
{
    internal static readonly ValueList<int> DefaultReminderDays = new([7, 1]);

    /// <summary>Gets the number of days after the paid term during which a renewal restores service (the grace period).</summary>
    /// <value>0 to 3650. The default is 30. Set to 0 to close the subscription without grace.</value>
    public int GraceDays { get; init; } = 30;

    /// <summary>Gets the service that the network gives in the grace period; fixed when service is limited.</summary>
    /// <value>The default is <see cref="EsimLifecycle.GraceService.ReceiveOnly"/>.</value>
    public GraceService GraceService { get; init; }

    /// <summary>Gets the payment methods that a customer may choose.</summary>
    /// <value>The default is all of them. Where the list is empty, nothing can be bought.</value>
    public ValueList<PaymentMethod> Methods { get; init; } = new(Enum.GetValues<PaymentMethod>());

    /// <summary>Gets the maximum number of periods that may be paid at the same time, the current one among them.</summary>
    /// <value>2 to 120. The default is 12.</value>
    public int MaxPrepaidPeriods { get; init; } = 12;

    /// <summary>
    /// Gets the number of days before the end of the term at which auto-renewal charges the next period, though never before the current
    /// period begins.
    /// </summary>
    /// <value>0 to 3650. The default is 3.</value>
    public int ChargeDaysAhead { get; init; } = 3;

    /// <summary>
    /// Gets the dunning schedule: the number of days after each failed charge until the next attempt. After the last attempt the charge is
    /// given up.
    /// </summary>
    /// <value>At most 10 numbers from 1 to 365. The default is 1, 2 and 4. Where the list is empty, the first failure is the last.</value>
    public ValueList<int> RetryDays { get; init; } = new([1, 2, 4]);

    /// <summary>Gets the number of days to wait for the outcome of a charge, after which it counts as failed.</summary>
    /// <value>1 to 100. The default is 1.</value>
    public int ChargeTimeoutDays { get; init; } = 1;

    /// <summary>Gets the numbers of days before the end of the term at which the customer is reminded.</summary>
    /// <value>At most 10 numbers from 1 to 365. The default is 7 and 1. If the list is empty, no reminder is sent.</value>
    public ValueList<int> ReminderDays { get; init; } = DefaultReminderDays;

    /// <summary>
    /// Gets the number of days before the end of grace at which the customer is reminded that the number will be lost, though never before
    /// half of the time until then is over.
    /// </summary>
    /// <value>0 to 365. The default is 7. Set to 0 for never.</value>
    public int GraceReminderDays { get; init; } = 7;

    /// <summary>Gets the balance below which the customer is notified, once a period.</summary>
    /// <value>The default is null: never.</value>
    public Money? BalanceLow { get; init; }

    /// <summary>Gets the percentage of data left at which the customer is notified, once a period.</summary>
    /// <value>0 to 100. The default is 20. Set to 0 for never.</value>
    public int DataLowPercent { get; init; } = 20;

    /// <summary>Gets the number of days without usage after which the customer is advised to switch auto-renewal off, once a period.</summary>
    /// <value>0 to 3650. The default is 90. Set to 0 for never.</value>
    public int DisuseDays { get; init; } = 90;

    /// <summary>
    /// Gets whether purchases (periods, plans and packs) are reserved until the carrier's system confirms that they are in effect.
    /// </summary>
    /// <value>The default is false.</value>
    public bool ConfirmsProvisioning { get; init; }

    /// <summary>Gets the number of days to wait for that confirmation, after which the attempt counts as failed.</summary>
    /// <value>1 to 100. The default is 1.</value>
    public int ProvisioningTimeoutDays { get; init; } = 1;

    /// <summary>Gets the maximum number of provisioning attempts, after which the purchase is released and the money goes back.</summary>
    /// <value>1 to 100. The default is 3.</value>
    public int ProvisioningAttempts { get; init; } = 3;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Within(GraceDays, 0, Limits.MaxDays);
        check.Defined(GraceService);
        check.Choices(Methods);
        if (Methods.Count == 0)
            check.Warn(nameof(Methods), "[]: nothing can be bought", "at least one payment method");
        check.Within(MaxPrepaidPeriods, 2, 120);
        check.Within(ChargeDaysAhead, 0, Limits.MaxDays);
        check.Within(ChargeTimeoutDays, 1, 100);
        check.Days(RetryDays);
        check.Days(ReminderDays);
        check.Within(GraceReminderDays, 0, 365);
        check.Amount(BalanceLow);
        check.Within(DataLowPercent, 0, 100);
        check.Within(DisuseDays, 0, Limits.MaxDays);
        check.Within(ProvisioningTimeoutDays, 1, 100);
        check.Within(ProvisioningAttempts, 1, 100);
    }

    /// <summary>
    /// Warns if the answer to the last attempt of auto-renewal may be due only after grace, so that a subscription ends while it is awaited.
    /// </summary>
    /// <param name="check">The check.</param>
    /// <param name="plans">The plans; a charge is never made before the period in which it is made begins.</param>
    internal void CheckDunning(PolicyCheck check, ValueList<PlanTerms> plans)
    {
        if (RetryDays.Count > 10)
            return;
        var waits = 0L;
        for (var i = 0; i < RetryDays.Count; i++)
            waits += RetryDays[i];
        var longest = long.MinValue;
        foreach (var plan in plans)
        {
            if (plan is not { Validity: null, Length: { } length })
                continue;
            var days = (365L * length.Years) + (28L * length.Months) + (7L * length.Weeks) + length.Days;
            if (days > 0)
                longest = Math.Max(longest, waits + ((RetryDays.Count + 1L) * ChargeTimeoutDays) - Math.Min(ChargeDaysAhead, days));
        }

        if (longest > GraceDays)
        {
            check.Warn(
                "Renewal.GraceDays", $"{GraceDays}", $"at least {longest}: the answer to the last attempt of a charge may be due that many days after the period");
        }
    }
}
